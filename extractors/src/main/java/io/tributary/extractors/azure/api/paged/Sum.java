package io.tributary.extractors.azure.api.paged;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;

/**
 * A total of costs in one currency, and how much was added to it regardless of sign: what its noise is measured by.
 *
 * @param total the costs added up, exactly
 * @param size their absolute values added up
 */
record Sum(BigDecimal total, BigDecimal size) {

    static final Sum ZERO = new Sum(BigDecimal.ZERO, BigDecimal.ZERO);

    Sum {
        requireNonNull(total, "total");
        requireNonNull(size, "size");
    }

    static Sum of(BigDecimal cost) {
        return new Sum(cost, cost.abs());
    }

    Sum plus(Sum other) {
        return new Sum(total.add(other.total), size.add(other.size));
    }
}
