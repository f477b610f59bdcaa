package io.tributary.extractors.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.extractors.aws.RequestPolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Limits of the requests to a bucket, in virtual time. */
class S3TrafficTest {

    private static final Instant START = Instant.parse("2026-11-22T00:00:00Z");
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final AtomicReference<Instant> now = new AtomicReference<>(START);

    @Test
    void noSecondHasMoreRequestsThanAllowed() {
        // Given
        S3Traffic traffic = traffic(5, 10);
        List<Instant> sent = new ArrayList<>();

        // When
        for (int i = 0; i < 23; i++) {
            S3Traffic.Attempt attempt = traffic.begin(false);
            sent.add(now.get());
            attempt.answered(200);
        }

        // Then
        assertThat(sent)
                .allSatisfy(instant -> assertThat(sent)
                        .filteredOn(other -> !other.isBefore(instant) && other.isBefore(instant.plusSeconds(1)))
                        .hasSizeLessThanOrEqualTo(5));
        assertThat(sent.get(22)).isEqualTo(START.plusSeconds(4));
        assertThat(gauge(traffic, "rate-limit-wait-ms-total")).isEqualTo(4_000);
        assertThat(gauge(traffic, "requests-total")).isEqualTo(23);
    }

    @Test
    void waitingRequestsKeepTheirPlaces() {
        // Given: four requests that arrive at the same moment
        List<Duration> waits = new ArrayList<>();
        S3Traffic traffic = new S3Traffic(policy(1, 10), clock(), waits::add);

        // When
        for (int i = 0; i < 4; i++) {
            traffic.begin(false);
        }

        // Then
        assertThat(waits).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3));
    }

    @Test
    void failingBucketGetsNoRequestsAndThenOne() {
        // Given
        S3Traffic traffic = traffic(1_000, 3);
        for (int i = 0; i < 3; i++) {
            traffic.begin(i > 0).answered(500);
        }

        // When, then: the bucket gets no request
        assertThat(gauge(traffic, "breaker-state")).isEqualTo(2);
        assertThatThrownBy(() -> traffic.begin(false))
                .isInstanceOf(CircuitOpenException.class)
                .hasMessage("its bucket failed again and again, at last with \"S3 says 500\","
                        + " and is left alone for 30000 ms, until 2026-11-22T00:00:30Z");
        assertThat(gauge(traffic, "requests-total")).isEqualTo(3);
        assertThat(gauge(traffic, "retries-total")).isEqualTo(2);

        // When, then: one request is let through, and fails
        now.set(START.plus(PAUSE));
        assertThat(gauge(traffic, "breaker-state")).isEqualTo(1);
        S3Traffic.Attempt probe = traffic.begin(false);
        assertThatThrownBy(() -> traffic.begin(false))
                .isInstanceOf(CircuitOpenException.class)
                .hasMessageEndingWith("but for one request that tries it out");
        probe.failed("no route");
        assertThat(gauge(traffic, "breaker-state")).isEqualTo(2);

        // When, then: one request is let through, and succeeds
        now.set(START.plus(PAUSE).plus(PAUSE));
        traffic.begin(false).answered(404);
        assertThat(gauge(traffic, "breaker-state")).isZero();
        traffic.begin(false).answered(200);
    }

    @Test
    void failuresOfConcurrentRequestsCountAsOne() {
        // Given
        S3Traffic traffic = traffic(1_000, 2);
        List<S3Traffic.Attempt> together = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            together.add(traffic.begin(false));
        }

        // When
        together.forEach(attempt -> attempt.answered(503));

        // Then
        assertThat(gauge(traffic, "breaker-state")).isZero();
        assertThat(gauge(traffic, "throttled-total")).isEqualTo(32);
        traffic.begin(true).answered(503);
        assertThat(gauge(traffic, "breaker-state")).isEqualTo(2);
    }

    @Test
    void refusalsOfTheRequesterAreNoFailures() {
        S3Traffic traffic = traffic(1_000, 1);

        for (int status : new int[] {200, 206, 304, 403, 404, 412}) {
            traffic.begin(false).answered(status);
            assertThat(gauge(traffic, "breaker-state")).isZero();
        }
        traffic.begin(false).answered(429);
        assertThat(gauge(traffic, "breaker-state")).isEqualTo(2);
    }

    private S3Traffic traffic(int perSecond, int failures) {
        return new S3Traffic(
                policy(perSecond, failures), clock(), duration -> now.updateAndGet(instant -> instant.plus(duration)));
    }

    private InstantSource clock() {
        return now::get;
    }

    private static RequestPolicy policy(int perSecond, int failures) {
        return new RequestPolicy(perSecond, 8, failures, PAUSE);
    }

    private static double gauge(S3Traffic traffic, String name) {
        return traffic.gauges().get(name).getAsDouble();
    }
}
