package io.tributary.samples.aws;

/**
 * A reservation of instances, at lower prices.
 *
 * @param arn its id
 * @param kind what is reserved
 * @param count how many instances
 * @param upfrontPrice the part of an hour's price that was paid upfront, in 10^-{@value Price#SCALE}
 * @param recurringPrice the part that is paid each month
 * @param subscription reservation/SubscriptionId
 */
record ReservedInstance(
        String arn, UsageKind kind, int count, long upfrontPrice, long recurringPrice, String subscription) {

    /** Fills in the columns that say which reservation a row is about. */
    void describe(CurLine line) {
        line.text(LegacyColumn.RESERVATION_ARN, arn)
                .text(LegacyColumn.RESERVATION_SUBSCRIPTION_ID, subscription)
                .text(LegacyColumn.PRICING_TERM, "Reserved")
                .text(LegacyColumn.PRICING_OFFERING_CLASS, "standard")
                .text(LegacyColumn.PRICING_LEASE_CONTRACT_LENGTH, "1yr")
                .text(LegacyColumn.PRICING_PURCHASE_OPTION, purchaseOption());
    }

    private String purchaseOption() {
        if (recurringPrice == 0) {
            return "All Upfront";
        }
        return upfrontPrice == 0 ? "No Upfront" : "Partial Upfront";
    }

    /** Whether it covers other sizes of the family too, and is counted in normalized units. */
    boolean isFlexible() {
        return kind == UsageKind.EC2_GENERAL;
    }
}
