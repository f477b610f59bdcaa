package io.tributary.streams.reconcile;

import io.tributary.schemas.CurrencyChange;
import io.tributary.schemas.Delivery;
import io.tributary.schemas.DeliveryChange;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds up what deliveries change of the live records, cause by cause. Amounts have 24 decimals. */
public final class DeliveryChanges {

    /** Changes that a delivery's record has one by one; older ones are added up. */
    static final int MOST = 50;

    private static final int SCALE = 24;
    private static final BigDecimal ZERO = BigDecimal.ZERO.setScale(SCALE);

    private DeliveryChanges() {}

    /** Why live records changed. Names are on the wire: they are never changed. */
    public enum Cause {
        /** Pages were compared, and what their delivery lacks was withdrawn. */
        READING,
        /** What a held delivery lacks was withdrawn, since an operator confirmed it. */
        CONFIRMED,
        /** All records were withdrawn, since another scope states their money. */
        REPLACED,
        /** Older changes as one. */
        SEVERAL
    }

    /**
     * What a delivery's record says that it has changed in all. Of a record that an earlier build wrote, what its
     * newest reading changed.
     */
    public static List<DeliveryChange> of(Delivery delivery) {
        if (!delivery.getChanges().isEmpty()) {
            return delivery.getChanges();
        }
        DeliveryChange change = begun(Cause.READING, 0, delivery.getFirstSeen());
        change.setRecordsAdded(delivery.getRecordsAdded());
        change.setRecordsRestated(delivery.getRecordsRestated());
        change.setRecordsVanished(delivery.getRecordsVanished());
        delivery.getTotals()
                .forEach(totals -> change.getTotals()
                        .add(new CurrencyChange(
                                totals.getCurrency(),
                                totals.getAddedBilledCost(),
                                totals.getRestatedBilledCost(),
                                totals.getVanishedBilledCost(),
                                totals.getAddedEffectiveCost(),
                                totals.getRestatedEffectiveCost(),
                                totals.getVanishedEffectiveCost())));
        return isNothing(change) ? List.of() : List.of(change);
    }

    /** A change that is nothing yet. */
    static DeliveryChange begun(Cause cause, int generation, Instant at) {
        return new DeliveryChange(at, cause.name(), generation, 0L, 0L, 0L, new ArrayList<>());
    }

    /** Whether no record was changed. */
    public static boolean isNothing(DeliveryChange change) {
        return change.getRecordsAdded() == 0 && change.getRecordsRestated() == 0 && change.getRecordsVanished() == 0;
    }

    /** Appends a change; one before it that came to nothing is left out, and the oldest are added up. */
    static void append(List<DeliveryChange> changes, DeliveryChange change) {
        changes.removeIf(DeliveryChanges::isNothing);
        while (changes.size() >= MOST) {
            DeliveryChange first = changes.remove(0);
            first.setCause(Cause.SEVERAL.name());
            add(first, changes.remove(0));
            changes.add(0, first);
        }
        changes.add(change);
    }

    /** Adds {@code more} to {@code change}. */
    static void add(DeliveryChange change, DeliveryChange more) {
        change.setRecordsAdded(change.getRecordsAdded() + more.getRecordsAdded());
        change.setRecordsRestated(change.getRecordsRestated() + more.getRecordsRestated());
        change.setRecordsVanished(change.getRecordsVanished() + more.getRecordsVanished());
        for (CurrencyChange amounts : more.getTotals()) {
            CurrencyChange totals = totals(change, amounts.getCurrency());
            totals.setAddedBilledCost(totals.getAddedBilledCost().add(amounts.getAddedBilledCost()));
            totals.setRestatedBilledCost(totals.getRestatedBilledCost().add(amounts.getRestatedBilledCost()));
            totals.setVanishedBilledCost(totals.getVanishedBilledCost().add(amounts.getVanishedBilledCost()));
            totals.setAddedEffectiveCost(totals.getAddedEffectiveCost().add(amounts.getAddedEffectiveCost()));
            totals.setRestatedEffectiveCost(totals.getRestatedEffectiveCost().add(amounts.getRestatedEffectiveCost()));
            totals.setVanishedEffectiveCost(totals.getVanishedEffectiveCost().add(amounts.getVanishedEffectiveCost()));
        }
    }

    /** The amounts of a currency in {@code change}, which has them from now on. */
    static CurrencyChange totals(DeliveryChange change, String currency) {
        for (CurrencyChange totals : change.getTotals()) {
            if (totals.getCurrency().equals(currency)) {
                return totals;
            }
        }
        CurrencyChange totals = new CurrencyChange(currency, ZERO, ZERO, ZERO, ZERO, ZERO, ZERO);
        change.getTotals().add(totals);
        change.getTotals().sort(Comparator.comparing(CurrencyChange::getCurrency));
        return totals;
    }

    /** The change of BilledCost by {@code changes}, by currency. */
    public static Map<String, BigDecimal> billed(Iterable<DeliveryChange> changes) {
        Map<String, BigDecimal> billed = new TreeMap<>();
        for (DeliveryChange change : changes) {
            change.getTotals()
                    .forEach(totals -> billed.merge(
                            totals.getCurrency(),
                            totals.getAddedBilledCost()
                                    .add(totals.getRestatedBilledCost())
                                    .subtract(totals.getVanishedBilledCost()),
                            BigDecimal::add));
        }
        return billed;
    }

    /** The change of EffectiveCost by {@code changes}, by currency. */
    public static Map<String, BigDecimal> effective(Iterable<DeliveryChange> changes) {
        Map<String, BigDecimal> effective = new TreeMap<>();
        for (DeliveryChange change : changes) {
            change.getTotals()
                    .forEach(totals -> effective.merge(
                            totals.getCurrency(),
                            totals.getAddedEffectiveCost()
                                    .add(totals.getRestatedEffectiveCost())
                                    .subtract(totals.getVanishedEffectiveCost()),
                            BigDecimal::add));
        }
        return effective;
    }
}
