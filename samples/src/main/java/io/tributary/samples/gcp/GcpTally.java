package io.tributary.samples.gcp;

import io.tributary.samples.SampleTruth;
import java.math.BigDecimal;
import java.util.Set;

/**
 * Sums of the rows of a slice, and of the records that they must become: one of the cost with its adjustments, and one
 * of each promotion. Sums are exact, of the amounts in the files.
 */
final class GcpTally {

    private long rows;
    private long deadLetters;
    private long records;
    private BigDecimal cost = BigDecimal.ZERO;
    private BigDecimal list = BigDecimal.ZERO;
    private BigDecimal contracted = BigDecimal.ZERO;
    private BigDecimal tax = BigDecimal.ZERO;

    /** @param columns the columns of the row's file */
    void add(GcpRow row, Set<GcpColumn> columns) {
        rows++;
        if (row.isBroken()) {
            deadLetters++;
            return;
        }
        records++;
        BigDecimal before = exact(row.cost());
        cost = cost.add(before);
        tax = "tax".equals(row.text(GcpColumn.COST_TYPE)) ? tax.add(before) : tax;
        list = list.add(stated(row, columns, GcpColumn.COST_AT_LIST, before));
        contracted = contracted.add(stated(row, columns, GcpColumn.COST_AT_EFFECTIVE_PRICE_DEFAULT, before));
        for (Credit credit : row.credits()) {
            BigDecimal amount = exact(credit.amount());
            cost = cost.add(amount);
            if (credit.isPromotion()) {
                // A form of payment, which is a record of its own. It has no price: all its costs are what is billed.
                records++;
            }
            if (credit.isPromotion() || credit.isOffset()) {
                // What is given back of a fee is billed as usage, at the commitment's price: it is no discount.
                list = list.add(amount);
                contracted = contracted.add(amount);
            }
        }
    }

    /** A cost before credits; tables without that column tell no other than the cost. 0 is none. */
    private static BigDecimal stated(GcpRow row, Set<GcpColumn> columns, GcpColumn column, BigDecimal otherwise) {
        String text = row.text(column);
        if (!columns.contains(column) || text == null || text.isEmpty()) {
            return otherwise;
        }
        BigDecimal stated = new BigDecimal(text);
        return stated.signum() == 0 ? otherwise : stated;
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

    /** Cost of the readable rows that are tax. */
    BigDecimal tax() {
        return Numbers.plain(tax);
    }

    /** Cost and credits of the readable rows: the billed and the effective cost. */
    SampleTruth.ScopeTotals totals() {
        BigDecimal total = Numbers.plain(cost);
        SampleTruth.Costs costs =
                new SampleTruth.Costs(records, total, total, Numbers.plain(list), Numbers.plain(contracted));
        return new SampleTruth.ScopeTotals(rows - deadLetters, total, costs, BigDecimal.ZERO);
    }
}
