package io.tributary.local.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.extractors.ExtractorConfig;
import io.tributary.local.command.cluster.AlertsConfig;
import io.tributary.local.command.cluster.LocalConfig;
import io.tributary.local.reconcile.Cause;
import io.tributary.schemas.CostRecord;
import io.tributary.schemas.RawPage;
import io.tributary.schemas.Topic;
import io.tributary.schemas.Topics;
import io.tributary.schemas.wire.WireConfig;
import io.tributary.streams.StreamsAppConfig;
import io.tributary.streams.deadletter.RejectionCode;
import io.tributary.streams.normalize.DataSetNormalizer;
import io.tributary.streams.normalize.ProviderDataSets;
import io.tributary.streams.reconcile.DeliveryChanges;
import io.tributary.streams.reconcile.DeliveryState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.Test;

/** The documentation against the code: what it lists must be all there is, and what it says must be so. */
class DocumentationTest {

    private static final Path ROOT = Path.of("..");

    @Test
    void theImageIsBuiltOfEveryModule() throws IOException {
        String dockerfile = Files.readString(ROOT.resolve("Dockerfile"));

        assertThat(Pattern.compile("<module>(.*)</module>")
                        .matcher(Files.readString(ROOT.resolve("pom.xml")))
                        .results())
                .extracting(module -> module.group(1))
                .hasSizeGreaterThan(5)
                .allSatisfy(module -> assertThat(dockerfile)
                        .containsPattern("COPY " + module + "(/pom\\.xml)? " + module + "(/pom\\.xml)?\n"));
    }

    @Test
    void everySettingIsDescribedWithItsDefault() throws IOException {
        String configuration = readWithProviders("docs/configuration.md");

        assertThat(rows(StreamsAppConfig.SETTINGS))
                .as("rows of the streams application's table")
                .allSatisfy(row -> assertThat(configuration).contains(row));
        assertThat(rows(LocalConfig.SETTINGS))
                .as("rows of the command's table")
                .allSatisfy(row -> assertThat(configuration).contains(row));
        assertThat(rows(WireConfig.SETTINGS))
                .as("rows of the wire format's table")
                .allSatisfy(row -> assertThat(configuration).contains(row));
        assertThat(rows(ExtractorConfig.SETTINGS))
                .as("rows of the extractor's table")
                .allSatisfy(row -> assertThat(configuration).contains(row));
        assertThat(rows(AlertsConfig.SETTINGS))
                .as("rows of the table of alerts")
                .allSatisfy(row -> assertThat(configuration).contains(row));
    }

    @Test
    void noSettingIsDescribedThatIsNotThere() throws IOException {
        List<String> names = new ArrayList<>();
        names.addAll(StreamsAppConfig.SETTINGS.names());
        names.addAll(ExtractorConfig.SETTINGS.names());
        names.addAll(AlertsConfig.SETTINGS.names());
        names.addAll(LocalConfig.SETTINGS.names());
        Set<String> firstParts = names.stream()
                .map(name -> name.substring(0, name.indexOf('.') + 1))
                .collect(Collectors.toSet());
        List<String> described = readWithProviders("docs/configuration.md")
                .lines()
                .filter(line -> firstParts.stream().anyMatch(part -> line.startsWith("| `" + part)))
                .map(line -> line.substring(3, line.indexOf('`', 3)))
                .toList();

        assertThat(described).isNotEmpty().isSubsetOf(names);
    }

    @Test
    void everyRejectionCodeAndDeliveryStateIsExplained() throws IOException {
        String semantics = read("docs/semantics.md");

        assertThat(Arrays.stream(RejectionCode.values()).map(Enum::name))
                .allSatisfy(code -> assertThat(semantics).contains("| " + code + " |"));
        assertThat(Arrays.stream(DeliveryState.values()).map(Enum::name))
                .allSatisfy(state -> assertThat(semantics).contains("| " + state + " |"));
        assertThat(Arrays.stream(DeliveryChanges.Cause.values()).map(Enum::name))
                .allSatisfy(cause -> assertThat(semantics).contains("| " + cause + " |"));
    }

