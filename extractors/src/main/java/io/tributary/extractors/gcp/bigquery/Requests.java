package io.tributary.extractors.gcp.bigquery;

import static java.util.Objects.requireNonNull;

import com.google.cloud.bigquery.BigQueryException;
import io.tributary.extractors.source.SourceException;
import io.tributary.extractors.throttle.Backoff;
import io.tributary.extractors.throttle.Pause;
import io.tributary.extractors.throttle.Pause.InterruptedPauseException;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends requests to BigQuery with retries; every request must be repeatable. Used by one thread. */
final class Requests {

    private static final Logger LOGGER = LoggerFactory.getLogger(Requests.class);

    private final Backoff backoff;
    private final RandomGenerator random;
    private final Pause pause;
    private final Duration shortestTimeout;

    /** @param shortestTimeout the least time that a request takes that times out */
    Requests(Backoff backoff, RandomGenerator random, Pause pause, Duration shortestTimeout) {
        this.backoff = requireNonNull(backoff, "backoff");
        this.random = requireNonNull(random, "random");
        this.pause = requireNonNull(pause, "pause");
        this.shortestTimeout = requireNonNull(shortestTimeout, "shortestTimeout");
    }

    /**
     * What a request returns.
     *
     * @param object what it is about, for messages
     * @throws SourceException if BigQuery refuses, or all attempts fail
     */
    <T> T of(String object, Supplier<T> request) {
        try {
            return attempts(object, request);
        } catch (BigQueryException e) {
            throw Failures.translate(object, e);
        }
    }

    /**
     * As {@link #of}, without translating BigQuery's errors.
     *
     * @throws BigQueryException if BigQuery refuses, or all attempts fail
     */
    <T> T attempts(String object, Supplier<T> request) {
        for (int failures = 1; ; failures++) {
            long start = System.nanoTime();
            try {
                return answer(request);
            } catch (BigQueryException e) {
                if (Failures.isTimeout(e)) {
                    throwIfInterrupted(Duration.ofNanos(System.nanoTime() - start));
                }
                if (!Failures.isPassing(e) || !backoff.admits(failures)) {
                    throw e;
                }
                LOGGER.info("{}: attempt {} failed, and is repeated: {}", object, failures, e.getMessage());
                pause.pause(backoff.delay(failures, random));
            }
        }
    }

    /** The client does not notice that an answer is cut, and fails on what is missing. */
    private static <T> T answer(Supplier<T> request) {
        try {
            return request.get();
        } catch (NullPointerException e) {
            throw Failures.ofCutAnswer(new IOException("the answer is cut", e));
        }
    }

    /** An interrupt that came sooner than any time-out was a real one. */
    private void throwIfInterrupted(Duration taken) {
        boolean isForReal = taken.compareTo(shortestTimeout) < 0;
        // The client leaves the interrupt set for what was none, too.
        boolean wasSet = Thread.interrupted();
        LOGGER.debug("Timed out: {}, interrupt set: {}", !isForReal, wasSet);
        if (isForReal) {
            Thread.currentThread().interrupt();
            throw new InterruptedPauseException(new InterruptedException("Interrupted while asking BigQuery"));
        }
    }
}
