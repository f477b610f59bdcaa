package io.tributary.streams.normalize;

import java.math.BigDecimal;

/** Whether unit prices fit the costs that the source states beside them. Costs are right; prices are rounded. */
public final class UnitPrices {

    private static final BigDecimal SMALLEST_DIFFERENCE = new BigDecimal("1E-9");
    private static final BigDecimal RELATIVE_DIFFERENCE = new BigDecimal("1E-6");

    private UnitPrices() {}

    /** Whether the price of the quantity is the cost, but for rounding. */
    public static boolean fits(BigDecimal price, BigDecimal quantity, BigDecimal cost) {
        return isNear(price.multiply(quantity), cost);
    }

    /** Whether two amounts differ by rounding only. */
    public static boolean isNear(BigDecimal product, BigDecimal cost) {
        return isNear(product, cost, RELATIVE_DIFFERENCE);
    }

    /** Whether two amounts differ by {@code relative} parts of {@code cost} at most. */
    public static boolean isNear(BigDecimal product, BigDecimal cost, BigDecimal relative) {
        BigDecimal difference = product.subtract(cost).abs();
        return difference.compareTo(SMALLEST_DIFFERENCE) <= 0
                || difference.compareTo(cost.abs().multiply(relative)) <= 0;
    }
}
