package io.tributary.local.command.deliveries;

import io.tributary.schemas.Delivery;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What deliveries state of an account's period. Several scopes may state the same money; those of one scope are taken.
 *
 * @param name the statement, as the data sets name it
 * @param owned the deliveries of the scope that states it, in order of time; empty before one was taken
 */
record Statement(String name, List<Delivery> owned) {

    /** States of deliveries that were taken whole. */
    private static final Set<String> TAKEN = Set.of("COMPLETE", "HELD", "REBUILT");

    private static final Comparator<Delivery> BY_TIME =
            Comparator.comparing(Delivery::getDeliveryTime).thenComparing(Delivery::getFirstSeen);

    Statement {
        owned = List.copyOf(owned);
    }

    /** @param deliveries those of every scope that states it */
    static Statement of(String name, List<Delivery> deliveries) {
        // Scopes take turns where an operator prefers another: the one that was taken last states the period.
        Optional<String> owner = deliveries.stream()
                .filter(Statement::isTaken)
                .max(Comparator.comparing(Delivery::getLastSeen))
                .map(Delivery::getScope);
        return new Statement(
                name,
                deliveries.stream()
                        .filter(delivery ->
                                owner.filter(delivery.getScope()::equals).isPresent())
                        .sorted(BY_TIME)
                        .toList());
    }

    /** States in which a delivery was taken whole, in order of their names. */
    static List<String> takenStates() {
        return TAKEN.stream().sorted().toList();
    }

    /** The newest delivery that was taken whole; empty before there was one. */
    Optional<Delivery> newest() {
        return newest(owned);
    }

    /** The newest of {@code deliveries}, which are in order of time, that was taken whole. */
    static Optional<Delivery> newest(List<Delivery> deliveries) {
        return deliveries.stream().filter(Statement::isTaken).reduce((older, newer) -> newer);
    }

    private static boolean isTaken(Delivery delivery) {
        return TAKEN.contains(delivery.getState());
    }
}
