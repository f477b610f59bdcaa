package io.tributary.extractors.aws;

import static io.tributary.testsupport.aws.BillDirectory.gzip;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.extractors.csv.PageLimits;
import io.tributary.extractors.source.BillingSource;
import io.tributary.extractors.source.DeliveryChangedException;
import io.tributary.extractors.source.DeliverySnapshot;
import io.tributary.extractors.source.Page;
import io.tributary.extractors.source.PageReader;
import io.tributary.extractors.source.SourceDelivery;
import io.tributary.extractors.source.SourceException;
import io.tributary.extractors.source.SourceException.Kind;
import io.tributary.extractors.throttle.Pause;
import io.tributary.testsupport.aws.BillDirectory;
import io.tributary.testsupport.aws.S3ForTests;
import io.tributary.testsupport.http.FaultServer.Fault;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bucket over real HTTP, with its failures. */
class S3SourceIT {

    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
    private static final Instant DELIVERED = Instant.parse("2026-11-02T03:04:05Z");
    private static final String ASSEMBLY = "2026-10-02T13:14:43.337Z-a b+c";
    private static final String OBJECT =
            "s3://bucket/prefix/report/20261001-20261101/" + ASSEMBLY + "/report-00001.csv.gz";

    @TempDir
    private Path root;

    private S3ForTests s3;
    private BillDirectory bill;
    private List<String> rows;
    private BillingSource source;

    @BeforeAll
    static void setCredentials() {
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test");
    }

    @BeforeEach
    void writeBill() throws IOException {
        s3 = S3ForTests.start(root);
        bill = new BillDirectory(root, "000000000042");
        Random random = new Random(5);
        rows = IntStream.range(0, 2000)
                .mapToObj(i ->
                        bill.rows(i, 1, Long.toHexString(random.nextLong())).get(0))
                .toList();
        bill.createNew(
                OCTOBER, ASSEMBLY, DELIVERED, List.of(gzip(rows.subList(0, 1500)), gzip(rows.subList(1500, 2000))));
        source = open(s3.endpoint(), "s3://bucket/prefix");
    }

    @AfterEach
    void close() throws IOException {
        source.close();
        s3.close();
    }

    @Test
    void bucketIsReadLikeADirectory() {
        SourceDelivery delivery = onlyDelivery(source);

        assertThat(delivery.header().id()).isEqualTo(ASSEMBLY);
        assertThat(delivery.header().time()).isEqualTo(DELIVERED);
        assertThat(delivery.snapshot().artifacts())
                .extracting(artifact -> artifact.name())
                .contains(OBJECT);
        assertThat(readAll(delivery.snapshot())).isEqualTo(String.join("", rows));
    }

    @Test
    void connectionsThatBreakAreResumedWhereTheyBroke() {
        // Given: each connection breaks in the middle of a body
        s3.fail(request -> request.contains(".csv.gz") ? new Fault.EndAfter(9000) : Fault.NONE);

        // When
        String read = readAll(onlyDelivery(source).snapshot());

        // Then
        assertThat(read).isEqualTo(String.join("", rows));
        assertThat(s3.requests()).anyMatch(request -> request.matches(".*00001.csv.gz Range=bytes=9000- If-Match=.*"));
        assertThat(s3.requests()).anyMatch(request -> request.matches(".*00001.csv.gz Range=bytes=18000- If-Match=.*"));
    }

    @Test
    void objectThatIsRewrittenBetweenConnectionsIsAChange() {
        // Given
        DeliverySnapshot snapshot = onlyDelivery(source).snapshot();
        s3.fail(request -> {
            if (request.startsWith("GET") && request.contains("00001.csv.gz") && !request.contains("Range")) {
                return new Fault.EndAfter(9000);
            }
            if (request.contains("Range")) {
                bill.createNew(OCTOBER, ASSEMBLY, DELIVERED, List.of(gzip(rows), gzip(rows)));
            }
            return Fault.NONE;
        });

        // When, then
        assertThatThrownBy(() -> readAll(snapshot))
                .isInstanceOf(DeliveryChangedException.class)
                .hasMessage(OBJECT + ": was rewritten while it was being read");
        assertThatThrownBy(snapshot::verifyUnchanged).isInstanceOf(DeliveryChangedException.class);
    }

