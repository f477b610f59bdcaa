package io.tributary.extractors.azure.api;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Creates runs. Each has an id of its own, and a later time than the run that it replaces. */
public final class RunIds {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final InstantSource clock;
    private final RandomGenerator random;

    public RunIds(InstantSource clock, RandomGenerator random) {
        this.clock = requireNonNull(clock, "clock");
        this.random = requireNonNull(random, "random");
    }

    /** Begins a run now. */
    public Run begin(boolean hadRows) {
        return at(now(), hadRows);
    }

    /** Begins the run that replaces {@code run}. */
    Run instead(Run run) {
        Instant least = run.time().plusMillis(1);
        Instant now = now();
        return at(now.isBefore(least) ? least : now, run.hadRows());
    }

    /** A cursor, and so a delivery's order, has milliseconds. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private Run at(Instant time, boolean hadRows) {
        String id = TIME.format(time) + "-" + HexFormat.of().toHexDigits(random.nextLong());
        return new Run(id, time, hadRows, Optional.empty());
    }
}
