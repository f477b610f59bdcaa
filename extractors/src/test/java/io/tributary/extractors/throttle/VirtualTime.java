package io.tributary.extractors.throttle;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Time that passes only when somebody waits. */
public final class VirtualTime implements InstantSource, Pause {

    private Instant now = Instant.parse("2026-03-01T00:00:00Z");
    private Duration longest = Duration.ZERO;

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public synchronized void pause(Duration duration) {
        longest = duration.compareTo(longest) > 0 ? duration : longest;
        now = now.plus(duration);
    }

    /** Lets time pass though nobody waits. */
    public synchronized void pass(Duration duration) {
        now = now.plus(duration);
    }

    /** The longest that anybody waited at once. */
    public synchronized Duration longestPause() {
        return longest;
    }
}
