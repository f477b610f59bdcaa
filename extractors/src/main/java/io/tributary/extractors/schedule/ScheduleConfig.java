package io.tributary.extractors.schedule;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * Settings of the order and time in which deliveries are taken.
 *
 * @param interval how long a daemon waits after it has looked until it looks again; zero: it looks once
 * @param closingDays days after its end for which a period is closing
 * @param starvation how long a delivery may wait until it is taken out of turn
 */
public record ScheduleConfig(Duration interval, int closingDays, Duration starvation) {

    public ScheduleConfig {
        requireNonNull(interval, "interval");
        requireNonNull(starvation, "starvation");
    }

    /** Whether the extractor looks for deliveries until it is stopped. */
    public boolean isDaemon() {
        return !interval.isZero();
    }

    /** The lanes of these settings. */
    public Lanes lanes() {
        return new Lanes(closingDays);
    }

    /** The queue of these settings. */
    public <T> WorkQueue<T> queue() {
        return new WorkQueue<>(lanes(), starvation);
    }
}
