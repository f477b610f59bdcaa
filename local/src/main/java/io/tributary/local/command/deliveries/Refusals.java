package io.tributary.local.command.deliveries;

import io.tributary.schemas.Delivery;
import java.util.Collection;
import java.util.Set;

/** Deliveries of which nothing was taken, though their rows and money were counted. */
public final class Refusals {

    private static final String NOT_TAKEN = "NOT_TAKEN";
    private static final Set<String> STATES = Set.of("CONFLICT", NOT_TAKEN);

    private Refusals() {}

    /** Whether nothing of the delivery was taken. */
    public static boolean isRefused(Delivery delivery) {
        return STATES.contains(delivery.getState());
    }

    /** Whether a setting excludes the delivery, though nothing else states its account's period. */
    static boolean isNotTaken(Delivery delivery) {
        return delivery.getState().equals(NOT_TAKEN);
    }

    /**
     * Whether the delivery was refused, and nothing has come since that states its account's period in its place.
     *
     * @param known every delivery that is known
     */
    public static boolean isOpen(Delivery delivery, Collection<Delivery> known) {
        return isRefused(delivery)
                && (!isNotTaken(delivery)
                        || known.stream()
                                .noneMatch(other -> AccountPeriod.of(other).equals(AccountPeriod.of(delivery))
                                        && Statement.isTakenWhole(other)
                                        && other.getLastSeen().isAfter(delivery.getLastSeen())));
    }

    /** Whether rows of it were counted so far, and its completion is still to come. */
    static boolean isBeingCounted(Delivery delivery) {
        return isRefused(delivery) && delivery.getRowsSeen() > 0 && delivery.getPagesExpected() == null;
    }
}
