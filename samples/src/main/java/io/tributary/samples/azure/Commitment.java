package io.tributary.samples.azure;

/**
 * A reservation or a savings plan.
 *
 * @param pricingModel {@code Reservation} or {@code SavingsPlan}
 * @param orderId the order that bought it
 * @param id its own id
 * @param name its display name
 * @param term for example {@code P1Y}
 * @param owner the subscription that is billed for it
 */
record Commitment(String pricingModel, String orderId, String id, String name, String term, Subscription owner) {

    static final String RESERVATION = "Reservation";
    static final String SAVINGS_PLAN = "SavingsPlan";

    boolean isReservation() {
        return pricingModel.equals(RESERVATION);
    }

    /** Its ARM id, in the letter case of the portal. */
    String benefitId() {
        return isReservation()
                ? "/providers/Microsoft.Capacity/reservationOrders/" + orderId + "/reservations/" + id
                : "/providers/Microsoft.BillingBenefits/savingsPlanOrders/" + orderId + "/savingsPlans/" + id;
    }
}
