package io.tributary.extractors.azure.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Counts requests and waits. Thread-safe. */
final class Traffic {

    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong throttled = new AtomicLong();
    private final AtomicLong retries = new AtomicLong();
    private final AtomicLong waitedNanos = new AtomicLong();

    void called() {
        calls.incrementAndGet();
    }

    /** The request was not sent after all. */
    void withdrawn() {
        calls.decrementAndGet();
    }

    void throttled() {
        throttled.incrementAndGet();
    }

    void retried() {
        retries.incrementAndGet();
    }

    void waited(Duration duration) {
        waitedNanos.addAndGet(duration.toNanos());
    }

    Counters counters() {
        return new Counters(calls.get(), throttled.get(), retries.get(), Duration.ofNanos(waitedNanos.get()));
    }

    /**
     * What was sent until now.
     *
     * @param calls requests, including throttled and failed ones
     * @param throttled answers that asked to wait (429)
     * @param retries requests that were sent again because the network or Azure failed
     * @param waited time that threads spent waiting for the budget or to try again, added up
     */
    public record Counters(long calls, long throttled, long retries, Duration waited) {}
}
