package io.tributary.streams.normalize.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.streams.normalize.ReferenceTable;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables that ship with the application say what FOCUS allows, and find what Azure writes. */
class ReferenceTablesTest {

    // FOCUS 1.4 Cost and Usage, ServiceSubcategory. Every category also has Other (category).
    private static final Map<String, List<String>> SUBCATEGORIES = Map.ofEntries(
            Map.entry(
                    "AI and Machine Learning",
                    List.of(
                            "AI Platforms",
                            "Bots",
                            "Generative AI",
                            "Machine Learning",
                            "Natural Language Processing")),
            Map.entry(
                    "Analytics",
                    List.of(
                            "Analytics Platforms",
                            "Business Intelligence",
                            "Data Processing",
                            "Search",
                            "Streaming Analytics")),
            Map.entry("Business Applications", List.of("Productivity and Collaboration")),
            Map.entry(
                    "Compute",
                    List.of(
                            "Containers",
                            "End User Computing",
                            "Quantum Compute",
                            "Serverless Compute",
                            "Virtual Machines")),
            Map.entry(
                    "Databases",
                    List.of(
                            "Caching",
                            "Data Warehouses",
                            "Ledger Databases",
                            "NoSQL Databases",
                            "Relational Databases",
                            "Time Series Databases")),
            Map.entry(
                    "Developer Tools",
                    List.of(
                            "Developer Platforms",
                            "Continuous Integration and Deployment",
                            "Development Environments",
                            "Source Code Management",
                            "Quality Assurance")),
            Map.entry("Identity", List.of("Identity and Access Management")),
            Map.entry("Integration", List.of("API Management", "Messaging", "Workflow Orchestration")),
            Map.entry("Internet of Things", List.of("IoT Analytics", "IoT Platforms")),
            Map.entry(
                    "Management and Governance",
                    List.of(
                            "Architecture",
                            "Compliance",
                            "Cost Management",
                            "Data Governance",
                            "Disaster Recovery",
                            "Endpoint Management",
                            "Observability",
                            "Support")),
            Map.entry("Media", List.of("Content Creation", "Gaming", "Media Streaming", "Mixed Reality")),
            Map.entry("Migration", List.of("Data Migration", "Resource Migration")),
            Map.entry("Mobile", List.of()),
            Map.entry("Multicloud", List.of("Multicloud Integration")),
            Map.entry(
                    "Networking",
                    List.of(
                            "Application Networking",
                            "Content Delivery",
                            "Network Connectivity",
                            "Network Infrastructure",
                            "Network Routing",
                            "Network Security")),
            Map.entry(
                    "Security",
                    List.of("Secret Management", "Security Posture Management", "Threat Detection and Response")),
            Map.entry(
                    "Storage",
                    List.of("Backup Storage", "Block Storage", "File Storage", "Object Storage", "Storage Platforms")),
            Map.entry("Web", List.of("Application Platforms")),
            Map.entry("Other", List.of()));

    @Test
    void everyServiceHasACategoryAndASubcategoryOfFocus() {
        Stream.concat(
                        ReferenceTable.lines(Services.class, "services.tsv", 5).stream()
                                .map(line -> Services.of(line[0], line[1])),
                        ReferenceTable.lines(Services.class, "service-categories.tsv", 2).stream()
                                .map(line -> Services.of(line[0], "")))
                .forEach(service -> {
                    assertThat(SUBCATEGORIES).containsKey(service.category());
                    Set<String> allowed = new HashSet<>(SUBCATEGORIES.get(service.category()));
                    allowed.add("Other (" + service.category() + ")");
                    assertThat(allowed).contains(service.subcategory());
                });
    }

    @ParameterizedTest
    @CsvSource({
        "Microsoft.Compute, Microsoft.Compute/virtualMachines, Virtual Machines, Virtual Machines",
        "'', Microsoft.Storage/storageAccounts, Storage Accounts, Storage Platforms",
        "microsoft.compute, none, '', Other (Compute)",
        "nobody, none, '', Other (Other)"
    })
    void serviceIsFoundByWhatLeavesNoChoice(String consumed, String type, String name, String subcategory) {
        Services.Service service = Services.of(consumed, type);

        assertThat(service.name()).isEqualTo(name);
        assertThat(service.subcategory()).isEqualTo(subcategory);
    }

    @ParameterizedTest
    @CsvSource({
        "1 Hour, 1, Hours, Hours",
        "10 Hours, 10, Hours, 10 Hours",
        "100 HOURS, 100, Hours, 100 Hours",
        "10K, 10000, Units, 10000 Units",
        "1M, 1000000, Units, 1000000 Units",
        "1 GB/Month, 1, GB/Month, GB/Month",
        "1 /Month, 1, Units/Month, Units/Month",
        "'1\u00A0GB/Month', 1, GB/Month, GB/Month"
    })
    void unitIsABlockOfUnits(String text, String block, String unit, String priced) {
        Units.Unit found = Units.of(text).orElseThrow();

        assertThat(found.block()).isEqualByComparingTo(block);
        assertThat(found.unit()).isEqualTo(unit);
        assertThat(found.priced()).isEqualTo(priced);
    }

    @Test
    void unitThatIsNotKnownIsNotGuessed() {
        assertThat(Units.of("7 Widgets")).isEmpty();
        assertThat(Units.of("")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"CentralUS, centralus, Central US", "US East 2, eastus2, East US 2", "MoonBase, moonbase, ''"})
    void regionIsFoundUnderAllItsNames(String location, String id, String name) {
        assertThat(Regions.of(location)).isEqualTo(new Regions.Region(id, name));
    }

    @ParameterizedTest
    @CsvSource({
        "/subscriptions/1/resourceGroups/g/providers/Microsoft.Sql/servers/s/databases/d, "
                + "Microsoft.Sql/servers/databases",
        "/subscriptions/1/providers/a.b/c/d/PROVIDERS/Microsoft.Compute/disks/x, Microsoft.Compute/disks",
        "/subscriptions/1/resourceGroups/g, ''",
        "/subscriptions/<guid>/resourceGroups/<rg name>/providers/<arm provider>/<serviceName>/<name>, "
                + "<arm provider>/<serviceName>",
        "web-1, ''"
    })
    void typeIsInTheId(String id, String type) {
        assertThat(ResourceTypes.of(id)).isEqualTo(type);
    }

    @Test
    void typeHasADisplayNameOrIsTold() {
        assertThat(ResourceTypes.name("Microsoft.Compute/virtualMachines")).isEqualTo("Virtual machine");
        assertThat(ResourceTypes.name("Acme.Rockets/silos")).isEqualTo("Acme.Rockets/silos");
    }
}
