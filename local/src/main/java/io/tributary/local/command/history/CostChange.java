package io.tributary.local.command.history;

import java.math.BigDecimal;

/**
 * What changed of a total of one cost in one currency.
 *
 * @param added cost of records that were new
 * @param restated new less old cost of records that were known with other content
 * @param vanished cost of records that were withdrawn, as it had been published
 */
record CostChange(BigDecimal added, BigDecimal restated, BigDecimal vanished) {

    static final CostChange NONE = new CostChange(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

    CostChange plus(CostChange other) {
        return new CostChange(added.add(other.added), restated.add(other.restated), vanished.add(other.vanished));
    }

    /** By how much the total changed. */
    BigDecimal sum() {
        return added.add(restated).subtract(vanished);
    }
}
