package io.tributary.samples.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.tributary.samples.SampleTruth;
import io.tributary.samples.file.Compression;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The files: their content, their places, and that they are the same every time. */
class AwsSampleBillTest {

    private static final AwsSampleSettings SMALL =
            AwsSampleSettings.builder().rows(4_000).build();
    private static final List<String> IDENTITY = List.of(
            "lineItem/UsageAccountId",
            "lineItem/LineItemType",
            "lineItem/UsageStartDate",
            "lineItem/ProductCode",
            "lineItem/UsageType",
            "lineItem/Operation",
            "lineItem/ResourceId",
            "lineItem/LineItemDescription",
            "savingsPlan/SavingsPlanARN",
            "reservation/ReservationARN");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void sameSettingsGiveTheSameBytesAndTimes(Compression compression) throws IOException {
        AwsSampleSettings settings =
                SMALL.toBuilder().compression(compression).brokenRows(2).build();

        AwsSampleBill.write(settings, directory.resolve("one"));
        AwsSampleBill.write(settings, directory.resolve("other"));

        assertThat(files(directory.resolve("one"))).hasSizeGreaterThan(10).isEqualTo(files(directory.resolve("other")));
    }

    @Test
    void anotherSeedGivesAnotherBill() throws IOException {
        SampleTruth one = AwsSampleBill.write(SMALL, directory.resolve("one"));
        SampleTruth other = AwsSampleBill.write(SMALL.toBuilder().seed(2).build(), directory.resolve("other"));

        assertThat(one.newest().get(0).account())
                .isNotEqualTo(other.newest().get(0).account());
    }

    @ParameterizedTest
    @EnumSource
    void thereAreAsManyRowsAsAskedFor(Granularity granularity) throws IOException {
        SampleTruth truth = AwsSampleBill.write(
                SMALL.toBuilder()
                        .rows(12_345)
                        .periods(3)
                        .deliveries(4)
                        .granularity(granularity)
                        .build(),
                directory);

        assertThat(truth.rows()).isEqualTo(12_345);
    }

    @Test
    void everyDeliveryOfTwoThousandRowsHasEveryKindOfLine() throws IOException {
        SampleTruth truth = AwsSampleBill.write(SMALL.toBuilder().rows(2_000).build(), directory);

        Set<String> all = Arrays.stream(LineItemType.values())
                .map(LineItemType::spelling)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(truth.deliveries())
                .hasSize(4)
                .allSatisfy(delivery -> assertThat(new TreeSet<>(
                                delivery.currencies().get("USD").lineItemTypes().keySet()))
                        .isEqualTo(all));
    }

    @Test
    void lineItemIdAndIntervalAreUniqueInADeliveryAndRenewedInTheNext() throws IOException {
        SampleTruth truth = AwsSampleBill.write(SMALL, directory);

        Set<String> seen = new HashSet<>();
        for (SampleTruth.Delivery delivery : truth.deliveries()) {
            for (NamedCsvRecord row : SampleRows.of(directory, delivery)) {
                assertThat(seen.add(row.getField("identity/LineItemId") + row.getField("identity/TimeInterval")))
                        .isTrue();
            }
        }
    }

    @Test
    void manifestsDescribeTheFiles() throws IOException {
        SampleTruth truth = AwsSampleBill.write(SMALL, directory);

        assertThat(truth.deliveries()).allSatisfy(delivery -> {
            JsonNode manifest = new ObjectMapper().readTree(Files.readString(directory.resolve(delivery.manifest())));
            assertThat(manifest.get("assemblyId").asText()).isEqualTo(delivery.assemblyId());
            assertThat(manifest.get("account").asText()).isEqualTo(delivery.account());
            assertThat(delivery.files()).hasSize(2);
            for (int i = 0; i < delivery.files().size(); i++) {
                assertThat(manifest.get("reportKeys").get(i).asText())
                        .isEqualTo(delivery.files().get(i));
            }
            List<String> header = SampleRows.of(directory, delivery).get(0).getHeader();
            assertThat(manifest.get("columns"))
                    .extracting(column -> column.get("category").asText() + "/"
                            + column.get("name").asText())
                    .isEqualTo(header);
            assertThat(Files.getLastModifiedTime(directory.resolve(delivery.manifest()))
                            .toInstant())
                    .isEqualTo(delivery.manifestTime());
        });
        SampleTruth.Delivery newest = truth.deliveries().get(3);
        assertThat(directory.resolve("bills/hourly-costs/20261001-20261101/hourly-costs-Manifest.json"))
                .hasSameTextualContentAs(directory.resolve(newest.manifest()));
    }

