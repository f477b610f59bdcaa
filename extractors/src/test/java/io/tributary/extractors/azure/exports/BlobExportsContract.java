package io.tributary.extractors.azure.exports;

import static io.tributary.testsupport.azure.ExportDirectory.COLUMNS;
import static io.tributary.testsupport.azure.ExportDirectory.csv;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tributary.extractors.ExtractionResult;
import io.tributary.extractors.Extractor;
import io.tributary.extractors.ExtractorConfig;
import io.tributary.extractors.Progress;
import io.tributary.extractors.TakenDelivery;
import io.tributary.extractors.parquet.ParquetForTests;
import io.tributary.schemas.RawPage;
import io.tributary.testsupport.aws.BillDirectory;
import io.tributary.testsupport.azure.ExportDirectory;
import io.tributary.testsupport.azure.ExportDirectory.Run;
import io.tributary.testsupport.kafka.KafkaForTests;
import io.tributary.testsupport.kafka.PublishedDelivery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Exports in Blob storage, on any server: all rows are published once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BlobExportsContract {

    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);
    private static final AtomicInteger ACCOUNTS = new AtomicInteger(7_000_000);

    @RegisterExtension
    static final KafkaForTests KAFKA = new KafkaForTests();

    @TempDir
    private Path root;

    private String account;
    private ExportDirectory exports;

    /** Replaces the content of the container at {@link #url} by the files below {@code directory}. */
    abstract void upload(Path directory) throws Exception;

    /** The container's URL, with a slash at its end. */
    abstract String url();

    /** The settings of the credentials. */
    abstract Map<String, String> credentials();

    @BeforeEach
    void chooseAccount() {
        account = Integer.toString(ACCOUNTS.incrementAndGet());
        exports = new ExportDirectory(root, account);
    }

    @Test
    void everyLayoutIsReadWholeAndOnce() throws Exception {
        // Given
        Run kept = Run.of("ActualCost", OCTOBER, 1);
        Run inPlace = new Run(
                "in-place", "AmortizedCost", OCTOBER, Run.of("x", OCTOBER, 2).id(), kept.submitted());
        Run old = new Run(
                "old-actual", "ActualCost", NOVEMBER, Run.of("y", OCTOBER, 3).id(), kept.submitted());
        List<String> first = exports.rows(OCTOBER, 0, 40, "first");
        List<String> second = exports.rows(OCTOBER, 40, 7, "second");
        exports.write(kept, ".csv", List.of(csv(first), csv(second)), 40, 7);
        exports.writeInto(
                ExportDirectory.periodFolder(inPlace), inPlace, ".csv.gz", List.of(BillDirectory.gzip(csv(first))), 40);
        exports.writeOld(old, "202611041442", "_manifest.json", List.of(csv(second)), 7);
        String single = "billing/single-actual/" + ExportDirectory.days(NOVEMBER) + "/single-actual_0000.csv";
        exports.write(single, csv(first), Instant.parse("2026-12-01T00:00:00Z"));
        upload(root);

        // When
        ExtractionResult result = run(Map.of());
        int records = KAFKA.rawPages(account()).size();
        ExtractionResult again = run(Map.of());

        // Then
        assertThat(result.errors()).isEmpty();
        assertThat(result.deliveries())
                .extracting(delivery -> delivery.scope().replaceAll("/providers.*/", " "), TakenDelivery::rows)
                .containsExactlyInAnyOrder(
                        tuple("azure/azure.actual.commitments any-export", 47L),
                        tuple("azure/azure.amortized any-export", 40L),
                        // November has no amortized costs.
                        tuple("azure/azure.actual old-actual", 7L),
                        tuple("azure/azure.actual single-actual", 40L));
        assertThat(rows(kept.id())).isEqualTo(String.join("", first) + String.join("", second));
        assertThat(rows(inPlace.id())).isEqualTo(String.join("", first));
        assertThat(rows(old.id())).isEqualTo(String.join("", second));
        assertThat(again.errors()).isEmpty();
        assertThat(again.pages()).isZero();
        assertThat(KAFKA.rawPages(account())).hasSize(records);
    }

    @Test
    void pagesSayWhatTheyAre() throws Exception {
        Run run = Run.of("AmortizedCost", OCTOBER, 1);
        exports.write(run, ".csv", List.of(csv(exports.rows(OCTOBER, 0, 3, "x"))), 3);
        upload(root);

        run(Map.of());

        RawPage page = KAFKA.rawPages(account()).get(0);
        assertThat(page.getProvider()).isEqualTo("azure");
        assertThat(page.getDataSet()).isEqualTo("azure.amortized");
        assertThat(page.getDataSetVersion()).isEqualTo("2024-08-01");
        assertThat(page.getBillingAccountId()).isEqualTo(account());
        assertThat(page.getDeliveryTime()).isEqualTo(run.submitted());
        assertThat(page.getContentType()).isEqualTo("text/csv; header=present");
        assertThat(page.getArtifact()).isEqualTo(url() + ExportDirectory.runFolder(run) + "part_0_0001.csv");
    }

    @Test
    void parquetIsReadAsCsv() throws Exception {
        // Given
        Run run = Run.of("FocusCost", OCTOBER, 1);
        ParquetForTests table = new ParquetForTests(
                        root.resolve("table"),
                        "optional binary BillingAccountId (STRING); optional double BilledCost;"
                                + " optional binary Tags (STRING);")
                .rowsInGroup(40);
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            double cost = i + 0.5;
            table.row(group -> group.append("BillingAccountId", account).append("BilledCost", cost));
            rows.append(account).append(',').append(cost).append(",\n");
        }
        byte[] content = Files.readAllBytes(table.write());
        exports.write(run, ".snappy.parquet", List.of(content), 100);
        upload(root);

        // When
        ExtractionResult result = run(Map.of());

        // Then
        assertThat(result.errors()).isEmpty();
        List<RawPage> pages = PublishedDelivery.whole(KAFKA.rawPages(account()), run.id());
        assertThat(pages).hasSizeGreaterThan(1).extracting(RawPage::getDataSet).containsOnly("azure.focus");
        assertThat(PublishedDelivery.rows(pages, "BillingAccountId,BilledCost,Tags"))
                .hasToString(rows.toString());
        assertThat(run(Map.of()).pages()).isZero();
    }

    @Test
    void monthThatIsRatedAgainEveryNightIsTakenEveryNight() throws Exception {
        // Given
        List<Run> nights = new ArrayList<>();
        for (int night = 1; night <= 3; night++) {
            nights.add(Run.of("ActualCost", NOVEMBER, night));
        }

        for (Run night : nights) {
            // When
            exports.write(night, ".csv", List.of(csv(exports.rows(NOVEMBER, 0, 5, night.id()))), 5);
            upload(root);
            ExtractionResult result = run(Map.of());

            // Then
            assertThat(result.errors()).isEmpty();
            assertThat(result.deliveries())
                    .extracting(TakenDelivery::deliveryId)
                    .containsExactly(night.id());
            assertThat(rows(night.id())).isEqualTo(String.join("", exports.rows(NOVEMBER, 0, 5, night.id())));
        }
        assertThat(run(Map.of()).pages()).isZero();
    }

    @Test
    void runsThatWereMissedAreTakenInTheirOrderWhereAllAreAskedFor() throws Exception {
        List<Run> nights = List.of(Run.of("ActualCost", OCTOBER, 2), Run.of("ActualCost", OCTOBER, 1));
        for (Run night : nights) {
            exports.write(night, ".csv", List.of(csv(exports.rows(OCTOBER, 0, 5, night.id()))), 5);
        }
        upload(root);

        ExtractionResult result = run(Map.of("azure.deliveries", "all"));

        assertThat(result.deliveries())
                .extracting(TakenDelivery::deliveryId)
                .containsExactly(nights.get(1).id(), nights.get(0).id());
        assertThat(run(Map.of("azure.deliveries", "all")).pages()).isZero();
    }

    @Test
    void secondNightlyRunOfThePreviousMonthIsTaken() throws Exception {
        // Given
        Run october = Run.of("ActualCost", OCTOBER, 1);
        exports.write(october, ".csv", List.of(csv(exports.rows(OCTOBER, 0, 5, "before"))), 5);
        upload(root);
        run(Map.of());

        // When: both months are exported on the second of November
        Run november = Run.of("ActualCost", NOVEMBER, 2);
        Run again = Run.of("ActualCost", OCTOBER, 3);
        exports.write(november, ".csv", List.of(csv(exports.rows(NOVEMBER, 0, 2, "x"))), 2);
        exports.write(again, ".csv", List.of(csv(exports.rows(OCTOBER, 0, 6, "after"))), 6);
        upload(root);
        ExtractionResult result = run(Map.of());

        // Then
        assertThat(result.errors()).isEmpty();
        assertThat(result.deliveries())
                .extracting(TakenDelivery::deliveryId)
                .containsExactly(again.id(), november.id());
        assertThat(rows(again.id())).isEqualTo(String.join("", exports.rows(OCTOBER, 0, 6, "after")));
    }

    @Test
    void runInPlaceOfTheOneBeforeIsTaken() throws Exception {
        Run first = Run.of("ActualCost", OCTOBER, 1);
        Run second = Run.of("ActualCost", OCTOBER, 2);
        for (Run run : List.of(first, second)) {
            String folder = ExportDirectory.periodFolder(run);
            exports.writeInto(folder, run, ".csv", List.of(csv(exports.rows(OCTOBER, 0, 5, run.id()))), 5);
            upload(root);

            assertThat(run(Map.of()).deliveries())
                    .extracting(TakenDelivery::deliveryId)
                    .containsExactly(run.id());
        }
        assertThat(rows(second.id())).isEqualTo(String.join("", exports.rows(OCTOBER, 0, 5, second.id())));
    }

    @Test
    void prefixIsAPartOfTheContainer() throws Exception {
        Run actual = Run.of("ActualCost", OCTOBER, 1);
        Run amortized = Run.of("AmortizedCost", OCTOBER, 1);
        exports.write(actual, ".csv", List.of(csv(exports.rows(OCTOBER, 0, 1, "x"))), 1);
        exports.write(amortized, ".csv", List.of(csv(exports.rows(OCTOBER, 0, 2, "x"))), 2);
        upload(root);

        ExtractionResult result = run(Map.of("extractor.input", url() + "billing/amortizedcost"));

        assertThat(result.deliveries()).extracting(TakenDelivery::deliveryId).containsExactly(amortized.id());
    }

    /** The scope of the account of this test. */
    final String account() {
        return "providers/microsoft.billing/billingaccounts/" + account;
    }

    final ExportDirectory exports() {
        return exports;
    }

    final Path root() {
        return root;
    }

    final String rows(String deliveryId) {
        return PublishedDelivery.rows(PublishedDelivery.whole(KAFKA.rawPages(account()), deliveryId), COLUMNS);
    }

    final ExtractionResult run(Map<String, String> settings) {
        return run(settings, Progress.NONE);
    }

    final ExtractionResult run(Map<String, String> settings, Progress progress) {
        Map<String, String> all = KAFKA.settings(url() + "billing/", account);
        all.putAll(credentials());
        all.put("azure.request.attempts", "5");
        all.putAll(settings);
        return Extractor.run(ExtractorConfig.from(all), progress, InstantSource.system());
    }
}
