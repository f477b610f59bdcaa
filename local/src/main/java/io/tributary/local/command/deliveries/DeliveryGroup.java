package io.tributary.local.command.deliveries;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.tributary.schemas.CurrencyTotals;
import io.tributary.schemas.Delivery;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * Deliveries that are shown in one line: a delivery alone, or the slices of an account's month that came to the same
 * state. Of each slice the newest delivery counts, since it takes the place of those before.
 *
 * @param deliveries at least one
 */
public record DeliveryGroup(List<Delivery> deliveries) {

    public DeliveryGroup {
        deliveries = List.copyOf(deliveries);
        if (deliveries.isEmpty()) {
            throw new IllegalArgumentException("a group has no deliveries, expected one at least");
        }
    }

    /** Sums of a currency. */
    public record Sums(BigDecimal billed, BigDecimal effective, BigDecimal parked) {

        public static final Sums NONE = new Sums(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

        private Sums plus(CurrencyTotals totals) {
            return new Sums(
                    billed.add(totals.getBilledCost()),
                    effective.add(totals.getEffectiveCost()),
                    parked.add(totals.getParkedCost()));
        }
    }

    /** By provider, within one in the order in which they are given; slices in that of account, month and state. */
    public static List<DeliveryGroup> of(Collection<Delivery> deliveries) {
        List<Delivery> slices = deliveries.stream().filter(Slices::isSlice).toList();
        List<DeliveryGroup> groups = new ArrayList<>();
        deliveries.stream()
                .filter(delivery -> !Slices.isSlice(delivery))
                .forEach(delivery -> groups.add(new DeliveryGroup(List.of(delivery))));
        Verdict.newest(slices, slices).stream()
                .sorted(Comparator.comparing(Delivery::getDataSet)
                        .thenComparing(Delivery::getBillingAccountId)
                        .thenComparing(Delivery::getBillingPeriodStart)
                        .thenComparing(Delivery::getState))
                .collect(groupingBy(
                        slice -> List.of(
                                slice.getDataSet(),
                                slice.getBillingAccountId(),
                                slice.getBillingPeriodStart(),
                                slice.getState()),
                        LinkedHashMap::new,
                        toList()))
                .values()
                .forEach(group -> groups.add(new DeliveryGroup(group)));
        groups.sort(Comparator.comparing(group -> group.first().getProvider()));
        return groups;
    }

    /** The one that stands for all: they have data set, account, period and state in common. */
    public Delivery first() {
        return deliveries.get(0);
    }

    /** How the group is called: the number of its slices, or its delivery's id. */
    public String name() {
        if (!Slices.isSlice(first())) {
            return first().getDeliveryId();
        }
        return String.format(Locale.ROOT, "%,d slice%s", deliveries.size(), deliveries.size() == 1 ? "" : "s");
    }

    /** Sum of a count. */
    public long sum(ToLongFunction<Delivery> count) {
        return deliveries.stream().mapToLong(count).sum();
    }

    /** When the newest of them was made. */
    Instant newestTime() {
        return deliveries.stream()
                .map(Delivery::getDeliveryTime)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** Whether rows and money of each were conserved. */
    public boolean isConserved() {
        return deliveries.stream().allMatch(Delivery::getConserved);
    }

    /** Sums by currency. */
    public SortedMap<String, Sums> totals() {
        SortedMap<String, Sums> sums = new TreeMap<>();
        for (Delivery delivery : deliveries) {
            for (CurrencyTotals totals : delivery.getTotals()) {
                sums.put(
                        totals.getCurrency(),
                        sums.getOrDefault(totals.getCurrency(), Sums.NONE).plus(totals));
            }
        }
        return sums;
    }
}
