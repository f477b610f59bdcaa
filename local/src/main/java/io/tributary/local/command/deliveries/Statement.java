package io.tributary.local.command.deliveries;

import io.tributary.schemas.Delivery;
import java.util.ArrayList;
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
public record Statement(String name, List<Delivery> owned) {

    static final String FORGOTTEN = "FORGOTTEN";

    /** States of deliveries that state the period: they were taken whole, or would be if it were known. */
    private static final Set<String> TAKEN = Set.of("COMPLETE", "HELD", "REBUILT", FORGOTTEN);

    /** States of deliveries of which nothing is to be taken: others state the period. */
    private static final Set<String> REPLACED = Set.of("CONFLICT", "NOT_TAKEN", "SUPERSEDED");

    private static final Comparator<Delivery> BY_TIME =
            Comparator.comparing(Delivery::getDeliveryTime).thenComparing(Delivery::getFirstSeen);

    public Statement {
        owned = List.copyOf(owned);
    }

    /** @param deliveries those of every scope that states it */
    static Statement of(String name, List<Delivery> deliveries) {
        // Scopes take turns where an operator prefers another: the one that was taken last states the period.
        Optional<String> owner = deliveries.stream()
                .filter(Statement::isTaken)
                .max(Comparator.comparing(Delivery::getLastSeen))
                .map(Delivery::getScope);
        return new Statement(name, ofScope(deliveries, owner));
    }

    /**
     * The same where deliveries have only begun, so that records of them may be published: before one was taken, those
     * of the scope that was seen last.
     */
    static Statement begun(String name, List<Delivery> deliveries) {
        Statement taken = of(name, deliveries);
        Optional<String> scope = deliveries.stream()
                .filter(delivery -> !REPLACED.contains(delivery.getState()))
                .max(Comparator.comparing(Delivery::getLastSeen))
                .map(Delivery::getScope);
        return taken.owned().isEmpty() && scope.isPresent() ? new Statement(name, ofScope(deliveries, scope)) : taken;
    }

    private static List<Delivery> ofScope(List<Delivery> deliveries, Optional<String> scope) {
        return deliveries.stream()
                .filter(delivery -> scope.filter(delivery.getScope()::equals).isPresent())
                .sorted(BY_TIME)
                .toList();
    }

    /** The delivery that stands for the scope: the newest that was taken whole, or before one was the newest begun. */
    Delivery standing() {
        return newest().orElseGet(() -> latest().get(0));
    }

    /** Whether what was published is not known any more, so that a delivery could not be taken. */
    boolean isForgotten() {
        return owned.stream().anyMatch(delivery -> delivery.getState().equals(FORGOTTEN));
    }

    /**
     * The deliveries that may state the period once it is known again, the newest first: the newest that was taken
     * whole, and later ones that had begun.
     */
    List<Delivery> latest() {
        List<Delivery> latest = new ArrayList<>();
        for (int place = owned.size() - 1; place >= 0; place--) {
            Delivery delivery = owned.get(place);
            if (!REPLACED.contains(delivery.getState())) {
                latest.add(delivery);
            }
            if (isTaken(delivery)) {
                break;
            }
        }
        return latest;
    }

    /** Whether nothing of {@code delivery} is to be taken: others state the period. */
    public static boolean isReplaced(Delivery delivery) {
        return REPLACED.contains(delivery.getState());
    }

    /** States in which a delivery states the period, in order of their names. */
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

    /** Whether all of {@code delivery} was taken. */
    static boolean isTakenWhole(Delivery delivery) {
        return isTaken(delivery) && !delivery.getState().equals(FORGOTTEN);
    }

    private static boolean isTaken(Delivery delivery) {
        return TAKEN.contains(delivery.getState());
    }
}