    @Test
    void deliveriesOfAPeriodAreOrderedByTheTimeOfTheirManifests() throws IOException {
        SampleTruth truth = AwsSampleBill.write(SMALL.toBuilder().deliveries(6).build(), directory);

        assertThat(truth.deliveries())
                .extracting(SampleTruth.Delivery::manifestTime)
                .isSorted();
    }

    @Test
    void textsWithAllThatCsvAndUnicodeHaveComeBack() throws IOException {
        SampleTruth truth = AwsSampleBill.write(SMALL, directory);

        Set<String> names = values(truth, "resourceTags/user:Name");
        assertThat(names)
                .contains(
                        "a, \"b\", c", "multi\nline", "say \"hello\"", "データ基盤", "🚀 launch 👩‍💻", "=1+1", "שלום עולם");
        assertThat(values(truth, "resourceTags/user:notes"))
                .contains("carriage\r\nreturn", "first line\nsecond line", " leading and trailing ");
        assertThat(values(truth, "lineItem/LegalEntity")).contains("Söhne & Töchter \"Daten\" GmbH, Köln");
        assertThat(values(truth, "lineItem/UnblendedCost")).contains("7.8E-9", "-0", "-0.0", "0E-10", "-1.0E-10");
    }

    @Test
    void fromOneDeliveryToTheNextRowsStayComeGoAndAreRestated() throws IOException {
        SampleTruth truth =
                AwsSampleBill.write(SMALL.toBuilder().rows(20_000).periods(1).build(), directory);
        Map<String, List<String>> first = costs(truth.deliveries().get(0));
        Map<String, List<String>> second = costs(truth.deliveries().get(1));

        assertThat(first.keySet()).anyMatch(key -> !second.containsKey(key));
        assertThat(second.keySet()).anyMatch(key -> !first.containsKey(key));
        assertThat(first)
                .anySatisfy(
                        (key, costs) -> assertThat(second.get(key)).isNotNull().isNotEqualTo(costs));
        assertThat(first.entrySet().stream()
                        .filter(entry -> entry.getValue().equals(second.get(entry.getKey())))
                        .count())
                .isGreaterThan(first.size() / 2);
        assertThat(first)
                .anySatisfy((key, costs) -> assertThat(costs)
                        .hasSizeGreaterThan(second.getOrDefault(key, costs).size()));
        assertThat(first)
                .anySatisfy((key, costs) -> assertThat(costs)
                        .hasSizeLessThan(second.getOrDefault(key, costs).size()));
    }

    @Test
    void usageThatTurnsOutToBeCoveredChangesItsType() throws IOException {
        SampleTruth truth =
                AwsSampleBill.write(SMALL.toBuilder().rows(20_000).periods(1).build(), directory);
        Map<String, Set<String>> types = new HashMap<>();
        for (SampleTruth.Delivery delivery : truth.deliveries()) {
            for (NamedCsvRecord row : SampleRows.of(directory, delivery)) {
                if (!row.getField("lineItem/ResourceId").isEmpty()) {
                    String resource = row.getField("lineItem/ResourceId")
                            + row.getField("lineItem/UsageStartDate")
                            + row.getField("lineItem/UsageType");
                    types.computeIfAbsent(resource, key -> new HashSet<>()).add(row.getField("lineItem/LineItemType"));
                }
            }
        }

        assertThat(types.values()).contains(Set.of("Usage", "SavingsPlanCoveredUsage"));
    }

    @Test
    void onlyTheLastDeliveryOfAPeriodIsInvoiced() throws IOException {
        SampleTruth truth = AwsSampleBill.write(SMALL, directory);

        assertThat(truth.deliveries())
                .extracting(delivery -> SampleRows.of(directory, delivery).stream()
                        .noneMatch(row -> row.getField("bill/InvoiceId").isEmpty()))
                .containsExactly(true, false, false, true);
    }

