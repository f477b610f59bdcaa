package io.tributary.extractors.azure.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what is sent and waited for; may be used by many threads. */
final class Traffic {

    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong throttled = new AtomicLong();
    private final AtomicLong retries = new AtomicLong();
    private final AtomicLong waitedNanos = new AtomicLong();

    void called() {
        calls.incrementAndGet();
    }

    /** It was not sent after all. */
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
     * What was sent so far.
     *
     * @param calls requests, those that were throttled or failed among them
     * @param throttled answers that asked to come later (429)
     * @param retries requests that were sent again because the network or Azure failed
     * @param waited time that threads spent waiting for the budget or to try again, added up
     */
    public record Counters(long calls, long throttled, long retries, Duration waited) {}
}
