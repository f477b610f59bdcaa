package io.tributary.samples.aws;

import java.math.BigDecimal;

/** A sum of amounts that is exact however many there are. */
final class ExactSum {

    private long low;
    private BigDecimal high = BigDecimal.ZERO;

    void add(long amount) {
        long sum = low + amount;
        if (((low ^ sum) & (amount ^ sum)) < 0) {
            high = high.add(BigDecimal.valueOf(low, CurLine.SCALE));
            sum = amount;
        }
        low = sum;
    }

    /** In units of the currency, with no more decimals than needed. */
    BigDecimal total() {
        BigDecimal total = high.add(BigDecimal.valueOf(low, CurLine.SCALE)).stripTrailingZeros();
        return total.scale() < 0 ? total.setScale(0) : total;
    }
}
