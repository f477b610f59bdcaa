package io.tributary.extractors.aws;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.throttle.Backoff;
import java.time.Duration;

/**
 * Rate limit, retries and circuit breaker of the requests to a bucket.
 *
 * @param requestsPerSecond requests that are sent to it in any second at most, repeated ones among them
 * @param attempts how often a request that fails temporarily is sent in all
 * @param breakerFailures failures in a row after which nothing is sent for a while
 * @param breakerPause how long nothing is sent then
 */
public record RequestPolicy(int requestsPerSecond, int attempts, int breakerFailures, Duration breakerPause) {

    /** The defaults of the settings. */
    public static final RequestPolicy DEFAULT = new RequestPolicy(50, 8, 10, Duration.ofSeconds(30));

    public RequestPolicy {
        requireNonNull(breakerPause, "breakerPause");
    }

    /**
     * How often an object is opened again after its connection broke without another byte. Each opening has retries of
     * its own, so a file takes at most the square of the attempts, and far fewer once the breaker opens.
     */
    public Backoff resumption() {
        return new Backoff(Duration.ofMillis(200), Duration.ofSeconds(20), attempts);
    }
}
