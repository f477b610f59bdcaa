package io.tributary.samples.aws;

import java.nio.charset.StandardCharsets;

/** A value of lineItem/LineItemType. */
enum LineItemType {
    USAGE("Usage"),
    SAVINGS_PLAN_COVERED_USAGE("SavingsPlanCoveredUsage"),
    SAVINGS_PLAN_NEGATION("SavingsPlanNegation"),
    SAVINGS_PLAN_RECURRING_FEE("SavingsPlanRecurringFee"),
    SAVINGS_PLAN_UPFRONT_FEE("SavingsPlanUpfrontFee"),
    DISCOUNTED_USAGE("DiscountedUsage"),
    RI_FEE("RIFee"),
    FEE("Fee"),
    FLAT_RATE_SUBSCRIPTION("FlatRateSubscription"),
    TAX("Tax"),
    CREDIT("Credit"),
    REFUND("Refund"),
    DISCOUNT("Discount"),
    EDP_DISCOUNT("EdpDiscount"),
    PRIVATE_RATE_DISCOUNT("PrivateRateDiscount"),
    RI_VOLUME_DISCOUNT("RiVolumeDiscount"),
    BUNDLED_DISCOUNT("BundledDiscount"),
    SPP_DISCOUNT("SppDiscount"),
    /** A type that is not documented, as a future one would be. */
    UNKNOWN("FutureDiscountKind");

    private final String spelling;
    private final byte[] text;

    LineItemType(String spelling) {
        this.spelling = spelling;
        this.text = spelling.getBytes(StandardCharsets.UTF_8);
    }

    String spelling() {
        return spelling;
    }

    byte[] text() {
        return text;
    }
}
