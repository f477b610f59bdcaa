package io.tributary.extractors.schedule;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;

/**
 * A delivery that waits to be taken.
 *
 * @param scope what it is a complete statement of; deliveries of one scope are taken in their order
 * @param id tells it from others of its scope
 * @param periodStart first day of the billing period
 * @param periodEnd first day after the billing period
 * @param standing what is known of it
 * @param item the delivery itself
 * @param <T> what a delivery is
 */
public record Work<T>(String scope, String id, LocalDate periodStart, LocalDate periodEnd, Standing standing, T item) {

    /** What earlier runs know of a delivery. */
    public enum Standing {
        /** Its scope was never read as a whole. */
        NEW,
        /** An older delivery of its scope was read as a whole. */
        RESTATED,
        /** It was itself read as a whole, and is only looked at again. */
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
