package io.tributary.extractors.azure.exports;

import static io.tributary.testsupport.azure.ExportDirectory.csv;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.extractors.azure.AzureConfig;
import io.tributary.extractors.azure.AzureExtractor;
import io.tributary.extractors.csv.PageLimits;
import io.tributary.extractors.source.BillingSource;
import io.tributary.extractors.source.BillingSource.Discovery;
import io.tributary.extractors.source.DeliveryChangedException;
import io.tributary.extractors.source.DeliverySnapshot;
import io.tributary.extractors.source.Page;
import io.tributary.extractors.source.PageReader;
import io.tributary.extractors.source.SourceDelivery;
import io.tributary.extractors.source.SourceException;
import io.tributary.extractors.throttle.Pause;
import io.tributary.testsupport.azure.ExportDirectory;
import io.tributary.testsupport.azure.ExportDirectory.Run;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exports in every layout, in a directory. */
class ExportsSourceTest {

    private static final String ACCOUNT = "8608480";
    private static final String SCOPE = "providers/microsoft.billing/billingaccounts/8608480";
    private static final YearMonth SEPTEMBER = YearMonth.of(2026, 9);
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);

    @TempDir
    private Path root;

    private ExportDirectory exports() {
        return new ExportDirectory(root, ACCOUNT);
    }

    @Test
    void runWithAManifestIsADelivery() {
        // Given
        Run run = Run.of("AmortizedCost", OCTOBER, 1);
        List<String> first = exports().rows(OCTOBER, 0, 30, "first");
        List<String> second = exports().rows(OCTOBER, 30, 7, "second");
        exports().write(run, ".csv", List.of(csv(first), csv(second)), 30, 7);

        // When
        SourceDelivery delivery = only(Map.of());

        // Then
        SourceDelivery.DeliveryHeader header = delivery.header();
        assertThat(header.provider()).isEqualTo("azure");
        assertThat(header.dataSet()).isEqualTo("azure.amortized");
        assertThat(header.dataSetVersion()).contains("2024-08-01");
        assertThat(header.billingAccountId()).isEqualTo(SCOPE);
        assertThat(header.periodStart()).isEqualTo(LocalDate.of(2026, 10, 1));
        assertThat(header.periodEnd()).isEqualTo(LocalDate.of(2026, 11, 1));
        assertThat(header.scope()).isEqualTo("azure/azure.amortized/" + SCOPE + "/2026-10-01/any-export");
        assertThat(header.id()).isEqualTo(run.id());
        assertThat(header.time()).isEqualTo(run.submitted());
        assertThat(header.contentType()).isEqualTo("text/csv; header=present");
        assertThat(rows(delivery)).isEqualTo(String.join("", first) + String.join("", second));
        assertThat(delivery.snapshot().artifacts())
                .extracting(artifact -> Path.of(artifact.name()).getFileName().toString())
                .containsExactly("part_0_0001.csv", "part_1_0001.csv");
    }

    @Test
    void runInPlaceOfTheOneBeforeIsADelivery() {
        Run run = Run.of("ActualCost", OCTOBER, 1);
        List<String> rows = exports().rows(OCTOBER, 0, 5, "x");
        exports().writeInto(ExportDirectory.periodFolder(run), run, ".csv", List.of(csv(rows)), 5);

        SourceDelivery delivery = only(Map.of());

        assertThat(delivery.header().id()).isEqualTo(run.id());
        assertThat(rows(delivery)).isEqualTo(String.join("", rows));
    }

    @Test
    void packedPartsAreUnpacked() throws IOException {
        List<String> rows = exports().rows(OCTOBER, 0, 5, "x");
        exports().write(Run.of("ActualCost", OCTOBER, 1), ".csv.gz", List.of(gzip(csv(rows))), 5);

        assertThat(rows(only(Map.of()))).isEqualTo(String.join("", rows));
    }

    @Test
    void partsMayOrderTheirColumnsDifferently() {
        // Given
        byte[] other = "Date,CostInBillingCurrency\n10/01/2026,1.5\n".getBytes(UTF_8);
        exports()
                .write(
                        Run.of("ActualCost", OCTOBER, 1),
                        ".csv",
                        List.of(csv(exports().rows(OCTOBER, 0, 1, "x")), other),
                        1,
                        1);

        // When
        List<Page> pages = pages(only(Map.of()).snapshot(), 0, 0);

        // Then
        assertThat(pages).extracting(Page::artifact).containsExactly(0, 1);
        assertThat(new String(pages.get(0).content(), UTF_8)).startsWith(ExportDirectory.COLUMNS + "\n");
        assertThat(pages.get(1).content()).isEqualTo(other);
    }

    @Test
    void newestRunIsTakenUnlessTheSettingNamesAll() {
        // Given: run 2 was submitted last, and its files were copied first
        List<Run> runs = List.of(
                Run.of("ActualCost", OCTOBER, 2), Run.of("ActualCost", OCTOBER, 0), Run.of("ActualCost", OCTOBER, 1));
        for (Run run : runs) {
            exports().write(run, ".csv", List.of(csv(exports().rows(OCTOBER, 0, 2, run.id()))), 2);
        }

        // When, then
        assertThat(only(Map.of()).header().id()).isEqualTo(runs.get(0).id());
        assertThat(discover(Map.of("azure.deliveries", "all")).deliveries())
                .extracting(delivery -> delivery.header().id())
                .containsExactly(runs.get(1).id(), runs.get(2).id(), runs.get(0).id());
    }

    @Test
    void secondRunOfThePreviousMonthIsFound() {
        // Given: both months are exported on the third of November
        exports()
                .write(
                        Run.of("ActualCost", OCTOBER, 1),
                        ".csv",
                        List.of(csv(exports().rows(OCTOBER, 0, 2, "old"))),
                        2);
        exports()
                .write(
                        Run.of("ActualCost", NOVEMBER, 2),
                        ".csv",
                        List.of(csv(exports().rows(NOVEMBER, 0, 1, "x"))),
                        1);
        Run again = Run.of("ActualCost", OCTOBER, 3);
        exports().write(again, ".csv", List.of(csv(exports().rows(OCTOBER, 0, 3, "new"))), 3);

        // When
        List<SourceDelivery> deliveries = discover(Map.of()).deliveries();

        // Then
        assertThat(deliveries)
                .extracting(delivery -> delivery.header().periodStart())
                .containsExactly(OCTOBER.atDay(1), NOVEMBER.atDay(1));
        assertThat(deliveries.get(0).header().id()).isEqualTo(again.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"_manifest.json", "manifest.json"})
    void partitionedRunOfBefore2024IsADelivery(String manifestName) {
        // Given
        Run run = Run.of("ActualCost", OCTOBER, 1);
        List<String> rows = exports().rows(OCTOBER, 0, 4, "x");
        exports()
                .writeOld(
                        run,
                        "202611041442",
                        manifestName,
                        List.of(csv(rows.subList(0, 3)), csv(rows.subList(3, 4))),
                        3,
                        1);

        // When
        SourceDelivery delivery = only(Map.of());

        // Then
        assertThat(delivery.header().billingAccountId()).isEqualTo(SCOPE);
        assertThat(delivery.header().dataSet()).isEqualTo("azure.actual");
        assertThat(delivery.header().periodEnd()).isEqualTo(LocalDate.of(2026, 11, 1));
        assertThat(delivery.header().id()).isEqualTo(run.id());
        assertThat(delivery.header().time()).isEqualTo(Instant.parse("2026-11-04T14:42:00Z"));
        assertThat(delivery.header().scope()).endsWith("/2026-10-01/actualcost");
        assertThat(rows(delivery)).isEqualTo(String.join("", rows));
    }

    @Test
    void fileOfAnExportWithoutPartitionsIsADelivery() {
        // Given
        String folder = "daily/amortized-daily/" + ExportDirectory.days(OCTOBER) + "/";
        List<String> rows = exports().rows(OCTOBER, 0, 4, "x");
        Instant time = Instant.parse("2026-11-02T00:00:00Z");
        exports().write(folder + "amortized-daily_1111.csv", csv(rows.subList(0, 2)), time);
        exports().write(folder + "amortized-daily_0000.csv", csv(rows), time.plusSeconds(60));

        // When
        SourceDelivery delivery = only(Map.of());
        List<SourceDelivery> all = discover(Map.of("azure.deliveries", "all")).deliveries();

        // Then
        assertThat(delivery.header().dataSet()).isEqualTo("azure.amortized");
        assertThat(delivery.header().scope())
                .isEqualTo("azure/azure.amortized/" + SCOPE + "/2026-10-01/amortized-daily");
        assertThat(delivery.header().time()).isEqualTo(time.plusSeconds(60));
        assertThat(rows(delivery)).isEqualTo(String.join("", rows));
        assertThat(all).hasSize(2);
        assertThat(all.get(1).header().id()).isEqualTo(delivery.header().id());
    }

    @Test
    void bareFileStatesItsAccountAndPeriodInItsRows() {
        exports().write("costs.csv", csv(exports().rows(OCTOBER, 0, 2, "x")), Instant.parse("2026-11-02T00:00:00Z"));

        SourceDelivery delivery = only(Map.of());

        assertThat(delivery.header().scope()).isEqualTo("azure/azure.actual/" + SCOPE + "/2026-10-01/costs");
        assertThat(delivery.header().periodEnd()).isEqualTo(LocalDate.of(2026, 11, 1));
        assertThat(delivery.header().id()).matches("[0-9a-f]{32}");
    }

    @Test
    void bareFileThatIsRewrittenIsAnotherDelivery() {
        exports().write("costs.csv", csv(exports().rows(OCTOBER, 0, 2, "x")), Instant.parse("2026-11-02T00:00:00Z"));
        String first = only(Map.of()).header().id();
        exports().write("costs.csv", csv(exports().rows(OCTOBER, 0, 3, "x")), Instant.parse("2026-11-03T00:00:00Z"));

        assertThat(only(Map.of()).header().id()).isNotEqualTo(first);
    }

    @Test
    void barePartsOfAFolderAreOneDelivery() {
        Instant time = Instant.parse("2026-11-02T00:00:00Z");
        exports().write("copied/part_1_0001.csv", csv(exports().rows(OCTOBER, 2, 1, "x")), time);
        exports().write("copied/part_0_0001.csv", csv(exports().rows(OCTOBER, 0, 2, "x")), time);

        SourceDelivery delivery = only(Map.of());

        assertThat(delivery.header().scope()).endsWith("/copied");
        assertThat(rows(delivery)).isEqualTo(String.join("", exports().rows(OCTOBER, 0, 3, "x")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "billingAccountId,billingProfileId,date,costInUsd,billingPeriodStartDate;"
                        + " a:b_2019-05-31,P-1,9/2/2026,1,;"
                        + "providers/microsoft.billing/billingaccounts/a:b_2019-05-31/billingprofiles/p-1; 2026-09-01;"
                        + " 2026-10-01",
                "\uFEFFSubscriptionGuid,UsageDateTime,PreTaxCost; 2639DE71-CA37,2026-07-29 00:00:00,1;"
                        + " subscriptions/2639de71-ca37; 2026-07-01; 2026-08-01",
                "Abonnement-GUID (SubscriptionGuid),UsageDateTime (UsageDateTime); S-1,2026-07-29; subscriptions/s-1;"
                        + " 2026-07-01; 2026-08-01",
                "SubscriptionId,BillingPeriodStartDate,BillingPeriodEndDate,Date; S-1,01/13/2026,02/12/2026,02/01/2026;"
                        + " subscriptions/s-1; 2026-01-13; 2026-02-13",
                "BillingAccountId,BillingPeriodStart,BillingPeriodEnd,BilledCost,ChargePeriodStart;"
                        + " /providers/Microsoft.Billing/billingAccounts/1/billingProfiles/P,2026-10-01T00:00:00Z,"
                        + "2026-11-01T00:00:00Z,1,2026-10-02T00:00:00Z;"
                        + " providers/microsoft.billing/billingaccounts/1/billingprofiles/p; 2026-10-01; 2026-11-01",
            })
    void bareFilesOfEveryAgreementAreUnderstood(
            String header, String row, String scope, LocalDate start, LocalDate end) {
        exports().write("x.csv", (header + "\r\n" + row + "\r\n").getBytes(UTF_8), Instant.EPOCH);

        SourceDelivery.DeliveryHeader deliveryHeader = only(Map.of()).header();

        assertThat(deliveryHeader.billingAccountId()).isEqualTo(scope);
        assertThat(deliveryHeader.periodStart()).isEqualTo(start);
        assertThat(deliveryHeader.periodEnd()).isEqualTo(end);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Date,Cost; 10/01/2026,1; BillingAccountId",
                "BillingAccountId,Cost; 1,1; Date",
                "BillingAccountId,Date; 1,31/01/2026; 31/01/2026",
                "BillingAccountId,BillingPeriodStartDate,BillingPeriodEndDate; 1,10/01/2026,12/31/2026;"
                        + " whole billing period"
            })
    void bareFileWithoutItsScopeIsRefused(String header, String row, String named) {
        exports().write("x.csv", (header + "\n" + row + "\n").getBytes(UTF_8), Instant.EPOCH);

        assertThat(discover(Map.of()).errors())
                .singleElement()
                .isInstanceOfSatisfying(
                        SourceException.Malformed.class, e -> assertThat(e).hasMessageContaining(named));
    }

    @Test
    void bareFileOfTwoMonthsIsADeliveryOfEach() {
        // Given: rows of September and October, one after the other
        List<String> september = exports().rows(SEPTEMBER, 0, 30, "x");
        List<String> october = exports().rows(OCTOBER, 0, 30, "y");
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            all.add(october.get(i));
            all.add(september.get(i));
        }
        exports().write("costs.csv", csv(all), Instant.EPOCH);

        // When
        List<SourceDelivery> deliveries = discover(Map.of()).deliveries();

        // Then
        assertThat(deliveries)
                .extracting(delivery -> delivery.header().scope())
                .containsExactly(
                        "azure/azure.actual/" + SCOPE + "/2026-09-01/costs",
                        "azure/azure.actual/" + SCOPE + "/2026-10-01/costs");
        assertThat(deliveries).extracting(delivery -> delivery.header().id()).doesNotHaveDuplicates();
        assertThat(rows(deliveries.get(0))).isEqualTo(String.join("", september));
        assertThat(rows(deliveries.get(1))).isEqualTo(String.join("", october));
        assertThat(deliveries.get(0).snapshot().artifacts())
                .singleElement()
                .extracting(artifact -> artifact.name())
                .asString()
                .endsWith("costs.csv (rows in 2026-09-01)");
    }

    @Test
    void refundThatStatesNoPeriodIsOfTheOnlyPeriodOfItsFile() {
        String header = "BillingAccountId,Date,ChargeType,BillingCurrencyCode,CostInBillingCurrency\n";
        String refund = "8608480,08/20/2026,Refund,EUR,-3\n";
        exports()
                .write(
                        "costs.csv",
                        (header + "8608480,09/02/2026,Usage,EUR,14\n" + refund).getBytes(UTF_8),
                        Instant.EPOCH);

        assertThat(discover(Map.of()).deliveries())
                .extracting(delivery -> delivery.header().periodStart().toString())
                .containsExactly("2026-09-01");
    }

    @Test
    void refundThatStatesNoPeriodBesideSeveralIsRefused() {
        String rows = "BillingAccountId,Date,ChargeType,BillingCurrencyCode,CostInBillingCurrency\n"
                + "8608480,09/02/2026,Usage,EUR,14\n"
                + "8608480,10/02/2026,Usage,EUR,15\n"
                + "8608480,08/20/2026,Refund,EUR,-3\n";
        exports().write("costs.csv", rows.getBytes(UTF_8), Instant.EPOCH);

        assertThat(discover(Map.of()).errors())
                .singleElement()
                .isInstanceOfSatisfying(
                        SourceException.Malformed.class,
                        e -> assertThat(e).hasMessageContaining("no period: 1 row, -3 EUR"));
    }

    @Test
    void readingOfSomeOfAFilesRowsResumesAtAnyOfThem() {
        List<String> all = new ArrayList<>(exports().rows(SEPTEMBER, 0, 15, "x"));
        List<String> october = exports().rows(OCTOBER, 0, 25, "y");
        all.addAll(7, october);
        exports().write("costs.csv", csv(all), Instant.EPOCH);
        DeliverySnapshot snapshot = discover(Map.of()).deliveries().get(1).snapshot();

        List<Page> whole = pages(snapshot, 0, 0);

        long expected = 0;
        for (Page page : whole) {
            assertThat(page.firstRow()).isEqualTo(expected);
            expected += page.rows();
        }
        assertThat(expected).isEqualTo(25);
        for (int row = 0; row <= 25; row++) {
            List<Page> rest = pages(snapshot, 0, row);
            assertThat(text(rest)).isEqualTo(String.join("", october.subList(row, 25)));
            assertThat(rest.isEmpty() ? row : rest.get(0).firstRow()).isEqualTo(row);
        }
        assertThatThrownBy(() -> pages(snapshot, 0, 26)).isInstanceOf(SourceException.Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void orderOfRowsDoesNotDecideWhoseTheyAre(boolean isReversed) {
        String first = "a:b,prof-a,10/01/2026,90,EUR,USD\n";
        String second = "a:b,prof-b,10/01/2026,45,EUR,USD\n";
        String header =
                "billingAccountId,billingProfileId,date,costInBillingCurrency,billingCurrency,pricingCurrency\n";
        exports()
                .write(
                        "costs.csv",
                        (header + (isReversed ? second + first : first + second)).getBytes(UTF_8),
                        Instant.EPOCH);

        List<SourceDelivery> deliveries = discover(Map.of()).deliveries();

        String account = "providers/microsoft.billing/billingaccounts/a:b/billingprofiles/";
        assertThat(deliveries)
                .extracting(delivery -> delivery.header().billingAccountId())
                .containsExactly(account + "prof-a", account + "prof-b");
        assertThat(new String(pages(deliveries.get(0).snapshot(), 0, 0).get(0).content(), UTF_8))
                .isEqualTo(header + first);
        assertThat(new String(pages(deliveries.get(1).snapshot(), 0, 0).get(0).content(), UTF_8))
                .isEqualTo(header + second);
    }

    @Test
    void rowsWithoutAnAccountBelongToTheOnlyOneOfTheFile() {
        exports()
                .write(
                        "costs.csv",
                        ("SubscriptionId,Date,Cost\n,10/01/2026,5\ns-1,10/02/2026,1\n,,2\n").getBytes(UTF_8),
                        Instant.EPOCH);

        SourceDelivery delivery = only(Map.of());

        assertThat(delivery.header().billingAccountId()).isEqualTo("subscriptions/s-1");
        assertThat(pages(delivery.snapshot(), 0, 0))
                .singleElement()
                .extracting(Page::rows)
                .isEqualTo(3);
    }

    @Test
    void rowsThatMayBeOfAnyOfSeveralAccountsAreRefusedWithAllThatWasFound() {
        exports()
                .write(
                        "costs.csv",
                        ("SubscriptionId,Date,Cost,Currency\ns-1,10/01/2026,1.5,EUR\ns-1,10/02/2026,2.50,EUR\n"
                                        + "s-2,10/01/2026,3,USD\n,10/01/2026,100,EUR\n")
                                .getBytes(UTF_8),
                        Instant.EPOCH);

        assertThat(discover(Map.of()).errors())
                .singleElement()
                .extracting(Throwable::getMessage)
                .asString()
                .contains(
                        "subscriptions/s-1 in 2026-10-01: 2 rows, 4.00 EUR",
                        "subscriptions/s-2 in 2026-10-01: 1 row, 3 USD",
                        "no account in 2026-10-01: 1 row, 100 EUR",
                        "azure.scope");
        assertThat(only(Map.of("azure.scope", "providers/Microsoft.Billing/billingAccounts/1"))
                        .header()
                        .billingAccountId())
                .isEqualTo("providers/microsoft.billing/billingaccounts/1");
    }

    @Test
    void runWhoseManifestNamesNoScopeIsADeliveryForEachScopeOfItsRows() {
        Run run = Run.of("ActualCost", OCTOBER, 1);
        List<String> rows = exports().rows(OCTOBER, 0, 2, "x");
        List<String> others = new ExportDirectory(root, "7").rows(OCTOBER, 0, 1, "y");
        exports().writeOld(run, "202611041442", "_manifest.json", List.of(csv(rows), csv(others)), 2, 1);

        List<SourceDelivery> deliveries = discover(Map.of()).deliveries();

        assertThat(deliveries)
                .extracting(delivery -> delivery.header().billingAccountId())
                .containsExactly("providers/microsoft.billing/billingaccounts/7", SCOPE);
        assertThat(rows(deliveries.get(0))).isEqualTo(String.join("", others));
        assertThat(rows(deliveries.get(1))).isEqualTo(String.join("", rows));
    }

    @Test
    void rowsOfRunsThatAreNotAskedForAreNotReadForTheirScope() {
        // Given: two runs of an export without partitions, the older of which cannot be read
        String folder = "daily/actual-daily/" + ExportDirectory.days(OCTOBER) + "/actual-daily_";
        Instant time = Instant.parse("2026-11-02T00:00:00Z");
        exports().write(folder + "00000000-0000-0000-0000-000000000001.csv.gz", new byte[] {0x1F, (byte) 0x8B}, time);
        byte[] newer = csv(exports().rows(OCTOBER, 0, 1, "x"));
        exports().write(folder + "00000000-0000-0000-0000-000000000002.csv", newer, time.plusSeconds(60));

        assertThat(only(Map.of()).header().time()).isEqualTo(time.plusSeconds(60));
        assertThat(discover(Map.of("azure.deliveries", "all")).errors()).hasSize(1);
    }

    @Test
    void settingStatesTheScopeOfFilesThatDoNot() {
        exports().write("x.csv", "Date,Cost\n10/01/2026,1\n".getBytes(UTF_8), Instant.EPOCH);

        assertThat(only(Map.of("azure.scope", "/subscriptions/ABC")).header().billingAccountId())
                .isEqualTo("subscriptions/abc");
    }

    @Test
    void fileWithoutRowsHoldsNothing() {
        exports().write("x.csv", csv(List.of()), Instant.EPOCH);
        exports().write("y.csv", csv(exports().rows(OCTOBER, 0, 1, "x")), Instant.EPOCH);

        assertThat(only(Map.of()).header().scope()).endsWith("/y");
    }

    @Test
    void runWithoutAManifestIsNotFinished() throws IOException {
        // Given
        Run run = Run.of("ActualCost", OCTOBER, 1);
        Run underWay = Run.of("ActualCost", OCTOBER, 2);
        exports().write(underWay, ".csv", List.of(csv(exports().rows(OCTOBER, 0, 3, "x"))), 3);
        Files.delete(root.resolve(ExportDirectory.runFolder(underWay) + "manifest.json"));

        // When, then
        assertThat(discover(Map.of()).errors())
                .singleElement()
                .isInstanceOf(SourceException.Missing.class)
                .extracting(Throwable::getMessage)
                .asString()
                .contains(underWay.id(), "manifest.json");
        exports().write(run, ".csv", List.of(csv(exports().rows(OCTOBER, 0, 1, "x"))), 1);
        assertThat(only(Map.of()).header().id()).isEqualTo(run.id());
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 6})
    void fileThatDoesNotHaveItsRowsIsRefused(int stated) {
        exports()
                .write(
                        Run.of("ActualCost", OCTOBER, 1),
                        ".csv",
                        List.of(csv(exports().rows(OCTOBER, 0, 5, "x"))),
                        stated);
        DeliverySnapshot snapshot = only(Map.of()).snapshot();

        assertThatThrownBy(() -> pages(snapshot, 0, 0))
                .isInstanceOf(SourceException.Malformed.class)
                .hasMessageContaining("has 5 rows: expected " + stated);
        assertThatThrownBy(() -> pages(snapshot, 0, 3)).hasMessageContaining("has 5 rows: expected " + stated);
    }

    @Test
    void fileThatDoesNotHaveItsBytesIsRefused() throws IOException {
        Run run = Run.of("ActualCost", OCTOBER, 1);
        exports().write(run, ".csv", List.of(csv(exports().rows(OCTOBER, 0, 5, "x"))), 5);
        Files.write(root.resolve(ExportDirectory.runFolder(run) + "part_0_0001.csv"), "cut".getBytes(UTF_8));

        assertThatThrownBy(() -> only(Map.of()).snapshot())
                .isInstanceOf(SourceException.Malformed.class)
                .hasMessageContaining("has 3 bytes");
    }

    @Test
    void listedFileThatIsAbsentIsMissing() throws IOException {
        Run run = Run.of("ActualCost", OCTOBER, 1);
        exports().write(run, ".csv", List.of(csv(exports().rows(OCTOBER, 0, 5, "x"))), 5);
        Files.delete(root.resolve(ExportDirectory.runFolder(run) + "part_0_0001.csv"));

        assertThatThrownBy(() -> only(Map.of()).snapshot())
                .isInstanceOf(SourceException.Missing.class)
                .hasMessageContaining("part_0_0001.csv")
                .hasMessageContaining("lists it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"byteCount", "dataRowCount", "blobCount"})
    void manifestThatContradictsItselfIsRefused(String name) throws IOException {
        Run run = Run.of("ActualCost", OCTOBER, 1);
        exports().write(run, ".csv", List.of(csv(exports().rows(OCTOBER, 0, 5, "x"))), 5);
        Path manifest = root.resolve(ExportDirectory.runFolder(run) + "manifest.json");
        Files.writeString(
                manifest, Files.readString(manifest).replaceFirst("\"" + name + "\":\\d+", "\"" + name + "\":77"));

        assertThat(discover(Map.of()).errors())
                .singleElement()
                .isInstanceOfSatisfying(
                        SourceException.Malformed.class,
                        e -> assertThat(e).hasMessageContaining("states a " + name + " of 77"));
    }

    @Test
    void exportOfSomeDaysIsRefused() throws IOException {
        Run run = Run.of("ActualCost", OCTOBER, 1);
        exports().write(run, ".csv", List.of(csv(exports().rows(OCTOBER, 0, 5, "x"))), 5);
        Path manifest = root.resolve(ExportDirectory.runFolder(run) + "manifest.json");
        Files.writeString(
                manifest,
                Files.readString(manifest).replace("MonthToDate", "Custom").replace("2026-10-31T", "2026-10-10T"));

        assertThat(discover(Map.of()).errors())
                .singleElement()
                .extracting(Throwable::getMessage)
                .asString()
                .contains("is about 2026-10-01 to 2026-10-10", "one whole billing period");
    }

    @Test
    void exportOfNoCostsIsLeftOut() {
        exports().write(Run.of("PriceSheet", OCTOBER, 1), ".csv", List.of("a\n1\n".getBytes(UTF_8)), 1);
        exports()
                .write(
                        Run.of("ActualCost", OCTOBER, 1),
                        ".csv",
                        List.of(csv(exports().rows(OCTOBER, 0, 5, "x"))),
                        5);

        assertThat(only(Map.of()).header().dataSet()).isEqualTo("azure.actual");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "auto; ActualCost; azure.actual",
                "auto; ActualCost AmortizedCost; azure.amortized azure.actual.commitments",
                "auto; ActualCost AmortizedCost FocusCost; azure.amortized azure.actual.commitments",
                "auto; ActualCost FocusCost; azure.focus",
                "amortized+actual; ActualCost FocusCost; azure.actual.commitments",
                "actual; ActualCost AmortizedCost FocusCost; azure.actual",
                "focus; ActualCost AmortizedCost FocusCost; azure.focus"
            })
    void viewsOfTheSameCostsAreNotAddedUp(String costs, String types, String dataSets) {
        for (String type : types.split(" ")) {
            write(Run.of(type, OCTOBER, 1));
        }

        assertThat(discover(Map.of("azure.costs", costs)).deliveries())
                .extracting(delivery -> delivery.header().dataSet())
                .containsExactly(dataSets.split(" "));
    }

    @Test
    void everyPeriodIsTakenFromWhatIsThereOfIt() {
        // Given: exports of amortized costs, then of both, then of FOCUS beside the actual ones
        write(Run.of("AmortizedCost", SEPTEMBER, 1));
        write(Run.of("AmortizedCost", OCTOBER, 1));
        write(Run.of("ActualCost", OCTOBER, 1));
        write(Run.of("FocusCost", NOVEMBER, 1));
        write(Run.of("ActualCost", NOVEMBER, 1));

        // When
        List<SourceDelivery> deliveries = discover(Map.of()).deliveries();

        // Then: those of a pair come with the amortized costs first
        assertThat(deliveries)
                .extracting(delivery -> YearMonth.from(delivery.header().periodStart()) + " "
                        + delivery.header().dataSet() + " "
                        + delivery.header().choice().over())
                .containsExactly(
                        "2026-09 azure.amortized []",
                        "2026-10 azure.amortized [azure.actual]",
                        "2026-10 azure.actual.commitments [azure.actual]",
                        "2026-11 azure.focus [azure.actual, azure.actual.commitments]");
    }

    @Test
    void periodThatTheSettingExcludesIsOfferedAsNotTaken() {
        write(Run.of("ActualCost", OCTOBER, 1));
        write(Run.of("ActualCost", OCTOBER, 2));
        write(Run.of("FocusCost", NOVEMBER, 1));

        List<SourceDelivery> deliveries = discover(Map.of("azure.costs", "focus", "azure.deliveries", "all"))
                .deliveries();

        assertThat(deliveries)
                .extracting(delivery -> delivery.header().dataSet())
                .containsExactly("azure.actual", "azure.focus");
        assertThat(deliveries.get(0).header().choice().notTaken())
                .contains("azure.costs is focus, and the period has only actual costs");
        assertThat(deliveries.get(0).header().id())
                .isEqualTo(Run.of("ActualCost", OCTOBER, 2).id());
        assertThat(deliveries.get(1).header().choice().notTaken()).isEmpty();
    }

    @Test
    void newestSnapshotStandsWhateverItsExportIsCalled() {
        // Given: a daily export, and a monthly one that was made in between
        Run daily = Run.of("FocusCost", OCTOBER, 1);
        Run monthly = named("monthly", Run.of("FocusCost", OCTOBER, 2));
        Run last = Run.of("FocusCost", OCTOBER, 3);
        List.of(last, monthly, daily).forEach(this::write);

        // When
        SourceDelivery newest = only(Map.of());
        List<SourceDelivery> all = discover(Map.of("azure.deliveries", "all")).deliveries();

        // Then
        assertThat(newest.header().id()).isEqualTo(last.id());
        assertThat(all)
                .extracting(delivery -> delivery.header().id())
                .containsExactly(daily.id(), monthly.id(), last.id());
        assertThat(all)
                .extracting(delivery -> delivery.header().scope())
                .containsOnly("azure/azure.focus/" + SCOPE + "/2026-10-01/any-export");
    }

    @Test
    void filesThatMayBePartsOfOneBillKeepTheirNames() {
        Instant time = Instant.parse("2026-11-02T00:00:00Z");
        exports().write("one.csv", csv(exports().rows(OCTOBER, 0, 2, "x")), time);
        exports().write("other.csv", csv(exports().rows(OCTOBER, 2, 2, "x")), time.plusSeconds(60));

        assertThat(discover(Map.of()).deliveries())
                .extracting(delivery -> delivery.header().scope())
                .containsExactly(
                        "azure/azure.actual/" + SCOPE + "/2026-10-01/one",
                        "azure/azure.actual/" + SCOPE + "/2026-10-01/other");
    }

    @ParameterizedTest
    @CsvSource({"FocusCost, true", "ActualCost, true", "AmortizedCost, false"})
    void exportOfSomeDaysIsPassedOverBesideOneOfThePeriod(String type, boolean isPassedOver) throws IOException {
        // Given: a one-time export of FOCUS's columns for nine days
        Run some = named("one-time", Run.of("FocusCost", OCTOBER, 2));
        write(some);
        replaceInManifest(some, "MonthToDate", "Custom");
        replaceInManifest(some, "2026-10-31T", "2026-10-09T");
        Run whole = Run.of(type, OCTOBER, 1);
        write(whole);

        // When
        Discovery discovery = discover(Map.of());

        // Then: amortized costs lack the purchases
        assertThat(discovery.deliveries())
                .extracting(delivery -> delivery.header().id())
                .containsExactly(whole.id());
        assertThat(discovery.errors()).hasSize(isPassedOver ? 0 : 1);
    }

    @Test
    void exportOfSomeDaysIsRefusedWhereOneOfThemIsStatedByNoOther() throws IOException {
        Run some = Run.of("FocusCost", OCTOBER, 2);
        write(some);
        replaceInManifest(some, "MonthToDate", "Custom");
        replaceInManifest(some, "2026-10-31T", "2026-11-01T");
        Run october = Run.of("FocusCost", OCTOBER, 1);
        write(october);

        assertThat(discover(Map.of()).errors()).hasSize(1);
        write(Run.of("FocusCost", NOVEMBER, 1));
        assertThat(discover(Map.of()).errors()).isEmpty();
    }

    @Test
    void copyOfAPartOfTheContainerIsRead() throws IOException {
        Run run = Run.of("ActualCost", OCTOBER, 1);
        exports().write(run, ".csv", List.of(csv(exports().rows(OCTOBER, 0, 5, "x"))), 5);
        Path part = root.resolve(ExportDirectory.runFolder(run));

        try (BillingSource source = open(part, Map.of())) {
            assertThat(rows(source.discover().deliveries().get(0)))
                    .isEqualTo(String.join("", exports().rows(OCTOBER, 0, 5, "x")));
        }
    }

    @Test
    void readingResumesAtAnyRow() {
        exports()
                .write(
                        Run.of("ActualCost", OCTOBER, 1),
                        ".csv",
                        List.of(
                                csv(exports().rows(OCTOBER, 0, 5, "x")),
                                csv(exports().rows(OCTOBER, 5, 4, "x"))),
                        5,
                        4);
        DeliverySnapshot snapshot = only(Map.of()).snapshot();

        assertThat(text(pages(snapshot, 1, 2)))
                .isEqualTo(String.join("", exports().rows(OCTOBER, 7, 2, "x")));
        assertThat(text(pages(snapshot, 0, 5)))
                .isEqualTo(String.join("", exports().rows(OCTOBER, 5, 4, "x")));
    }

    @Test
    void runThatIsReplacedWhileItIsReadIsRefreshed() {
        // Given
        Run run = Run.of("ActualCost", OCTOBER, 1);
        String folder = ExportDirectory.periodFolder(run);
        exports().writeInto(folder, run, ".csv", List.of(csv(exports().rows(OCTOBER, 0, 5, "x"))), 5);
        SourceDelivery delivery = only(Map.of());
        DeliverySnapshot snapshot = delivery.snapshot();

        // When
        Run next = Run.of("ActualCost", OCTOBER, 2);
        exports().writeInto(folder, next, ".csv", List.of(csv(exports().rows(OCTOBER, 0, 6, "y"))), 6);

        // Then
        assertThatThrownBy(() -> pages(snapshot, 0, 0)).isInstanceOf(DeliveryChangedException.class);
        assertThatThrownBy(snapshot::verifyUnchanged).isInstanceOf(DeliveryChangedException.class);
        assertThat(delivery.refreshed().header().id()).isEqualTo(next.id());
    }

    private void write(Run run) {
        exports().write(run, ".csv", List.of(csv(exports().rows(run.period(), 0, 1, "x"))), 1);
    }

    private static Run named(String export, Run run) {
        return new Run(export, run.type(), run.period(), run.id(), run.submitted());
    }

    private void replaceInManifest(Run run, String text, String other) throws IOException {
        Path manifest = root.resolve(ExportDirectory.runFolder(run) + "manifest.json");
        String content = Files.readString(manifest);
        assertThat(content).contains(text);
        Files.writeString(manifest, content.replace(text, other));
    }

    private SourceDelivery only(Map<String, String> settings) {
        Discovery discovery = discover(settings);
        assertThat(discovery.errors()).isEmpty();
        assertThat(discovery.deliveries()).hasSize(1);
        return discovery.deliveries().get(0);
    }

    private Discovery discover(Map<String, String> settings) {
        return open(root, settings).discover();
    }

    private static BillingSource open(Path directory, Map<String, String> settings) {
        AzureConfig config =
                AzureConfig.from(AzureConfig.define(new ConfigDef()).parse(new HashMap<>(settings)));
        PageLimits limits = new PageLimits(2_000, 10, 1_000_000);
        return new AzureExtractor().open(directory.toString(), config, limits, 2, InstantSource.system(), Pause.REAL);
    }

    private static String rows(SourceDelivery delivery) {
        return text(pages(delivery.snapshot(), 0, 0));
    }

    private static String text(List<Page> pages) {
        StringBuilder text = new StringBuilder();
        for (Page page : pages) {
            text.append(new String(page.content(), UTF_8).substring(ExportDirectory.COLUMNS.length() + 1));
        }
        return text.toString();
    }

    private static List<Page> pages(DeliverySnapshot snapshot, int artifact, long row) {
        List<Page> all = new ArrayList<>();
        try (PageReader pages = snapshot.pages(artifact, row)) {
            for (Optional<Page> page = pages.next(); page.isPresent(); page = pages.next()) {
                all.add(page.get());
            }
        }
        return all;
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }
}
