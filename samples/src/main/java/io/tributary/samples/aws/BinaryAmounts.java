package io.tributary.samples.aws;

import java.nio.charset.StandardCharsets;

/**
 * Numbers as binary floating point of 64 bits, as AWS's Parquet has them. An amount has at most 15 significant digits,
 * so that it is the shortest decimal of its double, and nothing is lost on the way there and back.
 */
final class BinaryAmounts {

    private static final long BOUND = Price.pow10(15);

    private BinaryAmounts() {}

    /** What a row says in a column of numbers; {@code NaN} where that is no number. */
    static double of(CurLine line, LegacyColumn column) {
        if (line.isBroken() && column == LegacyColumn.UNBLENDED_COST) {
            return Double.NaN;
        }
        if (line.hasAmount(column)) {
            return of(line.amount(column));
        }
        return Double.parseDouble(new String(line.text(column), StandardCharsets.US_ASCII));
    }

    /**
     * The double of an amount.
     *
     * @throws IllegalStateException when the amount has more digits than a double holds
     */
    static double of(long amount) {
        long digits = amount;
        int scale = CurLine.SCALE;
        while (scale > 0 && digits % 10 == 0) {
            digits /= 10;
            scale--;
        }
        if (digits >= BOUND || digits <= -BOUND) {
            throw new IllegalStateException("amount " + amount + "E-" + CurLine.SCALE
                    + " has more than 15 significant digits, which binary floating point loses: ask for fewer rows");
        }
        // Both are held exactly, and division rounds to the nearest: the double of the decimal.
        return (double) digits / Price.pow10(scale);
    }
}
