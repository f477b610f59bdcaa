package io.tributary.streams.normalize.aws;

import io.tributary.schemas.CostSurvey;

/**
 * Which cost column of a Cost and Usage Report counts: one for all rows of a payer's period, never one per row.
 *
 * <p>Where discounts are rows of their own, the unblended column holds them as negative costs, and net costs would take
 * them off twice. Where there are no such rows but net costs are lower, only the net column holds them. Which it is shows
 * in the whole period only, so an extractor surveys a report that has net columns before it publishes its first page.
 */
public enum CostBasis {
    /** lineItem/UnblendedCost. */
    UNBLENDED("Unblended"),
    /** lineItem/NetUnblendedCost; where that is blank, no discount applies to the row and the unblended cost is net. */
    NET_UNBLENDED("NetUnblended");

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
     * @param survey what the extractor found; {@code null} where the report has no net columns
     */
    static CostBasis choose(CostSurvey survey) {
        if (survey == null || survey.getDiscountRows() > 0) {
            return UNBLENDED;
        }
        boolean netDiffers = survey.getNetUnblendedCost().compareTo(survey.getUnblendedCost()) != 0;
        return netDiffers ? NET_UNBLENDED : UNBLENDED;
    }
}
