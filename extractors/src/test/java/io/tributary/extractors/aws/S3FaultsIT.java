package io.tributary.extractors.aws;

import static io.tributary.testsupport.aws.BillDirectory.COLUMNS;
import static io.tributary.testsupport.aws.BillDirectory.gzip;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.extractors.ExtractionResult;
import io.tributary.extractors.Extractor;
import io.tributary.extractors.ExtractorConfig;
import io.tributary.extractors.Progress;
import io.tributary.extractors.TakenDelivery;
import io.tributary.extractors.source.SourceException;
import io.tributary.extractors.source.SourceException.Kind;
import io.tributary.schemas.RawPage;
import io.tributary.testsupport.aws.BillDirectory;
import io.tributary.testsupport.aws.S3ForTests;
import io.tributary.testsupport.http.FaultServer.Fault;
import io.tributary.testsupport.kafka.KafkaForTests;
import io.tributary.testsupport.kafka.PublishedDelivery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Reports in a bucket that fails on request, published to a real broker. A completed delivery is right, and failures
 * cost a bounded number of requests.
 */
class S3FaultsIT {

    private static final YearMonth SEPTEMBER = YearMonth.of(2026, 9);
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
    private static final Instant DELIVERED = Instant.parse("2026-11-02T03:04:05Z");
    private static final String ASSEMBLY = "2026-11-02T03:04:05.000Z-a b";
    private static final AtomicInteger ACCOUNTS = new AtomicInteger(400_000);
    private static final int ATTEMPTS = 3;

    @RegisterExtension
    private static final KafkaForTests KAFKA = new KafkaForTests();

    @TempDir
    private Path root;

    private final String account = "000000" + ACCOUNTS.incrementAndGet();
    private BillDirectory bill;
    private List<String> rows;
    private S3ForTests s3;

    @BeforeAll
    static void setCredentials() {
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test");
    }

    @BeforeEach
    void startServer() throws IOException {
        bill = new BillDirectory(root, account);
        rows = bill.rows(0, 60, "x");
        s3 = S3ForTests.start(root);
    }

    @AfterEach
    void stopServer() throws IOException {
        s3.close();
    }

    @Test
    void burstOfSlowDownsIsWaitedOut() {
        // Given: each object is refused at first
        deliver();
        AtomicInteger count = new AtomicInteger();
        s3.fail(request -> count.incrementAndGet() % 2 == 0 ? Fault.NONE : S3ForTests.refuse(503, "SlowDown"));

        // When
        ExtractionResult result = run();

        // Then
        assertRight(result);
        // Manifests are read before and after the files.
        assertThat(s3.requests())
                .allSatisfy(request ->
                        assertThat(s3.requests()).filteredOn(request::equals).hasSizeLessThanOrEqualTo(2 * ATTEMPTS));
    }

    @ParameterizedTest
    @CsvSource({"HEAD, 12", "GET, 18"})
    void endlessSlowDownsCostABoundedNumberOfRequests(String method, long most) {
        // Given: six files of three months; four are read at the same time
        for (YearMonth month : List.of(SEPTEMBER.minusMonths(1), SEPTEMBER, OCTOBER)) {
            bill.createNew(month, ASSEMBLY, DELIVERED, List.of(gzip(rows), gzip(rows)));
        }
        s3.fail(request -> request.startsWith(method) && request.contains(".csv.gz")
                ? S3ForTests.refuse(503, "SlowDown")
                : Fault.NONE);

        // When
        ExtractionResult result = run(
                Map.of("extractor.parallelism", "4", "aws.breaker.failures", "4", "aws.breaker.pause.ms", "600000"));

        // Then
        assertThat(result.failure().orElseThrow()).isIn(Kind.THROTTLED, Kind.UNAVAILABLE);
        assertThat(result.errors()).hasSize(3).allMatch(SourceException::mayPass);
        assertThat(s3.requests().stream()
                        .filter(request -> request.startsWith(method) && request.contains(".csv.gz"))
                        .count())
                .isBetween(4L, most);
        assertNothingIsCompleted();
    }

    @Test
    void connectionsThatAreResetInMidBodyAreResumed() {
        // Given
        deliver();
        AtomicInteger resets = new AtomicInteger(4);
        s3.fail(request -> isFile(request) && resets.getAndDecrement() > 0 ? new Fault.ResetAfter(150) : Fault.NONE);

        // When
        ExtractionResult result = run();

        // Then
        assertRight(result);
        assertThat(s3.requests().stream().filter(S3FaultsIT::isFile)).hasSizeBetween(5, 6);
        assertThat(s3.count("Range=bytes=150-")).isPositive();
    }

