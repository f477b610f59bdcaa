package io.tributary.extractors.azure.exports;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.source.SourceException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;

/**
 * The days that an export is about.
 *
 * @param start the first
 * @param end the first after them, where Azure states the last
 */
record Period(LocalDate start, LocalDate end) {

    Period {
        requireNonNull(start, "start");
        requireNonNull(end, "end");
    }

    /**
     * The billing period whose days these are; empty if they are not those of one. It may begin on any day of a month,
     * and is a month long; an export to date may state fewer days.
     *
     * @param isToDate whether it is an export to date
     */
    Optional<Period> billingPeriod(boolean isToDate) {
        LocalDate whole = start.plusMonths(1);
        boolean isWhole = end.equals(whole) || isToDate && end.isAfter(start) && end.isBefore(whole);
        return isWhole ? Optional.of(new Period(start, whole)) : Optional.empty();
    }

    /**
     * That these days are not those of a billing period: a delivery replaces its period, so one of some days would
     * withdraw the costs of the others.
     *
     * @param uri what states the days
     */
    SourceException.Malformed notWhole(String uri) {
        return new SourceException.Malformed(
                uri,
                "is about " + start + " to " + end.minusDays(1)
                        + ": expected one whole billing period, which would end on "
                        + start.plusMonths(1).minusDays(1)
                        + ", as a delivery replaces the one before of its period");
    }

    /** Whether each of these days is in one of {@code periods}. */
    boolean isCoveredBy(Collection<Period> periods) {
        return start.datesUntil(end)
                .allMatch(day ->
                        periods.stream().anyMatch(period -> !day.isBefore(period.start) && day.isBefore(period.end)));
    }
}
