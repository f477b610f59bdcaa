package io.tributary.samples.gcp;

import io.tributary.samples.SampleTruth;
import java.math.BigDecimal;

/**
 * Sums of the rows of a slice, and of the records that they must become: one of the cost with its adjustments, and one
 * of each promotion. Sums are exact, of the amounts in the files.
 */
final class GcpTally {

    private long rows;
    private long deadLetters;
    private long records;
    private BigDecimal cost = BigDecimal.ZERO;

    void add(GcpRow row) {
        rows++;
        if (row.isBroken()) {
            deadLetters++;
            return;
        }
        records++;
        cost = cost.add(exact(row.cost()));
        for (Credit credit : row.credits()) {
            records += credit.isPromotion() ? 1 : 0;
            cost = cost.add(exact(credit.amount()));
        }
    }

    private static BigDecimal exact(double amount) {
        return new BigDecimal(Numbers.text(amount));
    }

    /** Rows, dead letters included. */
    long rows() {
        return rows;
    }

    long deadLetters() {
        return deadLetters;
    }

    /** Cost and credits of the readable rows: the billed and the effective cost. */
    SampleTruth.ScopeTotals totals() {
        BigDecimal total = Numbers.plain(cost);
        return new SampleTruth.ScopeTotals(rows - deadLetters, total, records, total, total, BigDecimal.ZERO);
    }
}