    @Test
    void connectionsThatAreResetAtOnceAreGivenUp() {
        // Given: in addition, every second first request is refused
        bill.createNew(OCTOBER, ASSEMBLY, DELIVERED, List.of(gzip(rows)));
        AtomicInteger count = new AtomicInteger();
        s3.fail(request -> {
            if (!isFile(request)) {
                return Fault.NONE;
            }
            return count.incrementAndGet() % 2 == 0 ? S3ForTests.refuse(500, "InternalError") : new Fault.ResetAfter(0);
        });

        // When
        ExtractionResult result = run();

        // Then
        assertThat(result.failure()).contains(Kind.UNAVAILABLE);
        assertThat(result.errors())
                .singleElement()
                .isInstanceOf(SourceException.Unavailable.class)
                .asString()
                .contains("00001.csv.gz: reading it broke off 3 times at byte 0");
        assertThat(s3.requests().stream().filter(S3FaultsIT::isFile).count())
                .isLessThanOrEqualTo((long) ATTEMPTS * ATTEMPTS);
        assertNothingIsCompleted();
        assertRightAfterwards();
    }

    @Test
    void bodiesThatAreShorterThanTheirObjectsOrSlowAreReadWhole() {
        // Given
        deliver();
        AtomicInteger count = new AtomicInteger();
        s3.fail(request -> {
            if (!isFile(request)) {
                return Fault.NONE;
            }
            return switch (count.incrementAndGet()) {
                case 1 -> new Fault.CutTo(200);
                case 2 -> new Fault.EndAfter(100);
                default -> new Fault.Drip(Duration.ofMillis(1));
            };
        });

        // When, then
        assertRight(run());
    }

    @Test
    void manifestThatIsRewrittenWhileItsFilesAreReadIsReadAgain() {
        // Given
        List<String> restated = bill.rows(0, 70, "restated");
        bill.overwrite(OCTOBER, "first", soon(0), List.of(gzip(rows.subList(0, 40)), gzip(rows.subList(40, 60))));
        AtomicBoolean isRewritten = new AtomicBoolean();
        s3.before(request -> {
            if (request.contains("00002.csv.gz") && isFile(request) && !isRewritten.getAndSet(true)) {
                bill.overwrite(OCTOBER, "second", soon(60), List.of(gzip(restated)));
            }
        });

        // When
        ExtractionResult result = run();

        // Then
        assertThat(result.errors()).isEmpty();
        assertThat(result.deliveries()).extracting(TakenDelivery::deliveryId).containsExactly("second");
        assertThat(published("second")).isEqualTo(String.join("", restated));
        assertThat(KAFKA.rawPages(account))
                .filteredOn(page -> page.getDeliveryId().equals("first"))
                .extracting(RawPage::getCompletion)
                .allMatch(Objects::isNull);
    }

    @Test
    void filesThatTheManifestDoesNotListAreNotRead() {
        // Given: a third file, left by an earlier and longer delivery
        bill.overwrite(OCTOBER, "longer", soon(0), List.of(gzip(rows), gzip(rows), gzip(rows)));
        bill.overwrite(OCTOBER, ASSEMBLY, soon(60), List.of(gzip(rows.subList(0, 40)), gzip(rows.subList(40, 60))));

        // When, then
        assertRight(run());
        assertThat(s3.count("00003.csv.gz")).isZero();
    }

    @Test
    void absentFileHindersItsDeliveryOnly() throws IOException {
        // Given
        deliver();
        bill.createNew(SEPTEMBER, "september", DELIVERED, List.of(gzip(rows)));
        Path second = bill.path(bill.periodFolder(OCTOBER) + ASSEMBLY + "/report-00002.csv.gz");
        byte[] content = Files.readAllBytes(second);
        Files.delete(second);

        // When
        ExtractionResult result = run();

        // Then
        assertThat(result.failure()).contains(Kind.MISSING);
        assertThat(result.errors()).singleElement().isInstanceOf(SourceException.Missing.class);
        assertThat(result.deliveries()).extracting(TakenDelivery::deliveryId).containsExactly("september");
        assertThat(completed()).containsExactly("september");
        Files.write(second, content);
        assertThat(run().errors()).isEmpty();
        assertThat(published(ASSEMBLY)).isEqualTo(String.join("", rows));
    }

    @Test
    void truncatedFileIsNotCompleted() {
        // Given
        byte[] whole = gzip(rows.subList(40, 60));
        bill.createNew(
                OCTOBER,
                ASSEMBLY,
                DELIVERED,
                List.of(gzip(rows.subList(0, 40)), Arrays.copyOf(whole, whole.length - 9)));

        // When
        ExtractionResult result = run();

        // Then
        assertThat(result.failure()).contains(Kind.MALFORMED);
        assertThat(result.errors())
                .singleElement()
                .isInstanceOf(SourceException.Malformed.class)
                .asString()
                .contains("00002.csv.gz");
        assertNothingIsCompleted();
    }

