package io.tributary.local.command.history;

import java.math.BigDecimal;

/**
 * A line of a history in one currency.
 *
 * @param billed change of BilledCost
 * @param effective change of EffectiveCost
 * @param parked what rows that could not be read hold back of the deliveries now
 * @param billedAfter BilledCost of all live records after the change
 * @param effectiveAfter their EffectiveCost
 */
record CurrencyLine(
        CostChange billed, CostChange effective, BigDecimal parked, BigDecimal billedAfter, BigDecimal effectiveAfter) {

    static final CurrencyLine NONE =
            new CurrencyLine(CostChange.NONE, CostChange.NONE, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

    CurrencyLine plus(CurrencyLine other) {
        return new CurrencyLine(
                billed.plus(other.billed),
                effective.plus(other.effective),
                parked.add(other.parked),
                billedAfter,
                effectiveAfter);
    }

    CurrencyLine after(BigDecimal billedBefore, BigDecimal effectiveBefore) {
        return new CurrencyLine(
                billed, effective, parked, billedBefore.add(billed.sum()), effectiveBefore.add(effective.sum()));
    }
}
