package io.tributary.extractors.backpressure;

import java.util.Locale;

/**
 * How much of a topic a consumer group has not read.
 *
 * @param pages records of the topic: pages and completions
 * @param bytes bytes of these records as they were sent, before compression
 */
public record Lag(long pages, long bytes) {

    /** None. */
    static final Lag NONE = new Lag(0, 0);

    Lag plus(Lag other) {
        return new Lag(pages + other.pages, bytes + other.bytes);
    }

    /** Whether either number exceeds that of {@code most}. */
    boolean exceeds(Lag most) {
        return pages > most.pages || bytes > most.bytes;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%,d pages, %,d bytes", pages, bytes);
    }
}
