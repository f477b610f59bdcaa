package io.tributary.extractors.backpressure;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * Settings of back-pressure.
 *
 * @param group the consumer group that must not lag too far behind; empty: extraction never waits for any
 * @param pages pages of the raw topic by which it may lag behind
 * @param bytes bytes of the raw topic by which it may lag behind
 * @param poll how long the last known lag is used
 */
public record BackPressureConfig(Optional<String> group, long pages, long bytes, Duration poll) {

    public BackPressureConfig {
        requireNonNull(group, "group");
        requireNonNull(poll, "poll");
    }

    Lag most() {
        return new Lag(pages, bytes);
    }

    /** The lag at which extraction continues: four fifths of the limit, so that it does not stop and go. */
    Lag resumed() {
        return new Lag(pages - pages / 5, bytes - bytes / 5);
    }
}
