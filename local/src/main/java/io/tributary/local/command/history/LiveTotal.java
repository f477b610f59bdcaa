package io.tributary.local.command.history;

import java.math.BigDecimal;

/**
 * What is live in one currency.
 *
 * @param records live records
 * @param billed sum of BilledCost
 * @param effective sum of EffectiveCost
 */
record LiveTotal(long records, BigDecimal billed, BigDecimal effective) {

    static final LiveTotal NONE = new LiveTotal(0, BigDecimal.ZERO, BigDecimal.ZERO);

    LiveTotal plus(LiveTotal other) {
        return new LiveTotal(records + other.records, billed.add(other.billed), effective.add(other.effective));
    }
}
