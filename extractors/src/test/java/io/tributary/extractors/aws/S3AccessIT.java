package io.tributary.extractors.aws;

import static io.tributary.testsupport.aws.BillDirectory.gzip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.extractors.csv.PageLimits;
import io.tributary.extractors.source.BillingSource;
import io.tributary.extractors.source.DeliverySnapshot;
import io.tributary.extractors.source.PageReader;
import io.tributary.extractors.source.SourceException;
import io.tributary.extractors.source.SourceException.Kind;
import io.tributary.extractors.throttle.Pause;
import io.tributary.testsupport.aws.BillDirectory;
import io.tributary.testsupport.aws.S3ForTests;
import io.tributary.testsupport.aws.StsForTests;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Roles that a bucket is read in, who pays for its requests, and limits of the requests. */
class S3AccessIT {

    private static final String ROLE = "arn:aws:iam::111122223333:role/billing-reader";

    @TempDir
    private Path root;

    private S3ForTests s3;
    private StsForTests sts;

    @BeforeAll
    static void setCredentials() {
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test");
    }

    @BeforeEach
    void start() throws IOException {
        BillDirectory bill = new BillDirectory(root, "000000000042");
        bill.createNew(
                YearMonth.of(2026, 10),
                "2026-11-02T00:00:00Z:1 2",
                Instant.EPOCH,
                List.of(gzip(bill.rows(0, 20, "x"))));
        s3 = S3ForTests.start(root);
        sts = StsForTests.start();
    }

    @AfterEach
    void stop() throws IOException {
        s3.close();
        sts.close();
    }

    @Test
    void bucketIsReadInTheRole() {
        s3.onlyFor("bucket", "ASIA1", "token-1");

        readAll(Map.of("aws.role.arn", ROLE, "aws.role.external.id", "ours:1", "aws.role.session.name", "nightly"));

        assertThat(sts.calls())
                .singleElement()
                .satisfies(call -> assertThat(call)
                        .containsEntry("Action", "AssumeRole")
                        .containsEntry("RoleArn", ROLE)
                        .containsEntry("ExternalId", "ours:1")
                        .containsEntry("RoleSessionName", "nightly")
                        .containsEntry("AccessKey", "test"));
    }

    @Test
    void eachBucketIsReadInItsOwnRole() {
        // Given
        s3.withBucket("payer.b", root).onlyFor("payer.b", "ASIA1", "token-1").onlyFor("bucket", "test", "");

        // When
        readAll("s3://payer.b/prefix", Map.of("aws.bucket.payer.b.role.arn", ROLE));
        readAll("s3://bucket/prefix", Map.of("aws.bucket.payer.b.role.arn", ROLE));

        // Then
        assertThat(sts.calls()).hasSize(1);
    }

    @Test
    void credentialsOfARoleAreRenewedBeforeTheyExpire() {
        // Given: the first credentials expire so soon that they serve only once
        sts.validFor(Duration.ofSeconds(30));
        try (BillingSource source = open("s3://bucket/prefix", Map.of("aws.role.arn", ROLE))) {
            source.discover();
            int calls = sts.calls().size();
            sts.validFor(Duration.ofHours(1));

            // When
            s3.onlyFor("bucket", "ASIA" + (calls + 1), "token-" + (calls + 1));
            source.discover();
            source.discover();

            // Then
            assertThat(sts.calls()).hasSize(calls + 1);
        }
    }

    @Test
    void roleThatIsRefusedIsNamed() {
        sts.refusing(403, "AccessDenied", "User: test is not authorized to perform: sts:AssumeRole");

        assertThatThrownBy(() -> readAll(Map.of("aws.role.arn", ROLE)))
                .isInstanceOfSatisfying(
                        SourceException.Denied.class, e -> assertThat(e.kind()).isEqualTo(Kind.DENIED))
                .hasMessage("s3://bucket/prefix: the role " + ROLE + " cannot be assumed: STS says 403 AccessDenied:"
                        + " User: test is not authorized to perform: sts:AssumeRole");
        assertThat(sts.calls()).hasSize(1);
        assertThat(s3.requests()).isEmpty();
    }

    @Test
    void roleThatCannotBeAssumedForNowIsRetriedAndReported() {
        sts.refusing(503, "ServiceUnavailable", "later");

        assertThatThrownBy(() -> readAll(Map.of("aws.role.arn", ROLE)))
                .isInstanceOf(SourceException.Unavailable.class)
                .hasMessage("s3://bucket/prefix: the role " + ROLE
                        + " cannot be assumed: STS says 503 ServiceUnavailable: later");
        assertThat(sts.calls()).hasSize(3);
    }

