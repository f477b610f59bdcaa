package io.tributary.streams.normalize.aws;

import io.tributary.schemas.CostSurvey;
import java.math.BigDecimal;

/**
 * Which cost column of a Cost and Usage Report counts: one for all rows of a payer's period, never one per row.
 *
 * <p>Where discounts are rows of their own, the unblended column holds them as negative costs, and net costs would
 * subtract them twice. Where there are no such rows, or rows whose net cost is 0, but net costs differ, only the net
 * column holds all discounts. Only the whole period shows which case it is, so an extractor surveys a report that has
 * net columns before it publishes its first page.
 */
enum CostBasis {
    /** lineItem/UnblendedCost. */
    UNBLENDED("Unblended"),
    /** lineItem/NetUnblendedCost; where that is blank, no discount applies to the row and the unblended cost is net. */
    NET_UNBLENDED("NetUnblended");

    // Rows are rounded at the tenth decimal: of millions of them less is left.
    private static final BigDecimal ROUNDING = new BigDecimal("1E-9");

    // What sums of doubles are off by, as Parquet has some costs: without discounts both columns are the same.
    private static final BigDecimal NOISE = new BigDecimal("1E-12");

    private final String text;

    CostBasis(String text) {
        this.text = text;
    }

    /** As x_AwsCostBasis has it. */
    @Override
    public String toString() {
        return text;
    }

    static CostBasis of(String text) {
        return NET_UNBLENDED.text.equals(text) ? NET_UNBLENDED : UNBLENDED;
    }

    /**
     * The basis that follows from {@code survey}.
     *
     * <p>Where rows of discounts have net costs, net costs would subtract them once more: the unblended column counts.
     * Where their net costs are 0, both columns may be equal; if they are not, the net column holds discounts that have
     * no rows, such as bundled ones, and counts.
     *
     * @param survey what the extractor found; {@code null} where the report has no net columns
     */
    static CostBasis choose(CostSurvey survey) {
        if (survey == null) {
            return UNBLENDED;
        }
        BigDecimal difference = survey.getNetUnblendedCost().subtract(survey.getUnblendedCost());
        if (survey.getDiscountRows() == 0) {
            return exceeds(NOISE, difference, survey.getUnblendedCost()) ? NET_UNBLENDED : UNBLENDED;
        }
        BigDecimal taken = survey.getDiscountUnblendedCost();
        boolean rowsAreNet = exceeds(ROUNDING, survey.getDiscountNetUnblendedCost(), taken);
        boolean columnsDiffer =
                exceeds(ROUNDING, difference, survey.getUnblendedCost().abs().max(taken.abs()));
        return columnsDiffer && !rowsAreNet ? NET_UNBLENDED : UNBLENDED;
    }

    /** Whether {@code amount} is more than that part of {@code whole}. */
    private static boolean exceeds(BigDecimal part, BigDecimal amount, BigDecimal whole) {
        return amount.abs().compareTo(whole.abs().multiply(part)) > 0;
    }
}
