package io.tributary.local.command.reconcile;

import java.math.BigDecimal;

/**
 * An amount of some records.
 *
 * @param amount the amount
 * @param records how many
 */
record Sum(BigDecimal amount, long records) {

    static final Sum NONE = new Sum(BigDecimal.ZERO, 0);

    Sum plus(Sum other) {
        return new Sum(amount.add(other.amount), records + other.records);
    }
}
