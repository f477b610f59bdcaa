package io.tributary.extractors.aws.s3;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.aws.RequestPolicy;
import io.tributary.extractors.throttle.CircuitBreaker;
import io.tributary.extractors.throttle.Pause;
import io.tributary.extractors.throttle.RateWindows;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;

/**
 * Limits the requests to a bucket, of all threads, to a number in any second; sends nothing for a while after repeated
 * failures; and counts the requests. Every attempt counts, repeated ones, too.
 *
 * <p>Failures of requests that were under way together count as one: many refusals at the same moment show no more
 * than one does.
 */
final class S3Traffic {

    /**
     * Statuses by which S3 asks for fewer requests: SlowDown and ServiceUnavailable, and those of compatible stores.
     */
    private static final Set<Integer> THROTTLED = Set.of(429, 503);

    private static final int FIRST_FAILURE = 500;
    private static final int TOO_MANY_REQUESTS = 429;

    private final RateWindows rate;
    private final CircuitBreaker breaker;
    private final Duration breakerPause;
    private final InstantSource clock;
    private final Pause pause;
    private final LongAdder requests = new LongAdder();
    private final LongAdder throttled = new LongAdder();
    private final LongAdder retries = new LongAdder();
    private final LongAdder waited = new LongAdder();
    private long countedFailures;
    private String lastFailure = "";

    S3Traffic(RequestPolicy policy, InstantSource clock, Pause pause) {
        this.rate = new RateWindows(List.of(new RateWindows.Window(policy.requestsPerSecond(), Duration.ofSeconds(1))));
        this.breaker = new CircuitBreaker(policy.breakerFailures(), policy.breakerPause(), clock);
        this.breakerPause = policy.breakerPause();
        this.clock = requireNonNull(clock, "clock");
        this.pause = requireNonNull(pause, "pause");
    }

    /**
     * Waits until a request may be sent. The caller must report its end: {@link Attempt#answered} or {@link
     * Attempt#failed}.
     *
     * @param isRetry whether the request was sent before
     * @throws CircuitOpenException if nothing is sent for now
     */
    Attempt begin(boolean isRetry) {
        if (breaker.state() == CircuitBreaker.State.OPEN) {
            throw leftAlone();
        }
        Duration wait = reserve();
        if (!wait.isZero()) {
            waited.add(wait.toMillis());
            pause.pause(wait);
        }
        if (!breaker.admits()) {
            throw leftAlone();
        }
        requests.increment();
        if (isRetry) {
            retries.increment();
        }
        synchronized (this) {
            return new Attempt(countedFailures);
        }
    }

    /** Metrics by name. The breaker is 0 closed, 1 half open, 2 open. */
    Map<String, DoubleSupplier> gauges() {
        return Map.of(
                "requests-total", requests::sum,
                "throttled-total", throttled::sum,
                "retries-total", retries::sum,
                "rate-limit-wait-ms-total", waited::sum,
                "breaker-state", this::breakerState);
    }

    /** One request on its way. */
    final class Attempt {

        private final long failuresBefore;

        private Attempt(long failuresBefore) {
            this.failuresBefore = failuresBefore;
        }

        /** The bucket answered. */
        void answered(int status) {
            if (THROTTLED.contains(status)) {
                throttled.increment();
            }
            if (status >= FIRST_FAILURE || status == TOO_MANY_REQUESTS) {
                failed("S3 says " + status);
            } else {
                breaker.succeeded();
            }
        }

        /** No answer came, because of {@code reason}. */
        void failed(String reason) {
            synchronized (S3Traffic.this) {
                if (failuresBefore == countedFailures) {
                    countedFailures++;
                    lastFailure = reason;
                    breaker.failed();
                }
            }
        }
    }

    /** Takes the next free place. */
    private synchronized Duration reserve() {
        Instant now = clock.instant();
        Instant admission = rate.admission(1, now).orElse(now);
        rate.charge(1).settle(1, admission);
        return Duration.between(now, admission);
    }

    private synchronized CircuitOpenException leftAlone() {
        String until = breaker.triesAgainAt()
                .filter(at -> at.isAfter(clock.instant()))
                .map(at -> "until " + at)
                .orElse("but for one request that tries it out");
        return new CircuitOpenException("its bucket failed again and again, at last with \"" + lastFailure
                + "\", and is left alone for " + breakerPause.toMillis() + " ms, " + until);
    }

    private double breakerState() {
        return switch (breaker.state()) {
            case CLOSED -> 0;
            case HALF_OPEN -> 1;
            case OPEN -> 2;
        };
    }
}