    @Test
    void stsThatDoesNotAnswerIsReported() throws IOException {
        sts.close();

        assertThatThrownBy(() -> readAll(Map.of("aws.role.arn", ROLE)))
                .isInstanceOf(SourceException.Unavailable.class)
                .hasMessageStartingWith(
                        "s3://bucket/prefix: the role " + ROLE + " cannot be assumed: STS cannot be reached: ");
    }

    @Test
    void sessionThatHasEndedIsDenied() {
        s3.fail(request -> S3ForTests.refuse(400, "ExpiredToken", "The provided token has expired."));

        assertThatThrownBy(() -> readAll(Map.of()))
                .isInstanceOf(SourceException.Denied.class)
                .hasMessage("s3://bucket/prefix: S3 says 400 ExpiredToken: The provided token has expired.");
    }

    @Test
    void requesterPaysIfTheSettingSaysSo() {
        s3.paidByRequester("bucket");

        readAll(Map.of("aws.requester.pays", "true"));

        assertThat(s3.requests()).anyMatch(request -> request.startsWith("HEAD"));
        assertThat(s3.requests()).anyMatch(request -> request.startsWith("LIST"));
        assertThatThrownBy(() -> readAll(Map.of()))
                .isInstanceOf(SourceException.Denied.class)
                .hasMessage("s3://bucket/prefix: S3 says 403 AccessDenied: Access Denied");
    }

    @Test
    void failingBucketGetsNoRequestsForAWhile() {
        // Given
        s3.fail(request -> S3ForTests.refuse(500, "InternalError"));
        try (BillingSource source =
                open("s3://bucket/prefix", Map.of("aws.breaker.failures", "4", "aws.breaker.pause.ms", "600000"))) {
            // When
            assertThatThrownBy(source::discover)
                    .isInstanceOf(SourceException.Unavailable.class)
                    .hasMessage("s3://bucket/prefix: S3 says 500 InternalError: refused");
            for (int i = 0; i < 5; i++) {
                assertThatThrownBy(source::discover)
                        .isInstanceOfSatisfying(
                                SourceException.Unavailable.class,
                                e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE))
                        .hasMessageStartingWith(
                                "s3://bucket/prefix: its bucket failed again and again, at last with \"S3 says 500\","
                                        + " and is left alone for 600000 ms, until 20");
            }

            // Then
            assertThat(s3.requests()).hasSize(4);
            assertThat(gauge(source, "requests-total")).isEqualTo(4);
            assertThat(gauge(source, "retries-total")).isEqualTo(2);
            assertThat(gauge(source, "breaker-state")).isEqualTo(2);
        }
    }

    @Test
    void requestsToABucketKeepToTheLimit() {
        // Given: six requests, and a limit of two in a second
        try (BillingSource source = open("s3://bucket/prefix", Map.of("aws.requests.per.second", "2"))) {
            // When
            source.discover().deliveries().get(0).snapshot().verifyUnchanged();

            // Then
            double requests = gauge(source, "requests-total");
            assertThat(requests).isEqualTo(s3.requests().size()).isGreaterThan(2);
            assertThat(gauge(source, "rate-limit-wait-ms-total")).isBetween(500 * (requests - 3), 1_000 * requests);
        }
    }

    @Test
    void readingADirectoryCountsNothing() {
        try (BillingSource source = open(root.toString(), Map.of())) {
            source.discover();

            assertThat(source.gauges()).isEmpty();
        }
    }

    private void readAll(Map<String, String> settings) {
        readAll("s3://bucket/prefix", settings);
    }

    private void readAll(String input, Map<String, String> settings) {
        try (BillingSource source = open(input, settings)) {
            BillingSource.Discovery discovery = source.discover();
            assertThat(discovery.errors()).isEmpty();
            assertThat(discovery.deliveries()).hasSize(1);
            DeliverySnapshot snapshot = discovery.deliveries().get(0).snapshot();
            try (PageReader pages = snapshot.pages(0, 0)) {
                assertThat(pages.next()).isPresent();
            }
            snapshot.verifyUnchanged();
        }
    }

    private BillingSource open(String input, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "aws.s3.endpoint", s3.endpoint().toString(),
                "aws.sts.endpoint", sts.endpoint().toString(),
                "aws.s3.region", "eu-central-1",
                "aws.s3.path.style", "true",
                "aws.request.attempts", "3"));
        settings.putAll(more);
        AwsConfig config = AwsConfig.from(AwsConfig.define(new ConfigDef()).parse(settings), settings);
        return AwsSource.open(
                input, config, new PageLimits(20_000, 10_000, 1_000_000), 2, InstantSource.system(), Pause.REAL);
    }

    private static double gauge(BillingSource source, String name) {
        return source.gauges().get(name).getAsDouble();
    }
}
