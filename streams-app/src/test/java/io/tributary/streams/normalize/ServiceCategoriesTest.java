package io.tributary.streams.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.streams.normalize.aws.AwsDataSets;
import io.tributary.streams.normalize.gcp.GcpDataSets;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables of services, against FOCUS's own list of categories. */
class ServiceCategoriesTest {

    /** FOCUS 1.4, ServiceCategory and ServiceSubcategory; every category also has Other (category). */
    private static final Map<String, Set<String>> FOCUS = Map.ofEntries(
            Map.entry(
                    "AI and Machine Learning",
                    Set.of("AI Platforms", "Bots", "Generative AI", "Machine Learning", "Natural Language Processing")),
            Map.entry(
                    "Analytics",
                    Set.of(
                            "Analytics Platforms",
                            "Business Intelligence",
                            "Data Processing",
                            "Search",
                            "Streaming Analytics")),
            Map.entry("Business Applications", Set.of("Productivity and Collaboration")),
            Map.entry(
                    "Compute",
                    Set.of(
                            "Containers",
                            "End User Computing",
                            "Quantum Compute",
                            "Serverless Compute",
                            "Virtual Machines")),
            Map.entry(
                    "Databases",
                    Set.of(
                            "Caching",
                            "Data Warehouses",
                            "Ledger Databases",
                            "NoSQL Databases",
                            "Relational Databases",
                            "Time Series Databases")),
            Map.entry(
                    "Developer Tools",
                    Set.of(
                            "Developer Platforms",
                            "Continuous Integration and Deployment",
                            "Development Environments",
                            "Source Code Management",
                            "Quality Assurance")),
            Map.entry("Identity", Set.of("Identity and Access Management")),
            Map.entry("Integration", Set.of("API Management", "Messaging", "Workflow Orchestration")),
            Map.entry("Internet of Things", Set.of("IoT Analytics", "IoT Platforms")),
            Map.entry(
                    "Management and Governance",
                    Set.of(
                            "Architecture",
                            "Compliance",
                            "Cost Management",
                            "Data Governance",
                            "Disaster Recovery",
                            "Endpoint Management",
                            "Observability",
                            "Support")),
            Map.entry("Media", Set.of("Content Creation", "Gaming", "Media Streaming", "Mixed Reality")),
            Map.entry("Migration", Set.of("Data Migration", "Resource Migration")),
            Map.entry("Mobile", Set.of()),
            Map.entry("Multicloud", Set.of("Multicloud Integration")),
            Map.entry(
                    "Networking",
                    Set.of(
                            "Application Networking",
                            "Content Delivery",
                            "Network Connectivity",
                            "Network Infrastructure",
                            "Network Routing",
                            "Network Security")),
            Map.entry("Other", Set.of()),
            Map.entry(
                    "Security",
                    Set.of("Secret Management", "Security Posture Management", "Threat Detection and Response")),
            Map.entry(
                    "Storage",
                    Set.of("Backup Storage", "Block Storage", "File Storage", "Object Storage", "Storage Platforms")),
            Map.entry("Web", Set.of("Application Platforms")));

    @ParameterizedTest
    @ValueSource(classes = {AwsDataSets.class, GcpDataSets.class})
    void everyServiceOfTheTableIsInACategoryOfFocus(Class<?> provider) {
        ServiceCategories categories = ServiceCategories.beside(provider);
        List<String[]> lines = ReferenceTable.lines(provider, "service-categories.tsv", 3);

        assertThat(lines).isNotEmpty();
        assertThat(lines).extracting(line -> line[0]).doesNotHaveDuplicates();
        for (String[] line : lines) {
            ServiceCategories.Category category = of(categories, line[0]);
            String name = text(category.category());
            assertThat(name).as(line[0]).isEqualTo(line[1]);
            assertThat(FOCUS).as(line[0]).containsKey(name);
            Set<String> subcategories = new HashSet<>(FOCUS.get(name));
            subcategories.add("Other (" + name + ")");
            assertThat(subcategories).as(line[0]).contains(text(category.subcategory()));
        }
    }

    @Test
    void serviceThatIsNotKnownIsOther() {
        ServiceCategories.Category category = of(ServiceCategories.beside(AwsDataSets.class), "AmazonTeleporter");

        assertThat(text(category.category())).isEqualTo("Other");
        assertThat(text(category.subcategory())).isEqualTo("Other (Other)");
    }

    private static ServiceCategories.Category of(ServiceCategories categories, String service) {
        byte[] bytes = service.getBytes(StandardCharsets.UTF_8);
        return categories.of(bytes, 0, bytes.length);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
