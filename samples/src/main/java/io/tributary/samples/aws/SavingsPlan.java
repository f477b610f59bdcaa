package io.tributary.samples.aws;

/**
 * A promise to spend a sum an hour on compute, at lower prices.
 *
 * @param index its place among the report's plans
 * @param arn its id
 * @param owner index of the account that bought it
 * @param offering savingsPlan/OfferingType
 * @param paymentOption savingsPlan/PaymentOption
 * @param recurringThousandths the part of the commitment that is paid each hour; the rest was paid upfront
 */
record SavingsPlan(int index, String arn, int owner, String offering, String paymentOption, int recurringThousandths) {

    private static final int PRICE_THOUSANDTHS = 660;

    /** What a covered unit costs, in 10^-{@value Price#SCALE}. */
    static long price(long onDemandPrice) {
        return (onDemandPrice * PRICE_THOUSANDTHS + 500) / 1_000;
    }

    /** Fills in the columns that say which plan a row is about. */
    void describe(CurLine line) {
        line.text(LegacyColumn.PLAN_ARN, arn)
                .text(LegacyColumn.PLAN_OFFERING_TYPE, offering)
                .text(LegacyColumn.PLAN_PAYMENT_OPTION, paymentOption)
                .text(LegacyColumn.PLAN_PURCHASE_TERM, "1yr")
                .text(LegacyColumn.PLAN_START_TIME, "2026-01-15T09:00:00.000Z")
                .text(LegacyColumn.PLAN_END_TIME, "2027-01-15T08:59:59.000Z");
        if (offering.startsWith("EC2")) {
            line.text(LegacyColumn.PLAN_REGION, "US East (N. Virginia)")
                    .text(LegacyColumn.PLAN_INSTANCE_TYPE_FAMILY, "m5");
        }
    }
}
