package io.tributary.streams.normalize.azure;

/** How a row is priced: Azure PricingModel. */
enum PricingModel {
    ON_DEMAND,
    SPOT,
    RESERVATION,
    SAVINGS_PLAN,
    /** A model that is not known. */
    OTHER;

    static final String BENEFITS = "/microsoft.billingbenefits/";

    /**
     * The model of a row. Older sets leave it blank, but name the reservation.
     *
     * @param text Azure PricingModel
     * @param type the row's charge type: what is unused belongs to a commitment, whatever the model says
     * @param commitment the id of the commitment, lower-cased; empty where the row names none
     */
    static PricingModel of(String text, ChargeType type, String commitment) {
        if (type == ChargeType.UNUSED_RESERVATION) {
            return RESERVATION;
        }
        if (type == ChargeType.UNUSED_SAVINGS_PLAN) {
            return SAVINGS_PLAN;
        }
        switch (ChargeType.canonical(text)) {
            case "":
                return commitment.isEmpty() ? ON_DEMAND : commitment.contains(BENEFITS) ? SAVINGS_PLAN : RESERVATION;
            case "ondemand":
                return ON_DEMAND;
            case "spot":
                return SPOT;
            case "reservation":
                return RESERVATION;
            case "savingsplan":
                return SAVINGS_PLAN;
            default:
                return OTHER;
        }
    }

    boolean isCommitment() {
        return this == RESERVATION || this == SAVINGS_PLAN;
    }
}
