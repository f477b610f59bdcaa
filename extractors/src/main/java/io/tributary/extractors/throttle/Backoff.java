package io.tributary.extractors.throttle;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait between attempts: at random between nothing and a bound that doubles with each attempt ("full
 * jitter"), so that clients that failed together do not retry together.
 *
 * <p>Source: Exponential Backoff And Jitter, https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 *
 * @param first bound of the first wait
 * @param most bound of any wait
 * @param attempts how often something may be tried in all
 */
public record Backoff(Duration first, Duration most, int attempts) {

    public Backoff {
        requireNonNull(first, "first");
        requireNonNull(most, "most");
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts is " + attempts + ": expected at least 1");
        }
    }

    /** How long to wait after {@code failures} failures in a row, at least one. */
    public Duration delay(int failures, RandomGenerator random) {
        long bound = first.toMillis() << Math.min(failures - 1, 20);
        return Duration.ofMillis(random.nextLong(Math.min(bound, most.toMillis()) + 1));
    }

    /** Whether it may be tried again after {@code failures} failures in a row. */
    public boolean admits(int failures) {
        return failures < attempts;
    }
}