    @Test
    void netColumnsExistOnlyWithDiscounts() throws IOException {
        SampleTruth truth = AwsSampleBill.write(
                SMALL.toBuilder().discounts(DiscountStyle.NONE).build(), directory);

        assertThat(SampleRows.of(directory, truth.deliveries().get(0)).get(0).getHeader())
                .contains("lineItem/UnblendedCost")
                .noneMatch(column -> column.contains("/Net") || column.startsWith("discount/"));
    }

    @Test
    void aColumnAppearsInTheMiddleOfTheNewestMonth() throws IOException {
        SampleTruth truth = AwsSampleBill.write(SMALL, directory);

        assertThat(truth.deliveries())
                .extracting(delivery ->
                        SampleRows.of(directory, delivery).get(0).getHeader().contains("resourceTags/user:project"))
                .containsExactly(false, false, true, true);
    }

    @Test
    void overwritingLeavesOneDeliveryAPeriodAndAFileThatNoManifestLists() throws IOException {
        AwsSampleSettings settings = SMALL.toBuilder()
                .mode(ReportMode.OVERWRITE)
                .compression(Compression.NONE)
                .build();

        SampleTruth truth = AwsSampleBill.write(settings, directory);

        assertThat(truth.deliveries()).hasSize(2);
        String left = "bills/hourly-costs/20261001-20261101/hourly-costs-00003.csv";
        assertThat(directory.resolve(left)).exists();
        assertThat(truth.deliveries().get(1).files()).hasSize(2).doesNotContain(left);
    }

    @Test
    void aSampleCanBeMadeDeliveryByDelivery() throws IOException {
        Path steps = directory.resolve("steps");
        for (int through = 1; through <= 3; through++) {
            SampleTruth truth =
                    AwsSampleBill.write(SMALL.toBuilder().through(through).build(), steps);
            assertThat(truth.deliveries()).hasSize(1 + through);
        }
        AwsSampleBill.write(SMALL, directory.resolve("whole"));

        assertThat(files(steps)).isEqualTo(files(directory.resolve("whole")));
    }

    @Test
    void whatIsNoSampleIsNotOverwritten() throws IOException {
        Files.writeString(directory.resolve("letters.txt"), "mine");

        assertThatThrownBy(() -> AwsSampleBill.write(SMALL, directory))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be empty or hold a sample");
    }

    @Test
    void aSampleOfOtherSettingsIsNotOverwritten() throws IOException {
        AwsSampleBill.write(SMALL, directory);

        assertThatThrownBy(() -> AwsSampleBill.write(SMALL.toBuilder().seed(2).build(), directory))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("holds a sample of other settings");
    }

    private Set<String> values(SampleTruth truth, String column) {
        return truth.deliveries().stream()
                .flatMap(delivery -> SampleRows.of(directory, delivery).stream())
                .map(row -> row.getField(column))
                .collect(Collectors.toSet());
    }

    private Map<String, List<String>> costs(SampleTruth.Delivery delivery) {
        return SampleRows.of(directory, delivery).stream()
                .collect(Collectors.groupingBy(
                        row -> IDENTITY.stream().map(row::getField).collect(Collectors.joining("|")),
                        Collectors.mapping(
                                row -> row.getField("lineItem/UnblendedCost"),
                                Collectors.collectingAndThen(
                                        Collectors.toList(),
                                        costs -> costs.stream().sorted().toList()))));
    }

    /** Name and checksum of each file, and its time, except of the truth and of invoices. */
    private static Map<String, String> files(Path root) throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.filter(Files::isRegularFile)
                    .collect(Collectors.toMap(
                            path -> root.relativize(path).toString(),
                            AwsSampleBillTest::describe,
                            (one, other) -> one,
                            TreeMap::new));
        }
    }

    private static String describe(Path file) {
        try {
            CRC32 checksum = new CRC32();
            checksum.update(Files.readAllBytes(file));
            String name = file.getFileName().toString();
            boolean isBill = !name.equals(SampleTruth.FILE_NAME) && !name.startsWith("_");
            String time = isBill ? Files.getLastModifiedTime(file).toString() : "";
            return checksum.getValue() + " " + Files.size(file) + " " + time;
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }
}