    @Test
    void truncatedParquetIsNotCompleted() throws IOException {
        // Given: the second file has lost its end, where the footer of Parquet is
        AwsExports exports = new AwsExports(root, account);
        String folder = "2026-11-02T03:00:00.337Z-6b622448-daaa-439c-92f1-afc727f1e0a3";
        String data = exports.data("export", OCTOBER, folder);
        List<String> files = List.of(data + "export-00001.snappy.parquet", data + "export-00002.snappy.parquet");
        List<String> lines = new ArrayList<>(exports.writeParquet(files.get(0), 0, 20, 20, DELIVERED));
        lines.addAll(exports.writeParquet(files.get(1), 20, 20, 20, DELIVERED));
        byte[] whole = Files.readAllBytes(bill.path(files.get(1)));
        exports.write(files.get(1), Arrays.copyOf(whole, whole.length - 500), DELIVERED);
        exports.writeManifest("export", OCTOBER, folder, folder.substring(25), files, DELIVERED);

        // When
        ExtractionResult result = run();

        // Then
        assertThat(result.failure()).contains(Kind.MALFORMED);
        assertThat(result.errors())
                .singleElement()
                .isInstanceOf(SourceException.Malformed.class)
                .asString()
                .contains("export-00002.snappy.parquet");
        assertNothingIsCompleted();

        // When: the file is complete, and its connection is reset now and then
        exports.write(files.get(1), whole, DELIVERED);
        AtomicInteger count = new AtomicInteger();
        s3.fail(request -> request.startsWith("GET") && request.contains(".parquet") && count.incrementAndGet() % 2 == 0
                ? new Fault.ResetAfter(100)
                : Fault.NONE);
        ExtractionResult afterwards = run();

        // Then
        assertThat(afterwards.errors()).isEmpty();
        List<RawPage> pages = PublishedDelivery.whole(KAFKA.rawPages(account), folder.substring(25));
        assertThat(PublishedDelivery.rows(pages, AwsExports.CUR_2_HEADER)).isEqualTo(String.join("", lines));
        assertThat(s3.count(".parquet Range=")).isLessThan(100);
    }

    @ParameterizedTest
    @CsvSource({
        "LIST, 403, AccessDenied, Access Denied",
        "report-Manifest.json, 403, AccessDenied, Access Denied",
        "00002.csv.gz, 403, AccessDenied,"
                + " not authorized to perform: kms:Decrypt on resource: arn:aws:kms:eu-west-1:1:key/2",
        "00002.csv.gz, 400, KMS.DisabledException, arn:aws:kms:eu-west-1:1:key/2 is disabled.",
        "00001.csv.gz, 403, InvalidObjectState, The operation is not valid for the object's storage class"
    })
    void denialIsReportedInTheWordsOfS3(String part, int status, String code, String words) {
        // Given
        deliver();
        s3.fail(request -> request.contains(part) && !request.startsWith("HEAD")
                ? S3ForTests.refuse(status, code, words)
                : Fault.NONE);

        // When
        ExtractionResult result = run();

        // Then
        assertThat(result.failure()).contains(Kind.DENIED);
        assertThat(result.errors())
                .isNotEmpty()
                .allSatisfy(error -> assertThat(error)
                        .isInstanceOf(SourceException.Denied.class)
                        .hasMessageEndingWith(": S3 says " + status + " " + code + ": " + words));
        assertThat(s3.requests().stream().filter(request -> request.contains(part) && !request.startsWith("HEAD")))
                .hasSizeLessThanOrEqualTo(2);
        assertNothingIsCompleted();
        assertRightAfterwards();
    }

    /** The time of a manifest, which is after that of its files. */
    private static Instant soon(int seconds) {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(60 + seconds);
    }

    /** A delivery of all rows in two files. */
    private void deliver() {
        bill.createNew(OCTOBER, ASSEMBLY, DELIVERED, List.of(gzip(rows.subList(0, 40)), gzip(rows.subList(40, 60))));
    }

    private ExtractionResult run() {
        return run(Map.of());
    }

    private ExtractionResult run(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(KAFKA.settings("s3://bucket/prefix", "faults-" + account));
        settings.put("aws.s3.endpoint", s3.endpoint().toString());
        settings.put("aws.s3.region", "eu-west-1");
        settings.put("aws.s3.path.style", "true");
        settings.put("aws.request.attempts", Integer.toString(ATTEMPTS));
        settings.putAll(more);
        return Extractor.run(ExtractorConfig.from(settings), Progress.NONE, InstantSource.system());
    }

    private void assertRight(ExtractionResult result) {
        assertThat(result.errors()).isEmpty();
        assertThat(result.failure()).isEmpty();
        assertThat(published(ASSEMBLY)).isEqualTo(String.join("", rows));
    }

    /** Checks that the next run completes the delivery once the bucket works again. */
    private void assertRightAfterwards() {
        s3.fail(request -> Fault.NONE);
        assertRight(run());
    }

    private void assertNothingIsCompleted() {
        assertThat(completed()).isEmpty();
    }

    private List<String> completed() {
        return KAFKA.rawPages(account).stream()
                .filter(page -> page.getCompletion() != null)
                .map(RawPage::getDeliveryId)
                .toList();
    }

    private String published(String delivery) {
        return PublishedDelivery.rows(PublishedDelivery.whole(KAFKA.rawPages(account), delivery), COLUMNS);
    }

    private static boolean isFile(String request) {
        return request.startsWith("GET") && request.contains(".csv.gz");
    }
}
