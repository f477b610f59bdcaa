package io.tributary.extractors;

import static io.tributary.testsupport.aws.BillDirectory.COLUMNS;
import static io.tributary.testsupport.aws.BillDirectory.gzip;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.extractors.source.SourceException;
import io.tributary.extractors.source.SourceException.Kind;
import io.tributary.schemas.Artifact;
import io.tributary.schemas.RawPage;
import io.tributary.testsupport.aws.BillDirectory;
import io.tributary.testsupport.kafka.KafkaForTests;
import io.tributary.testsupport.kafka.PublishedDelivery;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Deliveries in a directory, committed to a real broker. */
class ExtractorIT {

    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);
    private static final Instant DELIVERED = Instant.parse("2026-11-02T03:04:05.678Z");
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final AtomicInteger ACCOUNTS = new AtomicInteger(100_000);

    @RegisterExtension
    private static final KafkaForTests KAFKA = new KafkaForTests();

    @TempDir
    private Path root;

    private final String account = "000000" + ACCOUNTS.incrementAndGet();

    @Test
    void deliveryIsPublishedWholeAndCompleted() {
        // Given
        BillDirectory bill = new BillDirectory(root, account);
        List<String> first = bill.rows(0, 40, "first");
        List<String> second = bill.rows(40, 7, "second");
        bill.createNew(OCTOBER, "assembly", DELIVERED, List.of(gzip(first), gzip(second)));

        // When
        ExtractionResult result = run(Map.of());

        // Then
        assertThat(result.errors()).isEmpty();
        assertThat(result.failure()).isEmpty();
        List<ConsumerRecord<String, RawPage>> records = KAFKA.rawRecords(account);
        List<RawPage> pages = PublishedDelivery.whole(KAFKA.rawPages(account), "assembly");
        assertThat(PublishedDelivery.rows(pages, COLUMNS)).isEqualTo(String.join("", first) + String.join("", second));
        assertThat(result.deliveries())
                .containsExactly(new TakenDelivery(
                        scope(), "assembly", account, LocalDate.of(2026, 10, 1), pages.size(), 47, false));
        assertThat(result.pages()).isEqualTo(pages.size()).isGreaterThan(10);
        assertThat(result.rows()).isEqualTo(47);
        assertThat(records).allSatisfy(record -> {
            assertThat(record.key()).isEqualTo(account + "|2026-10-01");
            assertThat(record.timestamp()).isEqualTo(NOW.toEpochMilli());
        });
        RawPage page = pages.get(0);
        assertThat(page.getProvider()).isEqualTo("aws");
        assertThat(page.getDataSet()).isEqualTo("aws.cur.legacy");
        assertThat(page.getBillingPeriodStart()).isEqualTo(LocalDate.of(2026, 10, 1));
        assertThat(page.getBillingPeriodEnd()).isEqualTo(LocalDate.of(2026, 11, 1));
        assertThat(page.getScope()).isEqualTo(scope());
        assertThat(page.getDeliveryTime()).isEqualTo(DELIVERED);
        assertThat(page.getExtractedAt()).isEqualTo(NOW);
        assertThat(page.getExtractorVersion()).matches("\\d+\\.\\d+.*");
        assertThat(page.getArtifact()).endsWith("/prefix/report/20261001-20261101/assembly/report-00001.csv.gz");
        assertThat(page.getCostSurvey()).isNull();
        RawPage completion = records.get(records.size() - 1).value();
        assertThat(completion.getCompletion().getArtifacts())
                .extracting(Artifact::getRows)
                .containsExactly(40L, 7L);
        assertThat(completion.getCompletion().getControlTotals()).isEmpty();
    }

    @Test
    void deliveryThatWasTakenIsNotTakenAgain() {
        // Given
        BillDirectory bill = new BillDirectory(root, account);
        bill.createNew(OCTOBER, "assembly", DELIVERED, List.of(gzip(bill.rows(0, 20, "x"))));
        ExtractionResult first = run(Map.of());
        int records = KAFKA.rawRecords(account).size();

        // When
        ExtractionResult again = run(Map.of());

        // Then
        assertThat(again.pages()).isZero();
        assertThat(again.errors()).isEmpty();
        assertThat(again.deliveries()).singleElement().satisfies(delivery -> {
            assertThat(delivery.alreadyTaken()).isTrue();
            assertThat(delivery.rows()).isEqualTo(20);
            assertThat(delivery.pages()).isEqualTo(first.deliveries().get(0).pages());
        });
        assertThat(KAFKA.rawRecords(account)).hasSize(records);
    }

    @Test
    void deliveryThatWasTakenStaysTakenWhenItsFilesAreGone() throws IOException {
        // Given
        BillDirectory bill = new BillDirectory(root, account);
        bill.createNew(OCTOBER, "assembly", DELIVERED, List.of(gzip(bill.rows(0, 5, "x"))));
        run(Map.of());

        // When
        Files.delete(bill.path(bill.periodFolder(OCTOBER) + "assembly/report-00001.csv.gz"));
        ExtractionResult again = run(Map.of());

        // Then
        assertThat(again.errors()).isEmpty();
        assertThat(again.deliveries())
                .singleElement()
                .extracting(TakenDelivery::alreadyTaken)
                .isEqualTo(true);
    }

    @Test
    void newestDeliveryIsTakenUnlessTheSettingNamesAll() {
        // Given
        BillDirectory bill = new BillDirectory(root, account);
        for (int i = 1; i <= 3; i++) {
            bill.createNew(OCTOBER, "assembly" + i, DELIVERED.plusSeconds(i), List.of(gzip(bill.rows(0, 3 * i, "x"))));
        }

        // When
        ExtractionResult newest = run(Map.of("extractor.name", account + "-newest"));
        ExtractionResult older = run(Map.of("extractor.name", account + "-all", "aws.deliveries", "all"));

        // Then: deliveries older than the newest one taken are left out
        assertThat(newest.deliveries()).extracting(TakenDelivery::deliveryId).containsExactly("assembly3");
        assertThat(older.pages()).isZero();
        assertThat(older.deliveries()).extracting(TakenDelivery::deliveryId).containsExactly("assembly3");
    }

    @Test
    void allDeliveriesAreTakenInTheirOrder() {
        // Given
        BillDirectory bill = new BillDirectory(root, account);
        bill.createNew(OCTOBER, "b", DELIVERED, List.of(gzip(bill.rows(0, 3, "x"))));
        bill.createNew(OCTOBER, "a", DELIVERED.plusSeconds(1), List.of(gzip(bill.rows(0, 4, "y"))));
        bill.createNew(NOVEMBER, "c", DELIVERED, List.of(gzip(bill.rows(0, 5, "z"))));

        // When
        ExtractionResult result = run(Map.of("aws.deliveries", "all"));
        ExtractionResult again = run(Map.of("aws.deliveries", "all"));

        // Then: the open month first
        assertThat(result.deliveries()).extracting(TakenDelivery::deliveryId).containsExactly("c", "b", "a");
        assertThat(result.deliveries()).extracting(TakenDelivery::rows).containsExactly(5L, 3L, 4L);
        assertThat(again.pages()).isZero();
        assertThat(again.deliveries()).extracting(TakenDelivery::deliveryId).containsExactly("c", "a");
    }

    @Test
    void runThatEndsAnywhereIsResumedWithoutGapOrRepetition() {
        BillDirectory bill = new BillDirectory(root, account);
        List<String> rows = new ArrayList<>(bill.rows(0, 30, "one"));
        bill.createNew(
                OCTOBER,
                "assembly",
                DELIVERED,
                List.of(gzip(rows), gzip(List.of()), gzip(bill.rows(30, 2, "two")), gzip(bill.rows(32, 15, "three"))));
        rows.addAll(bill.rows(30, 2, "two"));
        rows.addAll(bill.rows(32, 15, "three"));

        // When: each run ends after some pages, within a transaction
        int runs = 0;
        ExtractionResult result = null;
        while (result == null) {
            runs++;
            try {
                result = run(
                        Map.of("extractor.parallelism", Integer.toString(1 + runs % 3)), failingAfter(1 + runs % 4));
            } catch (PowerCut e) {
                assertThat(KAFKA.rawPages(account))
                        .extracting(RawPage::getCompletion)
                        .containsOnlyNulls();
            }
        }

        // Then
        assertThat(runs).isGreaterThan(4);
        List<RawPage> pages = PublishedDelivery.whole(KAFKA.rawPages(account), "assembly");
        assertThat(PublishedDelivery.rows(pages, COLUMNS)).isEqualTo(String.join("", rows));
        assertThat(result.deliveries())
                .singleElement()
                .extracting(TakenDelivery::rows)
                .isEqualTo(47L);
        assertThat(KAFKA.rawPages(account)).hasSize(pages.size() + 1);
    }

    @Test
    void resumedReadingGoesOnWithOtherPageBounds() {
        // Given
        BillDirectory bill = new BillDirectory(root, account);
        List<String> first = bill.rows(0, 60, "first");
        List<String> second = bill.rows(60, 40, "second");
        bill.createNew(OCTOBER, "assembly", DELIVERED, List.of(gzip(first), gzip(second)));
        List<List<RawPage>> published = new ArrayList<>();

        // When: the first run ends early, the second within the second file, each with bounds of its own
        for (String bytes : List.of("700", "1700")) {
            int pages = published.isEmpty() ? 2 : 8;
            assertThatThrownBy(() -> run(Map.of("extractor.page.bytes", bytes), failingAfter(pages)))
                    .isInstanceOf(PowerCut.class);
            published.add(KAFKA.rawPages(account));
        }
        ExtractionResult result = run(Map.of("extractor.page.bytes", "400", "extractor.page.rows", "2"));

        // Then: what is published stays as it is, and what follows is of the same reading
        assertThat(result.errors()).isEmpty();
        List<RawPage> records = KAFKA.rawPages(account);
        List<RawPage> pages = PublishedDelivery.whole(records, "assembly");
        assertThat(records).hasSize(pages.size() + 1);
        assertThat(published.get(0)).hasSizeBetween(1, published.get(1).size() - 1);
        assertThat(published.get(1)).hasSizeLessThan(pages.size());
        published.forEach(before -> assertThat(pages).startsWith(before.toArray(RawPage[]::new)));
        assertThat(PublishedDelivery.rows(pages, COLUMNS)).isEqualTo(String.join("", first) + String.join("", second));
        assertThat(result.deliveries()).extracting(TakenDelivery::rows).containsExactly(100L);
        assertThat(pages.subList(published.get(1).size(), pages.size()))
                .extracting(RawPage::getRowCount)
                .allMatch(rows -> rows <= 2);
    }

    @Test
    void deliveryThatIsOverwrittenWhileItIsReadIsStartedAgain() {
        // Given
        BillDirectory bill = new BillDirectory(root, account);
        bill.overwrite(
                OCTOBER, "old", DELIVERED, List.of(gzip(bill.rows(0, 30, "old")), gzip(bill.rows(30, 30, "old"))));
        List<String> rewritten = bill.rows(0, 50, "rewritten");
        AtomicInteger pages = new AtomicInteger();

        // When
        ExtractionResult result = run(Map.of(), new Progress() {
            @Override
            public void pagePublished(String scope, int rows, int bytes) {
                if (pages.incrementAndGet() == 3) {
                    bill.overwrite(OCTOBER, "old", DELIVERED, List.of(gzip(rewritten), gzip(List.of())));
                }
            }
        });

        // Then
        assertThat(result.errors()).isEmpty();
        assertThat(result.deliveries()).extracting(TakenDelivery::deliveryId).containsExactly("old#2");
        List<RawPage> records = KAFKA.rawPages(account);
        assertThat(PublishedDelivery.rows(PublishedDelivery.whole(records, "old#2"), COLUMNS))
                .isEqualTo(String.join("", rewritten));
        List<RawPage> abandoned = records.stream()
                .filter(record -> record.getDeliveryId().equals("old"))
                .toList();
        assertThat(abandoned).isNotEmpty().extracting(RawPage::getCompletion).containsOnlyNulls();
        assertThat(abandoned)
                .extracting(RawPage::getReading)
                .containsOnly(abandoned.get(0).getReading())
                .doesNotContain(records.get(records.size() - 1).getReading());
        assertThat(records.get(records.size() - 1).getDeliveryTime())
                .isAfter(abandoned.get(0).getDeliveryTime());
    }

    @Test
    void deliveryThatIsReplacedWhileItIsReadGivesWayToTheNewOne() {
        // Given
        BillDirectory bill = new BillDirectory(root, account);
        bill.overwrite(OCTOBER, "old", DELIVERED, List.of(gzip(bill.rows(0, 60, "old"))));
        List<String> rewritten = bill.rows(0, 10, "new");
        AtomicInteger pages = new AtomicInteger();

        // When
        ExtractionResult result = run(Map.of(), new Progress() {
            @Override
            public void pagePublished(String scope, int rows, int bytes) {
                if (pages.incrementAndGet() == 3) {
                    bill.overwrite(OCTOBER, "new", DELIVERED.plusSeconds(9), List.of(gzip(rewritten)));
                }
            }
        });

        // Then
        assertThat(result.errors()).isEmpty();
        assertThat(result.deliveries()).extracting(TakenDelivery::deliveryId).containsExactly("new");
        assertThat(PublishedDelivery.rows(PublishedDelivery.whole(KAFKA.rawPages(account), "new"), COLUMNS))
                .isEqualTo(String.join("", rewritten));
    }

    @Test
    void deliveryThatKeepsChangingIsGivenUpWithoutACompletion() {
        // Given
        BillDirectory bill = new BillDirectory(root, account);
        AtomicInteger version = new AtomicInteger();
        bill.overwrite(OCTOBER, "assembly", DELIVERED, List.of(gzip(bill.rows(0, 20, "0"))));

        // When
        ExtractionResult result = run(Map.of(), new Progress() {
            @Override
            public void pagePublished(String scope, int rows, int bytes) {
                String note = "x".repeat(version.incrementAndGet());
                bill.overwrite(OCTOBER, "assembly", DELIVERED, List.of(gzip(bill.rows(0, 20, note))));
            }
        });

        // Then
        assertThat(result.deliveries()).isEmpty();
        assertThat(result.errors()).singleElement().isInstanceOf(SourceException.Unavailable.class);
        assertThat(result.errors().get(0)).hasMessageContaining("was rewritten 3 times while it was being read");
        assertThat(result.failure()).contains(Kind.UNAVAILABLE);
        assertThat(KAFKA.rawPages(account)).extracting(RawPage::getCompletion).containsOnlyNulls();
    }

    @Test
    void deliveryThatIsRewrittenAfterItWasTakenIsTakenAsAnotherAttempt() {
        // Given
        BillDirectory bill = new BillDirectory(root, account);
        bill.overwrite(OCTOBER, "assembly", DELIVERED, List.of(gzip(bill.rows(0, 5, "x"))));
        run(Map.of());

        // When
        bill.overwrite(OCTOBER, "assembly", DELIVERED, List.of(gzip(bill.rows(0, 6, "y"))));
        ExtractionResult result = run(Map.of());

        // Then
        assertThat(result.deliveries()).extracting(TakenDelivery::deliveryId).containsExactly("assembly#2");
        assertThat(PublishedDelivery.whole(KAFKA.rawPages(account), "assembly#2"))
                .isNotEmpty();
    }

    @Test
    void olderDeliveryThanTheOneThatWasTakenIsLeftOut() {
        // Given
        BillDirectory bill = new BillDirectory(root, account);
        bill.overwrite(OCTOBER, "newer", DELIVERED, List.of(gzip(bill.rows(0, 5, "x"))));
        run(Map.of());

        // When
        bill.overwrite(OCTOBER, "older", DELIVERED.minusSeconds(1), List.of(gzip(bill.rows(0, 6, "y"))));
        ExtractionResult result = run(Map.of());

        // Then
        assertThat(result.deliveries()).isEmpty();
        assertThat(result.errors()).isEmpty();
        assertThat(KAFKA.rawPages(account)).extracting(RawPage::getDeliveryId).containsOnly("newer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "prefix",
                "prefix/report",
                "prefix/report/20261001-20261101",
                "prefix/report/20261001-20261101/2026-10-02T13:14:43.337Z-id"
            })
    void copyOfAPartOfTheBucketIsRead(String part) {
        // Given
        BillDirectory bill = new BillDirectory(root, account);
        bill.createNew(OCTOBER, "2026-10-02T13:14:43.337Z-id", DELIVERED, List.of(gzip(bill.rows(0, 5, "x"))));

        // When
        ExtractionResult result =
                run(Map.of("extractor.input", root.resolve(part).toString()));

        // Then
        assertThat(result.errors()).isEmpty();
        assertThat(result.deliveries())
                .singleElement()
                .extracting(TakenDelivery::rows)
                .isEqualTo(5L);
    }

    @Test
    void plainFilesAndZipsAreReadTheSame() throws IOException {
        // Given
        BillDirectory bill = new BillDirectory(root, account);
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(zip)) {
            out.putNextEntry(new ZipEntry("report-1.csv"));
            out.write((COLUMNS + "\n" + String.join("", bill.rows(0, 3, "x"))).getBytes(UTF_8));
        }
        byte[] plain = ("\uFEFF" + COLUMNS + "\n" + String.join("", bill.rows(3, 3, "y"))).getBytes(UTF_8);
        bill.createNew(OCTOBER, "assembly", DELIVERED, List.of(zip.toByteArray(), plain));

        // When
        ExtractionResult result = run(Map.of());

        // Then
        assertThat(result.errors()).isEmpty();
        assertThat(PublishedDelivery.rows(PublishedDelivery.whole(KAFKA.rawPages(account), "assembly"), COLUMNS))
                .isEqualTo(String.join("", bill.rows(0, 3, "x")) + String.join("", bill.rows(3, 3, "y")));
    }

    @Test
    void surveyOfNetCostsGoesWithEveryPage() {
        // Given
        String columns = COLUMNS + ",lineItem/NetUnblendedCost";
        String text = columns + "\n"
                + row("Usage", "10.5", "9.5") + row("Usage", "1E-9", "") + row("EdpDiscount", "-1", "0")
                + row("Discount", "-0.25", "-0.25") + row("Usage", "12O.50", "1") + row("discounted", "2", "2");
        BillDirectory bill = new BillDirectory(root, account);
        bill.createNew(OCTOBER, "assembly", DELIVERED, List.of(gzip(text.getBytes(UTF_8)), gzip(text.getBytes(UTF_8))));

        // When
        run(Map.of("extractor.page.bytes", "400"));

        // Then
        List<RawPage> pages = PublishedDelivery.whole(KAFKA.rawPages(account), "assembly");
        assertThat(pages).hasSizeGreaterThan(2).allSatisfy(page -> {
            assertThat(page.getCostSurvey().getUnblendedCost()).isEqualByComparingTo(new BigDecimal("22.500000002"));
            assertThat(page.getCostSurvey().getNetUnblendedCost()).isEqualByComparingTo("22.500000002");
            assertThat(page.getCostSurvey().getDiscountRows()).isEqualTo(4);
            assertThat(page.getCostSurvey().getDiscountUnblendedCost()).isEqualByComparingTo("-2.5");
            assertThat(page.getCostSurvey().getDiscountNetUnblendedCost()).isEqualByComparingTo("-0.5");
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badDeliveries")
    void badDeliveryIsNamedAndTheOthersAreTaken(
            String name, byte[] file, Class<? extends SourceException> kind, String message) {
        // Given
        BillDirectory bill = new BillDirectory(root, account);
        bill.createNew(OCTOBER, "bad", DELIVERED, List.of(gzip(bill.rows(0, 2, "x")), file));
        bill.createNew(NOVEMBER, "good", DELIVERED, List.of(gzip(bill.rows(0, 4, "x"))));

        // When
        ExtractionResult result = run(Map.of());

        // Then
        assertThat(result.errors()).singleElement().isInstanceOf(kind);
        assertThat(result.errors().get(0))
                .hasMessageContaining("/20261001-20261101/bad/report-00002.csv.gz: ")
                .hasMessageContaining(message);
        assertThat(result.failure()).contains(Kind.MALFORMED);
        assertThat(result.deliveries()).extracting(TakenDelivery::deliveryId).containsExactly("good");
        assertThat(KAFKA.rawPages(account).stream()
                        .filter(page -> page.getDeliveryId().equals("bad"))
                        .map(RawPage::getCompletion))
                .allMatch(Objects::isNull);
    }

    static Stream<Arguments> badDeliveries() {
        byte[] whole = gzip((COLUMNS + "\n" + "1,2,3\n".repeat(5000)).getBytes(UTF_8));
        Class<?> malformed = SourceException.Malformed.class;
        return Stream.of(
                Arguments.of("truncated", Arrays.copyOf(whole, whole.length / 2), malformed, "is cut off"),
                Arguments.of("damaged", damaged(whole), malformed, "cannot be unpacked"),
                Arguments.of("empty", new byte[0], malformed, "is empty: expected a CSV header"),
                Arguments.of("html", "<html><body>Sign in".getBytes(UTF_8), malformed, "looks like HTML"),
                Arguments.of(
                        "lfs",
                        "version https://git-lfs.github.com/spec/v1\noid sha256:1\n".getBytes(UTF_8),
                        malformed,
                        "is a Git LFS pointer"),
                Arguments.of("parquet", "PAR1\0\0\0".getBytes(UTF_8), malformed, "is Parquet"),
                Arguments.of("binary", new byte[] {1, 2, 3, 0, 0, '\n'}, malformed, "is binary"),
                Arguments.of(
                        "no cost",
                        gzip((COLUMNS.replace("lineItem/UnblendedCost,", "") + "\n").getBytes(UTF_8)),
                        malformed,
                        "has no column lineItem/UnblendedCost among its 10 columns"),
                Arguments.of(
                        "open quotes",
                        gzip((COLUMNS + "\n1,\"2\n").getBytes(UTF_8)),
                        malformed,
                        "ends inside a quoted field of row 0"),
                Arguments.of(
                        "huge row",
                        gzip((COLUMNS + "\n1\n\"" + "x".repeat(17_000_000) + "\"\n").getBytes(UTF_8)),
                        malformed,
                        "row 1 (counted from 0) is larger than"));
    }

    @Test
    void listedFileThatIsAbsentIsMissing() throws IOException {
        // Given
        BillDirectory bill = new BillDirectory(root, account);
        bill.createNew(OCTOBER, "bad", DELIVERED, List.of(gzip(bill.rows(0, 2, "x"))));
        bill.createNew(NOVEMBER, "good", DELIVERED, List.of(gzip(bill.rows(0, 2, "x"))));
        Files.delete(bill.path(bill.periodFolder(OCTOBER) + "bad/report-00001.csv.gz"));

        // When
        ExtractionResult result = run(Map.of());

        // Then
        assertThat(result.errors()).singleElement().isInstanceOf(SourceException.Missing.class);
        assertThat(result.errors().get(0))
                .hasMessageContaining("bad/report-00001.csv.gz: does not exist, though")
                .hasMessageContaining("report-Manifest.json lists it");
        assertThat(result.failure()).contains(Kind.MISSING);
        assertThat(result.deliveries()).extracting(TakenDelivery::deliveryId).containsExactly("good");
    }

    @Test
    void inputWithoutManifestIsMissing() {
        // Given
        BillDirectory bill = new BillDirectory(root, account);
        bill.writeFiles(bill.periodFolder(OCTOBER), List.of(gzip(bill.rows(0, 2, "x"))));

        // When
        ExtractionResult result = run(Map.of());

        // Then
        assertThat(result.errors()).singleElement().isInstanceOf(SourceException.Missing.class);
        assertThat(result.errors().get(0))
                .hasMessage(root + ": has no manifest: expected one named like report-Manifest.json");
        assertThat(result.failure()).contains(Kind.MISSING);
    }

    @Test
    void inputThatIsNotThereIsMissing() {
        ExtractionResult result =
                run(Map.of("extractor.input", root.resolve("nowhere").toString()));

        assertThat(result.errors()).singleElement().isInstanceOf(SourceException.Missing.class);
        assertThat(result.errors().get(0)).hasMessage(root.resolve("nowhere") + ": does not exist");
    }

    @Test
    void manifestThatIsMalformedDoesNotHinderTheOthers() {
        // Given
        BillDirectory bill = new BillDirectory(root, account);
        bill.createNew(NOVEMBER, "good", DELIVERED, List.of(gzip(bill.rows(0, 2, "x"))));
        bill.write(bill.periodFolder(OCTOBER) + "report-Manifest.json", "{\"assemblyId\":".getBytes(UTF_8));

        // When
        ExtractionResult result = run(Map.of());

        // Then
        assertThat(result.errors()).singleElement().isInstanceOf(SourceException.Malformed.class);
        assertThat(result.errors().get(0)).hasMessageContaining("20261001-20261101/report-Manifest.json: is no JSON");
        assertThat(result.deliveries()).extracting(TakenDelivery::deliveryId).containsExactly("good");
    }

    @Test
    void partOfADeliveryIsInvisibleUntilItsTransactionEnds() {
        // Given: the transaction is larger than the delivery
        BillDirectory bill = new BillDirectory(root, account);
        byte[] whole = gzip(bill.rows(0, 400, "x"));
        bill.createNew(OCTOBER, "bad", DELIVERED, List.of(Arrays.copyOf(whole, whole.length - 4)));

        // When
        ExtractionResult result = run(Map.of("extractor.transaction.pages", "10000"));

        // Then
        assertThat(result.errors()).hasSize(1);
        assertThat(result.pages()).isZero();
        assertThat(KAFKA.rawPages(account)).isEmpty();
    }

    @Test
    void deliveryWhoseFileWasMendedIsTakenAsAnotherAttempt() {
        // Given: the pages before the damage are published
        BillDirectory bill = new BillDirectory(root, account);
        byte[] whole = gzip(bill.rows(0, 300, "x"));
        bill.createNew(
                OCTOBER,
                "assembly",
                DELIVERED,
                List.of(gzip(bill.rows(0, 9, "w")), Arrays.copyOf(whole, whole.length - 9)));
        assertThat(run(Map.of()).errors()).hasSize(1);

        // When
        bill.createNew(OCTOBER, "assembly", DELIVERED, List.of(gzip(bill.rows(0, 9, "w")), whole));
        ExtractionResult result = run(Map.of());

        // Then
        assertThat(result.errors()).isEmpty();
        List<RawPage> pages = PublishedDelivery.whole(KAFKA.rawPages(account), "assembly#2");
        assertThat(pages.stream().mapToInt(RawPage::getRowCount).sum()).isEqualTo(309);
    }

    @Test
    void clusterThatCannotBeReachedIsKafkasError() {
        BillDirectory bill = new BillDirectory(root, account);
        bill.createNew(OCTOBER, "assembly", DELIVERED, List.of(gzip(bill.rows(0, 1, "x"))));

        assertThatThrownBy(() -> run(Map.of(
                        "kafka.bootstrap.servers", "127.0.0.1:1",
                        "kafka.default.api.timeout.ms", "500",
                        "kafka.request.timeout.ms", "400")))
                .isInstanceOf(org.apache.kafka.common.KafkaException.class);
    }

    private String scope() {
        return "aws/aws.cur.legacy/" + account + "/2026-10-01/report";
    }

    private static String row(String type, String unblended, String net) {
        return "1,2,3," + type + ",4,5,6,7," + unblended + ",USD,\"x\n\"," + net + "\n";
    }

    private ExtractionResult run(Map<String, String> settings) {
        return run(settings, Progress.NONE);
    }

    private ExtractionResult run(Map<String, String> settings, Progress progress) {
        Map<String, String> all = KAFKA.settings(root.toString(), account);
        all.putAll(settings);
        return Extractor.run(ExtractorConfig.from(all), progress, InstantSource.fixed(NOW));
    }

    private static byte[] damaged(byte[] gzip) {
        byte[] damaged = gzip.clone();
        damaged[damaged.length - 6] ^= 1;
        return damaged;
    }

    private static Progress failingAfter(int pages) {
        AtomicInteger left = new AtomicInteger(pages);
        return new Progress() {
            @Override
            public void pagePublished(String scope, int rows, int bytes) {
                if (left.decrementAndGet() == 0) {
                    throw new PowerCut();
                }
            }
        };
    }

    /** Ends a run at once. */
    private static final class PowerCut extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }
}
