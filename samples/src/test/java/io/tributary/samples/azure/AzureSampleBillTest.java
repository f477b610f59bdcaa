package io.tributary.samples.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.samples.SampleTruth;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The content of a sample of Azure bills. */
class AzureSampleBillTest {

    private static final AzureSampleSettings SMALL =
            AzureSampleSettings.builder().rows(6_000).build();
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(Agreement.class)
    void theSameSettingsGiveTheSameBytes(Agreement agreement) throws Exception {
        AzureSampleSettings settings = SMALL.toBuilder()
                .agreement(agreement)
                .format(ExportFormat.CSV_GZIP)
                .build();
        AzureSampleBill.write(settings, directory.resolve("one"));
        AzureSampleBill.write(settings, directory.resolve("again"));
        AzureSampleBill.write(settings.toBuilder().seed(2).build(), directory.resolve("other"));

        assertThat(digests(directory.resolve("again"))).isEqualTo(digests(directory.resolve("one")));
        assertThat(digests(directory.resolve("other"))).isNotEqualTo(digests(directory.resolve("one")));
    }

    @Test
    void aSampleThatGotLessFarIsContinued() throws Exception {
        AzureSampleBill.write(SMALL.toBuilder().through(1).build(), directory.resolve("early"));
        int early = SampleTruth.read(directory.resolve("early")).scopes().size();
        AzureSampleBill.write(SMALL, directory.resolve("early"));
        AzureSampleBill.write(SMALL, directory.resolve("whole"));

        assertThat(early).isEqualTo(2 * 3);
        assertThat(digests(directory.resolve("early"))).isEqualTo(digests(directory.resolve("whole")));
        assertThatThrownBy(() -> AzureSampleBill.write(SMALL.toBuilder().seed(9).build(), directory.resolve("whole")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sample of other settings");
    }

    @Test
    void theDefaultSampleHasEveryKindOfCharge() throws IOException {
        SampleTruth truth = AzureSampleBill.write(AzureSampleSettings.defaults(), directory);
        List<Map<String, String>> actual = AzureRows.of(directory, newest(truth, "azure.actual.commitments"));
        List<Map<String, String>> amortized = AzureRows.of(directory, newest(truth, "azure.amortized"));

        assertThat(truth.rows()).isBetween(17_000L, 22_000L);
        assertThat(kinds(actual))
                .contains(
                        "Purchase Reservation",
                        "Purchase SavingsPlan",
                        "Refund Reservation",
                        "Refund SavingsPlan",
                        "Usage Reservation",
                        "Usage SavingsPlan")
                .noneMatch(kind -> kind.startsWith("Unused"));
        assertThat(kinds(amortized))
                .contains(
                        "Usage OnDemand",
                        "Usage Spot",
                        "Usage ",
                        "Usage Reservation",
                        "Usage SavingsPlan",
                        "UnusedReservation Reservation",
                        "UnusedSavingsPlan SavingsPlan",
                        "Purchase OnDemand",
                        "Refund OnDemand",
                        "Adjustment ",
                        "Credit ",
                        "Tax ",
                        "RoundingAdjustment OnDemand")
                .doesNotContain("Purchase Reservation", "Refund SavingsPlan");
        assertThat(actual)
                .filteredOn(row -> row.get("pricingmodel").equals("Reservation")
                        && row.get("chargetype").equals("Usage"))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(new BigDecimal(row.get("costinbillingcurrency")))
                        .isZero());
        assertThat(amortized)
                .satisfies(has(row -> row.get("publishertype").equals("Marketplace")
                        && row.get("chargetype").equals("Purchase")))
                .satisfies(has(row -> row.get("metercategory").equals("Azure Support")))
                .satisfies(has(row -> row.get("costinbillingcurrency").matches(".*E-\\d\\d")))
                .satisfies(has(row -> row.get("costinbillingcurrency").matches("\\d+\\.\\d{24}")))
                .satisfies(has(row -> row.get("tags").startsWith("{")))
                .satisfies(has(row -> row.get("tags").startsWith("\"")))
                .satisfies(has(row -> row.get("additionalinfo").startsWith("{")));
        assertThat(amortized.stream().map(row -> row.get("unitofmeasure")))
                .contains("10K", "1K", "100 Hours", "10 Hours", "1 GB", "1 GB/Month");
        assertThat(amortized.stream().map(row -> row.get("subscriptionid")).distinct())
                .hasSizeGreaterThan(4);
        assertThat(amortized)
                .as("rows that are alike")
                .hasSizeGreaterThan(Set.copyOf(amortized).size());
    }

    @Test
    void fromDeliveryToDeliveryRowsAreReratedAppearVanishAndChangeLetterCase() throws IOException {
        SampleTruth truth = AzureSampleBill.write(SMALL.toBuilder().rows(20_000).build(), directory);
        List<SampleTruth.ScopeDelivery> october = truth.scopes().stream()
                .filter(delivery -> delivery.dataSet().equals("azure.amortized")
                        && delivery.periodStart().getMonthValue() == 10)
                .toList();
        List<Map<String, String>> first = AzureRows.of(directory, october.get(0));
        List<Map<String, String>> second = AzureRows.of(directory, october.get(1));
        List<Map<String, String>> last = AzureRows.of(directory, october.get(2));

        assertThat(october).hasSize(3);
        assertThat(prices(first)).hasSize(1).isNotEqualTo(prices(second));
        assertThat(prices(last)).hasSize(1).isNotEqualTo(prices(second));
        Map<String, Long> early = identities(first);
        Map<String, Long> later = identities(second);
        Map<String, Long> late = identities(last);
        assertThat(later.keySet()).as("rows that are late").anyMatch(row -> !early.containsKey(row) && isEarly(row));
        assertThat(early.keySet())
                .as("rows that have vanished")
                .anyMatch(row -> later.containsKey(row) && !late.containsKey(row));
        assertThat(ids(first)).isNotEqualTo(ids(second));
        assertThat(last).satisfies(has(row -> row.get("tags").contains("inherited:department")));
        assertThat(second).noneMatch(row -> row.get("tags").contains("inherited:department"));
    }

    @Test
    void aDescribedRunCountsWhatItHolds() throws IOException {
        SampleTruth truth = AzureSampleBill.write(SMALL.toBuilder().parts(3).build(), directory);

        assertThat(truth.scopes()).hasSize(2 * 5).allSatisfy(delivery -> {
            JsonNode manifest =
                    JSON.readTree(directory.resolve(delivery.manifest()).toFile());
            assertThat(manifest.get("manifestVersion").asText()).isEqualTo("2024-04-01");
            assertThat(manifest.get("dataRowCount").asLong()).isEqualTo(delivery.rows());
            assertThat(manifest.get("blobCount").asInt()).isEqualTo(3);
            assertThat(manifest.at("/runInfo/runId").asText()).isEqualTo(delivery.deliveryId());
            long bytes = 0;
            for (JsonNode blob : manifest.get("blobs")) {
                Path file = directory.resolve(blob.get("blobName").asText());
                assertThat(AzureRows.of(file)).hasSize(blob.get("dataRowCount").asInt());
                assertThat(Files.size(file)).isEqualTo(blob.get("byteCount").asLong());
                bytes += Files.size(file);
            }
            assertThat(manifest.get("byteCount").asLong()).isEqualTo(bytes);
        });
        List<String> files = truth.scopes().get(0).files();
        assertThat(header(files.get(0))).startsWith("\uFEFFInvoiceSectionName,");
        assertThat(header(files.get(1))).doesNotContain("\uFEFF").doesNotStartWith("InvoiceSectionName,");
        assertThat(Set.of(header(files.get(0)).substring(1).split(",")))
                .isEqualTo(Set.of(header(files.get(1)).split(",")));
    }

    @Test
    void focusHasTheDefectsThatItIsKnownFor() throws IOException {
        SampleTruth truth = AzureSampleBill.write(
                SMALL.toBuilder().dataSets(Set.of(AzureDataSet.FOCUS)).build(), directory);
        List<Map<String, String>> rows = AzureRows.of(directory, newest(truth, "azure.focus"));

        assertThat(rows)
                .satisfies(has(row -> row.get("chargecategory").equals("Purchase")
                        && row.get("commitmentdiscounttype").equals("Savings Plan")
                        && new BigDecimal(row.get("effectivecost")).signum() > 0))
                .satisfies(has(row -> row.get("publishername").isEmpty()))
                .satisfies(has(row -> row.get("servicename").isEmpty()))
                .satisfies(has(row -> new BigDecimal(row.get("contractedcost")).signum() == 0
                        && new BigDecimal(row.get("effectivecost")).signum() != 0))
                .satisfies(has(row -> new BigDecimal(row.get("listcost")).signum() == 0
                        && new BigDecimal(row.get("effectivecost")).signum() != 0))
                .satisfies(has(row -> row.get("x_pricingunitdescription").equals("10K")
                        && new BigDecimal(row.get("effectivecost"))
                                        .compareTo(new BigDecimal(row.get("contractedcost"))
                                                .multiply(BigDecimal.valueOf(5_000)))
                                > 0))
                .allMatch(row -> row.get("x_invoiceid").isEmpty())
                .allMatch(row -> row.get("tags").isEmpty() || row.get("tags").startsWith("{"));
    }

    @Test
    void costsOfParquetAreNumbers() {
        assertThatThrownBy(() -> SMALL.toBuilder()
                        .format(ExportFormat.PARQUET)
                        .brokenRows(1)
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("brokenRows must be 0 where format is PARQUET, whose costs are numbers: was 1");
    }

    @Test
    void fewerRowsThanEveryKindOfChargeNeedsAreRefused() {
        assertThatThrownBy(() -> SMALL.toBuilder().rows(100).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rows must be at least")
                .hasMessageEndingWith("was 100");
    }

    @Test
    void overwritingLeavesOneRunOfEachPeriod() throws IOException {
        SampleTruth truth = AzureSampleBill.write(
                SMALL.toBuilder().layout(ExportLayout.OVERWRITE).build(), directory);

        assertThat(truth.scopes()).hasSize(2 * 2);
        try (Stream<Path> files = Files.walk(directory)) {
            assertThat(files.filter(file -> file.endsWith("manifest.json"))).hasSize(2 * 2);
        }
    }

    @Test
    void olderLayoutsPlaceFilesAsTheyDid() throws IOException {
        SampleTruth old = AzureSampleBill.write(
                SMALL.toBuilder().layout(ExportLayout.OLD_MANIFEST).build(), directory.resolve("old"));
        SampleTruth single = AzureSampleBill.write(
                SMALL.toBuilder().layout(ExportLayout.SINGLE_FILE).build(), directory.resolve("single"));

        assertThat(old.scopes().get(0).manifest())
                .matches("exports/daily-actual/20260901-20260930/2026100\\d{5}/[0-9a-f-]{36}/_manifest.json");
        assertThat(old.scopes().get(0).files().get(1)).endsWith("/000002.csv");
        assertThat(single.scopes().get(0).manifest()).isEmpty();
        assertThat(single.scopes().get(0).files())
                .singleElement()
                .asString()
                .matches("exports/daily-actual/20260901-20260930/daily-actual_[0-9a-f-]{36}.csv");
    }

    @Test
    void payAsYouGoBillsEachSubscriptionFromADayOfItsOwn() throws IOException {
        SampleTruth truth = AzureSampleBill.write(
                SMALL.toBuilder().agreement(Agreement.MOSA).build(), directory);

        assertThat(truth.scopes().stream().map(SampleTruth.ScopeDelivery::scope).distinct())
                .hasSize(4)
                .allMatch(scope -> scope.startsWith("subscriptions/"));
        assertThat(truth.scopes()).allSatisfy(delivery -> {
            assertThat(delivery.periodStart().getDayOfMonth()).isGreaterThan(1);
            assertThat(delivery.periodEnd()).isEqualTo(delivery.periodStart().plusMonths(1));
        });
    }

    @Test
    void customersOfTwoProfilesPayInTwoCurrenciesWhoseRateIsAnEstimate() throws IOException {
        SampleTruth truth =
                AzureSampleBill.write(SMALL.toBuilder().agreement(Agreement.MCA).build(), directory);

        assertThat(truth.live().stream().map(SampleTruth.Live::currency)).containsOnly("USD", "EUR");
        assertThat(truth.live().stream().map(SampleTruth.Live::account).distinct())
                .hasSize(2);
        assertThat(truth.scopes())
                .allSatisfy(delivery -> assertThat(rates(delivery)).hasSize(1));
        assertThat(truth.scopes().stream().map(this::rates).distinct()).hasSize(3);
    }

    private Set<String> rates(SampleTruth.ScopeDelivery delivery) {
        return AzureRows.of(directory, delivery).stream()
                .filter(row -> row.get("billingcurrency").equals("EUR"))
                .map(row -> row.get("exchangeratepricingtobilling"))
                .collect(Collectors.toSet());
    }

    private static SampleTruth.ScopeDelivery newest(SampleTruth truth, String dataSet) {
        return truth.scopes().stream()
                .filter(delivery -> delivery.dataSet().equals(dataSet))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    private static Set<String> kinds(List<Map<String, String>> rows) {
        return rows.stream()
                .map(row -> row.get("chargetype") + " " + row.get("pricingmodel"))
                .collect(Collectors.toSet());
    }

    private static Consumer<List<? extends Map<String, String>>> has(Predicate<Map<String, String>> feature) {
        return rows -> assertThat(rows.stream().anyMatch(feature)).isTrue();
    }

    private static Set<String> prices(List<Map<String, String>> rows) {
        return rows.stream()
                .filter(row -> row.get("metername").equals("Hot LRS Data Stored"))
                .map(row -> new BigDecimal(row.get("effectiveprice"))
                        .stripTrailingZeros()
                        .toPlainString())
                .collect(Collectors.toSet());
    }

    private static Map<String, Long> identities(List<Map<String, String>> rows) {
        return rows.stream()
                .filter(row -> row.get("chargetype").equals("Usage"))
                .collect(Collectors.groupingBy(
                        row -> row.get("date") + " " + row.get("resourcename") + " " + row.get("metername") + " "
                                + new BigDecimal(row.get("quantity"))
                                        .stripTrailingZeros()
                                        .toPlainString(),
                        TreeMap::new,
                        Collectors.counting()));
    }

    /** Whether the row is of a day that the first delivery covers. */
    private static boolean isEarly(String identity) {
        return Integer.parseInt(identity.substring(3, 5)) <= 15;
    }

    private static Set<String> ids(List<Map<String, String>> rows) {
        return rows.stream().map(row -> row.get("resourceid")).collect(Collectors.toSet());
    }

    private String header(String key) throws IOException {
        return Files.readString(directory.resolve(key), StandardCharsets.UTF_8)
                .lines()
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> digests(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            Map<String, String> digests = new TreeMap<>();
            files.filter(Files::isRegularFile)
                    .forEach(file -> digests.put(root.relativize(file).toString(), digest(file)));
            return digests;
        }
    }

    private static String digest(Path file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
