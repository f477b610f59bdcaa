package io.tributary.extractors.throttle;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Time that passes only by pauses. */
public final class VirtualTime implements InstantSource, Pause {

    private final List<Duration> pauses = new ArrayList<>();
    private Instant now;

    public VirtualTime() {
        this(Instant.parse("2026-03-01T00:00:00Z"));
    }

    public VirtualTime(Instant start) {
        this.now = start;
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public synchronized void pause(Duration duration) {
        pauses.add(duration);
        now = now.plus(duration);
    }

    /** Lets time pass without a pause. */
    public synchronized void pass(Duration duration) {
        now = now.plus(duration);
    }

    /** All pauses until now, in order. */
    public synchronized List<Duration> pauses() {
        return List.copyOf(pauses);
    }

    /** The longest pause until now. */
    public synchronized Duration longestPause() {
        return pauses.stream().max(Comparator.naturalOrder()).orElse(Duration.ZERO);
    }
}