    @Test
    void everyCauseOfAGapIsExplainedInTheOrderInWhichTheyAreAttributed() throws IOException {
        String section = read("docs/semantics.md");
        section = section.substring(section.indexOf("| cause | evidence"), section.indexOf("- **Changes after the"));
        List<String> explained = section.lines()
                .filter(line -> line.matches("\\| [A-Z_]+ \\|.*"))
                .map(line -> line.split(" ")[1])
                .toList();

        assertThat(explained)
                .containsExactlyElementsOf(
                        Arrays.stream(Cause.Kind.values()).map(Enum::name).toList());
        String operations = read("docs/operations.md");
        assertThat(explained).allSatisfy(cause -> assertThat(operations).contains(cause));
    }

    @Test
    void everyTopicIsInTheArchitecture() throws IOException {
        String architecture =
                read("docs/architecture.md").replace("billing.raw.<provider>", String.join(" ", rawNames()));

        assertThat(Topics.all().stream().map(Topic::name))
                .allSatisfy(topic -> assertThat(architecture).contains(topic));
    }

    @Test
    void theTestCommandOfTheReadmeIsWhatIsRunBeforeAMerge() throws IOException {
        List<String> commands = read("README.md")
                .lines()
                .filter(line -> line.startsWith("    mvn "))
                .map(String::strip)
                .toList();

        assertThat(commands).containsExactly("mvn verify");
        assertThat(read(".ci/run").lines()).contains(commands.get(0) + " --batch-mode --no-transfer-progress");
    }

    @Test
    void linksLeadSomewhere() throws IOException {
        List<Path> targets = new ArrayList<>();
        for (Path document : Documents.all()) {
            Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)")
                    .matcher(Files.readString(document))
                    .results()
                    .forEach(link -> targets.add(document.resolveSibling(link.group(1))));
        }

