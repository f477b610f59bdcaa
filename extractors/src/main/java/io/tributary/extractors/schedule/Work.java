package io.tributary.extractors.schedule;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;

/**
 * A delivery that waits to be taken.
 *
 * @param scope what it is a complete statement of; deliveries of one scope are taken in order
 * @param id its id within the scope
 * @param periodStart first day of the billing period
 * @param periodEnd first day after the billing period
 * @param standing what earlier runs read of it
 * @param item the delivery itself
 * @param <T> what a delivery is
 */
public record Work<T>(String scope, String id, LocalDate periodStart, LocalDate periodEnd, Standing standing, T item) {

    /** What earlier runs read of a delivery. */
    public enum Standing {
        /** No delivery of its scope was read completely. */
        NEW,
        /** An older delivery of its scope was read completely. */
        RESTATED,
        /** It was read completely, and is only checked for changes. */
        KNOWN
    }

    public Work {
        requireNonNull(scope, "scope");
        requireNonNull(id, "id");
        requireNonNull(periodStart, "periodStart");
        requireNonNull(periodEnd, "periodEnd");
        requireNonNull(standing, "standing");
        requireNonNull(item, "item");
    }
}
