package io.tributary.extractors.schedule;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Assigns periods to lanes, by the calendar in UTC.
 *
 * @param closingDays days after its end for which a period is closing
 */
public record Lanes(int closingDays) {

    public Lanes {
        if (closingDays < 0) {
            throw new IllegalArgumentException("closingDays is " + closingDays + ": expected at least 0");
        }
    }

    /**
     * The lane of a period.
     *
     * @param periodEnd first day after the period
     * @param isRestated whether it was read completely before, and a newer delivery exists
     */
    public Lane lane(LocalDate periodEnd, boolean isRestated, Instant now) {
        requireNonNull(periodEnd, "periodEnd");
        Instant end = periodEnd.atStartOfDay(ZoneOffset.UTC).toInstant();
        if (now.isBefore(end)) {
            return Lane.OPEN;
        }
        Instant closed =
                periodEnd.plusDays(closingDays).atStartOfDay(ZoneOffset.UTC).toInstant();
        return isRestated || !now.isAfter(closed) ? Lane.CLOSING : Lane.BACKFILL;
    }
}
