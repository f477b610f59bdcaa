package io.tributary.samples.aws;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Arithmetic of prices: a quantity at a price is rounded to ten decimals, half up, as AWS does. */
final class Price {

    /** Decimals of prices and of rounded costs. */
    static final int SCALE = 10;

    private static final long COST_UNIT = pow10(CurLine.SCALE - SCALE);

    private Price() {}

    static long pow10(int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= 10;
        }
        return power;
    }

    /** A price written as a decimal. */
    static long of(String decimal) {
        return new BigDecimal(decimal)
                .setScale(SCALE, RoundingMode.UNNECESSARY)
                .unscaledValue()
                .longValueExact();
    }

    /** An amount written as a decimal. */
    static long amount(String decimal) {
        return new BigDecimal(decimal)
                .setScale(CurLine.SCALE, RoundingMode.UNNECESSARY)
                .unscaledValue()
                .longValueExact();
    }

    /** What a quantity of {@code unscaled / 10^scale} costs, as an amount. */
    static long cost(long unscaled, int scale, long price) {
        return Math.multiplyExact(divide(Math.multiplyExact(unscaled, price), pow10(scale)), COST_UNIT);
    }

    /** A part of an amount, in thousandths, rounded to ten decimals. */
    static long part(long amount, int thousandths) {
        return Math.multiplyExact(divide(Math.multiplyExact(amount / COST_UNIT, thousandths), 1_000), COST_UNIT);
    }

    private static long divide(long dividend, long divisor) {
        long half = divisor / 2;
        return (dividend < 0 ? dividend - half : dividend + half) / divisor;
    }
}
