package io.tributary.streams.normalize;

import java.math.BigDecimal;
import java.util.Arrays;

/**
 * What unit prices, and the costs at such prices, are worth beside what a charge costs. The latter is right; prices are
 * rounded, or not known.
 */
public final class UnitPrices {

    private static final BigDecimal SMALLEST_DIFFERENCE = new BigDecimal("1E-9");
    private static final BigDecimal RELATIVE_DIFFERENCE = new BigDecimal("1E-6");

    private UnitPrices() {}

    /**
     * Whether a source knows a price, or a cost at such a price. All providers write 0, too, where they have none: so 0
     * is none for what costs something.
     *
     * @param stated what the source states; {@code null} where it is blank
     * @param costs what the charge costs
     */
    public static boolean isKnown(BigDecimal stated, BigDecimal... costs) {
        return stated != null && (stated.signum() != 0 || Arrays.stream(costs).allMatch(cost -> cost.signum() == 0));
    }

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