    @Test
    void passingFaultIsRetried() {
        // Given
        AtomicInteger faults = new AtomicInteger(2);
        s3.fail(request -> faults.getAndDecrement() > 0 ? S3ForTests.refuse(500, "InternalError") : Fault.NONE);

        // When, then
        assertThat(readAll(onlyDelivery(source).snapshot())).isEqualTo(String.join("", rows));
    }

    @Test
    void deniedObjectIsNamed() {
        s3.fail(request -> request.startsWith("GET") && request.contains("00001.csv.gz")
                ? S3ForTests.refuse(403, "AccessDenied")
                : Fault.NONE);

        assertThatThrownBy(() -> readAll(onlyDelivery(source).snapshot()))
                .isInstanceOfSatisfying(
                        SourceException.Denied.class, e -> assertThat(e.kind()).isEqualTo(Kind.DENIED))
                .hasMessage(OBJECT + ": S3 says 403 AccessDenied: refused");
    }

    @Test
    void throttlingThatLastsSaysHowLongToWait() {
        s3.fail(request -> request.startsWith("GET") && request.contains("00001.csv.gz")
                ? S3ForTests.refuse(503, "SlowDown", "Please reduce your request rate.", "Retry-After", "1")
                : Fault.NONE);

        assertThatThrownBy(() -> readAll(onlyDelivery(source).snapshot()))
                .isInstanceOfSatisfying(SourceException.Throttled.class, e -> {
                    assertThat(e.kind()).isEqualTo(Kind.THROTTLED);
                    assertThat(e.retryAfter()).hasValue(Duration.ofSeconds(1));
                })
                .hasMessage(OBJECT + ": S3 says 503 SlowDown: Please reduce your request rate.");
    }

    @Test
    void bucketThatIsNotThereIsMissing() {
        try (BillingSource nowhere = open(s3.endpoint(), "s3://nowhere/prefix")) {
            assertThatThrownBy(nowhere::discover)
                    .isInstanceOfSatisfying(
                            SourceException.Missing.class,
                            e -> assertThat(e.kind()).isEqualTo(Kind.MISSING))
                    .hasMessage("s3://nowhere/prefix: S3 says 404 NoSuchBucket: The specified bucket does not exist");
        }
    }

    @Test
    void endpointThatDoesNotAnswerIsUnavailable() throws IOException {
        s3.close();

        assertThatThrownBy(source::discover)
                .isInstanceOfSatisfying(
                        SourceException.Unavailable.class,
                        e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE))
                .hasMessageStartingWith("s3://bucket/prefix: S3 cannot be reached: ");
    }

    @Test
    void prefixWithoutManifestIsMissing() {
        try (BillingSource empty = open(s3.endpoint(), "s3://bucket/other/")) {
            assertThat(empty.discover().errors())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            SourceException.Missing.class,
                            e -> assertThat(e.object()).isEqualTo("s3://bucket/other/"));
        }
    }

    private static BillingSource open(URI endpoint, String input) {
        Map<String, String> settings = Map.of(
                "aws.s3.endpoint", endpoint.toString(),
                "aws.s3.region", "eu-central-1",
                "aws.s3.path.style", "true",
                "aws.request.attempts", "3");
        AwsConfig config = AwsConfig.from(AwsConfig.define(new ConfigDef()).parse(settings), settings);
        return AwsSource.open(
                input, config, new PageLimits(20_000, 10_000, 1_000_000), 2, InstantSource.system(), Pause.REAL);
    }

    private static SourceDelivery onlyDelivery(BillingSource source) {
        BillingSource.Discovery discovery = source.discover();
        assertThat(discovery.errors()).isEmpty();
        assertThat(discovery.deliveries()).hasSize(1);
        return discovery.deliveries().get(0);
    }

    private static String readAll(DeliverySnapshot snapshot) {
        StringBuilder read = new StringBuilder();
        try (PageReader pages = snapshot.pages(0, 0)) {
            for (Optional<Page> page = pages.next(); page.isPresent(); page = pages.next()) {
                String content = new String(page.get().content(), UTF_8);
                read.append(content.substring(BillDirectory.COLUMNS.length() + 1));
            }
        }
        return read.toString();
    }
}
