package io.tributary.streams.reconcile;

import io.tributary.schemas.CurrencyChange;
import io.tributary.schemas.CurrencyTotals;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Amounts to be added to the totals of one currency. They are kept at their own scale, at which most sums fit a machine
 * word, until a page is done.
 */
final class Sums {

    private static final int SCALE = 24;

    BigDecimal source = BigDecimal.ZERO;
    BigDecimal billed = BigDecimal.ZERO;
    BigDecimal effective = BigDecimal.ZERO;
    BigDecimal parked = BigDecimal.ZERO;
    BigDecimal excluded = BigDecimal.ZERO;
    BigDecimal addedBilled = BigDecimal.ZERO;
    BigDecimal addedEffective = BigDecimal.ZERO;
    BigDecimal restatedBilled = BigDecimal.ZERO;
    BigDecimal restatedEffective = BigDecimal.ZERO;
    BigDecimal vanishedBilled = BigDecimal.ZERO;
    BigDecimal vanishedEffective = BigDecimal.ZERO;

    /** Whether a record was added, restated or withdrawn. */
    boolean changed;

    void addTo(CurrencyChange totals) {
        totals.setAddedBilledCost(sum(totals.getAddedBilledCost(), addedBilled));
        totals.setRestatedBilledCost(sum(totals.getRestatedBilledCost(), restatedBilled));
        totals.setVanishedBilledCost(sum(totals.getVanishedBilledCost(), vanishedBilled));
        totals.setAddedEffectiveCost(sum(totals.getAddedEffectiveCost(), addedEffective));
        totals.setRestatedEffectiveCost(sum(totals.getRestatedEffectiveCost(), restatedEffective));
        totals.setVanishedEffectiveCost(sum(totals.getVanishedEffectiveCost(), vanishedEffective));
    }

    void addTo(CurrencyTotals totals) {
        totals.setSourceCost(sum(totals.getSourceCost(), source));
        totals.setBilledCost(sum(totals.getBilledCost(), billed));
        totals.setEffectiveCost(sum(totals.getEffectiveCost(), effective));
        totals.setParkedCost(sum(totals.getParkedCost(), parked));
        totals.setExcludedCost(sum(totals.getExcludedCost(), excluded));
        totals.setAddedBilledCost(sum(totals.getAddedBilledCost(), addedBilled));
        totals.setAddedEffectiveCost(sum(totals.getAddedEffectiveCost(), addedEffective));
        totals.setRestatedBilledCost(sum(totals.getRestatedBilledCost(), restatedBilled));
        totals.setRestatedEffectiveCost(sum(totals.getRestatedEffectiveCost(), restatedEffective));
        totals.setVanishedBilledCost(sum(totals.getVanishedBilledCost(), vanishedBilled));
        totals.setVanishedEffectiveCost(sum(totals.getVanishedEffectiveCost(), vanishedEffective));
    }

    private static BigDecimal sum(BigDecimal total, BigDecimal amount) {
        return total.add(amount).setScale(SCALE, RoundingMode.UNNECESSARY);
    }
}
