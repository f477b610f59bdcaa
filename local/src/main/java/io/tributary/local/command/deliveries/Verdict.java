package io.tributary.local.command.deliveries;

import io.tributary.local.command.console.Amounts;
import io.tributary.schemas.CurrencyTotals;
import io.tributary.schemas.Delivery;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Says what is amiss with deliveries: of each scope the newest counts, since it takes the place of the others. */
public final class Verdict {

    private static final Set<String> FINE_STATES = Set.of("COMPLETE", "SUPERSEDED", "REBUILT");

    private Verdict() {}

    /**
     * The newest delivery of each scope that {@code deliveries} are of.
     *
     * @param deliveries those that a run is about
     * @param known every one that is known
     */
    public static List<Delivery> newest(Collection<Delivery> deliveries, Collection<Delivery> known) {
        Set<String> scopes = deliveries.stream().map(Delivery::getScope).collect(Collectors.toSet());
        Map<String, Delivery> newest = known.stream()
                .filter(delivery -> scopes.contains(delivery.getScope()))
                .collect(Collectors.toMap(
                        Delivery::getScope,
                        Function.identity(),
                        // Stores state times in whole seconds: of two that are equal, the one that was taken last
                        // counts.
                        BinaryOperator.maxBy(
                                Comparator.comparing(Delivery::getDeliveryTime).thenComparing(Delivery::getFirstSeen)),
                        TreeMap::new));
        return List.copyOf(newest.values());
    }

    /** Whether a delivery has come to a state in which nobody needs to do anything about it. */
    static boolean isFine(Delivery delivery) {
        return FINE_STATES.contains(delivery.getState());
    }

    /** A sentence for everything that is amiss; none where nothing is. */
    public static List<String> problems(Collection<Delivery> newest) {
        List<String> problems = new ArrayList<>();
        for (Delivery delivery : newest) {
            String name = name(delivery);
            if (!isFine(delivery)) {
                problems.add(name + " is " + delivery.getState() + ": " + delivery.getVerdict());
            }
            if (!delivery.getConserved()) {
                problems.add(name + ": rows or money were not conserved: " + delivery.getVerdict());
            }
            if (delivery.getPagesRejected() > 0) {
                problems.add(name + ": " + delivery.getPagesRejected() + " whole pages are dead letters");
            }
            if (delivery.getRowsRejected() > 0) {
                problems.add(name + ": " + delivery.getRowsRejected() + " rows are dead letters, " + parked(delivery));
            }
        }
        return problems;
    }

    /** A sentence for everything that someone should look into, though no money is missing because of it. */
    public static List<String> notes(Collection<Delivery> newest) {
        return newest.stream()
                .filter(delivery -> delivery.getUnknownLineItemTypes() > 0)
                .map(delivery -> name(delivery) + ": " + delivery.getUnknownLineItemTypes()
                        + " records are of a line item type that is not known; their money is counted")
                .toList();
    }

    private static String name(Delivery delivery) {
        return delivery.getBillingAccountId() + " " + delivery.getBillingPeriodStart()
                + (Slices.isSlice(delivery) ? " slice " + Slices.name(delivery) : "") + " delivery "
                + delivery.getDeliveryId();
    }

    /** What dead letters hold back: {@code 12.50 USD and 1 of unknown amount parked}. */
    static String parked(Delivery delivery) {
        List<String> amounts = new ArrayList<>();
        for (CurrencyTotals totals : delivery.getTotals()) {
            if (totals.getParkedCost().signum() != 0) {
                amounts.add(Amounts.exact(totals.getParkedCost()) + " " + totals.getCurrency());
            }
        }
        if (delivery.getRowsParkedWithoutAmount() > 0) {
            amounts.add(delivery.getRowsParkedWithoutAmount() + " of unknown amount");
        }
        return (amounts.isEmpty() ? Amounts.exact(BigDecimal.ZERO) : String.join(" and ", amounts)) + " parked";
    }
}
