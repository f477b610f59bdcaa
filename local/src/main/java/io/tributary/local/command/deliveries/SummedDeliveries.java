package io.tributary.local.command.deliveries;

import io.tributary.schemas.CurrencyTotals;
import io.tributary.schemas.Delivery;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Adds up what became of the records of several deliveries. */
final class SummedDeliveries {

    private SummedDeliveries() {}

    /**
     * A delivery with their sums of records and, by currency, of money; all else is the first one's.
     *
     * @param deliveries at least one
     */
    static Delivery of(List<Delivery> deliveries) {
        SortedMap<String, CurrencyTotals> totals = new TreeMap<>();
        for (Delivery delivery : deliveries) {
            delivery.getTotals().forEach(one -> totals.merge(one.getCurrency(), one, SummedDeliveries::plus));
        }
        return Delivery.newBuilder(deliveries.get(0))
                .setRecordsAdded(
                        deliveries.stream().mapToLong(Delivery::getRecordsAdded).sum())
                .setRecordsUnchanged(deliveries.stream()
                        .mapToLong(Delivery::getRecordsUnchanged)
                        .sum())
                .setRecordsRestated(deliveries.stream()
                        .mapToLong(Delivery::getRecordsRestated)
                        .sum())
                .setRecordsVanished(deliveries.stream()
                        .mapToLong(Delivery::getRecordsVanished)
                        .sum())
                .setTotals(new ArrayList<>(totals.values()))
                .build();
    }

    private static CurrencyTotals plus(CurrencyTotals one, CurrencyTotals other) {
        return CurrencyTotals.newBuilder(one)
                .setSourceCost(one.getSourceCost().add(other.getSourceCost()))
                .setBilledCost(one.getBilledCost().add(other.getBilledCost()))
                .setEffectiveCost(one.getEffectiveCost().add(other.getEffectiveCost()))
                .setParkedCost(one.getParkedCost().add(other.getParkedCost()))
                .setExcludedCost(one.getExcludedCost().add(other.getExcludedCost()))
                .setAddedBilledCost(one.getAddedBilledCost().add(other.getAddedBilledCost()))
                .setRestatedBilledCost(one.getRestatedBilledCost().add(other.getRestatedBilledCost()))
                .setVanishedBilledCost(one.getVanishedBilledCost().add(other.getVanishedBilledCost()))
                .setAddedEffectiveCost(one.getAddedEffectiveCost().add(other.getAddedEffectiveCost()))
                .setRestatedEffectiveCost(one.getRestatedEffectiveCost().add(other.getRestatedEffectiveCost()))
                .setVanishedEffectiveCost(one.getVanishedEffectiveCost().add(other.getVanishedEffectiveCost()))
                .build();
    }
}
