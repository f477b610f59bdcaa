package io.tributary.extractors.aws;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.throttle.Backoff;
import java.time.Duration;

/**
 * How many requests are sent to a bucket, and what becomes of failures.
 *
 * @param requestsPerSecond requests that are sent to it in any second at most, repeated ones among them
 * @param attempts how often a request that fails for now is sent in all
 * @param breakerFailures failures in a row after which nothing is sent for a while
 * @param breakerPause how long nothing is sent then
 */
public record RequestPolicy(int requestsPerSecond, int attempts, int breakerFailures, Duration breakerPause) {

    /** As the settings are if nothing is said. */
    public static final RequestPolicy DEFAULT = new RequestPolicy(50, 8, 10, Duration.ofSeconds(30));

    public RequestPolicy {
        requireNonNull(breakerPause, "breakerPause");
    }

    /**
     * How often an object is opened again whose connection broke without another byte. Each opening is tried again by
     * itself, so that a file takes the square of the attempts at most, and much fewer where the breaker opens.
     */
    public Backoff resumption() {
        return new Backoff(Duration.ofMillis(200), Duration.ofSeconds(20), attempts);
    }
}