        assertThat(targets).isNotEmpty().allSatisfy(target -> assertThat(target).exists());
    }

    @Test
    void documentsNameNoSettingOfOursThatIsNotThere() throws IOException {
        List<String> names = new ArrayList<>(StreamsAppConfig.SETTINGS.names());
        names.addAll(ExtractorConfig.SETTINGS.names());
        names.addAll(AlertsConfig.SETTINGS.names());
        try (Stream<Path> documents = Files.walk(ROOT.resolve("docs"))) {
            List<String> named = documents
                    .filter(document -> document.toString().endsWith(".md"))
                    .flatMap(DocumentationTest::settingsNamed)
                    .toList();
            assertThat(named).isNotEmpty().isSubsetOf(names);
        }
    }

    @Test
    void everyDataSetIsDescribedWithItsStatement() throws IOException {
        String semantics = readWithProviders("docs/semantics.md");

        assertThat(described(semantics))
                .containsExactlyInAnyOrderElementsOf(dataSets().stream()
                        .map(dataSet -> "| `" + dataSet.dataSet() + "` | " + statement(dataSet) + " |")
                        .toList());
    }

    @Test
    void documentsNameNothingOfAProviderThatIsNotThere() throws IOException {
        List<String> names = new ArrayList<>(ExtractorConfig.SETTINGS.names());
        dataSets().forEach(dataSet -> names.add(dataSet.dataSet()));
        List<String> named = new ArrayList<>();
        for (String document : List.of("README.md", "docs/permissions.md", "docs/semantics.md", "docs/operations.md")) {
            Pattern.compile("`((?:aws|azure|gcp)\\.[a-z.]+[a-z])[`=]")
                    .matcher(read(document))
                    .results()
                    .forEach(name -> named.add(name.group(1)));
        }

        assertThat(named).isNotEmpty().isSubsetOf(names);
    }

    @Test
    void everyColumnThatAddsUpIsListed() throws IOException {
        List<String> listed = Pattern.compile("\\| column that adds up \\|.*\n.*\n((?:\\|.*\n)+)")
                .matcher(read("docs/semantics.md"))
                .results()
                .flatMap(table -> table.group(1).lines())
                .map(line -> line.split("`")[1])
                .toList();

        assertThat(listed)
                .containsExactlyInAnyOrderElementsOf(CostRecord.getClassSchema().getFields().stream()
                        .filter(field -> Boolean.TRUE.equals(field.getObjectProp("additive")))
                        .map(field -> field.name())
                        .toList());
    }

    /** The first two columns of the table of data sets. */
    private static List<String> described(String semantics) {
        return Pattern.compile("\\| data set \\| statement \\|.*\n.*\n((?:\\|.*\n)+)")
                .matcher(semantics)
                .results()
                .flatMap(table -> table.group(1).lines())
                .map(line -> line.substring(0, line.indexOf('|', line.indexOf('|', 1) + 1) + 1))
                .toList();
    }

    private static List<DataSetNormalizer> dataSets() {
        StreamsAppConfig config = StreamsAppConfig.from(
                Map.of("kafka.bootstrap.servers", "127.0.0.1:9092", "streams.state.directory", "state"));
        return ProviderDataSets.found().stream()
                .flatMap(provider -> provider.dataSets(config.settings()).stream())
                .toList();
    }

    /** The kind of statement, which stands behind the provider; or that every scope is a statement of its own. */
    private static String statement(DataSetNormalizer dataSet) {
        RawPage page = RawPage.newBuilder()
                .setProvider(dataSet.dataSet().split("\\.")[0])
                .setDataSet(dataSet.dataSet())
                .setBillingAccountId("account")
                .setBillingPeriodStart(LocalDate.EPOCH)
                .setBillingPeriodEnd(LocalDate.EPOCH.plusMonths(1))
                .setScope("scope")
                .setDeliveryId("delivery")
                .setDeliveryTime(Instant.EPOCH)
                .setPageNumber(0)
                .setContentType("none")
                .setContent(ByteBuffer.allocate(0))
                .setRowCount(0)
                .setChecksum(0)
                .setArtifact("artifact")
                .setArtifactRow(0)
                .setExtractedAt(Instant.EPOCH)
                .setExtractorVersion("none")
                .build();
        String statement = dataSet.statement(page);
        return statement.equals(page.getScope()) ? "its scope" : statement.split("/")[1];
    }

    @Test
    void everySourceFileThatIsNamedIsThere() throws IOException {
        Set<String> sources = new HashSet<>();
        for (String module :
                List.of("schemas", "samples", "test-support", "extractors", "streams-app", "local", "benchmarks")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src"))) {
                files.forEach(file -> sources.add(file.getFileName().toString()));
            }
        }
        List<String> named = new ArrayList<>();
        for (String document : List.of("README.md", "CONTRIBUTING.md", "docs/architecture.md", "docs/benchmarks.md")) {
            Pattern.compile("\\b([A-Z]\\w+\\.(?:java|avsc))\\b")
                    .matcher(read(document))
                    .results()
                    .forEach(name -> named.add(name.group(1)));
        }

        assertThat(named).isNotEmpty();
        assertThat(sources).containsAll(named);
    }

    private static Stream<String> settingsNamed(Path document) {
        try {
            return Pattern.compile("`((?:streams|extractor)\\.[a-z.]+[a-z])[`=]")
                    .matcher(Files.readString(document))
                    .results()
                    .map(setting -> setting.group(1));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<String> rawNames() {
        return Topics.raw().stream().map(Topic::name).toList();
    }

    private static List<String> rows(ConfigDef settings) {
        return settings.configKeys().values().stream()
                .map(DocumentationTest::row)
                .toList();
    }

    private static String row(ConfigDef.ConfigKey key) {
        String value = key.hasDefault() ? ConfigDef.convertToString(key.defaultValue, key.type) : "required";
        return "| `" + key.name + "` | " + (value.isEmpty() ? "none" : value) + " | " + key.documentation + " |";
    }

    /** A document, and those in which providers have theirs: a new provider then changes no document that is there. */
    private static String readWithProviders(String document) throws IOException {
        StringBuilder text = new StringBuilder(read(document));
        Path providers = ROOT.resolve("docs/providers");
        if (Files.isDirectory(providers)) {
            try (Stream<Path> files = Files.list(providers)) {
                for (Path file : files.sorted().toList()) {
                    text.append('\n').append(Files.readString(file));
                }
            }
        }
        return text.toString();
    }

    private static String read(String document) throws IOException {
        return Files.readString(ROOT.resolve(document));
    }
}
