package io.tributary.extractors;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;

/**
 * A delivery that is complete on the raw topic.
 *
 * @param scope what it is a complete statement of
 * @param deliveryId its id as its pages carry it
 * @param billingAccountId the billing account or payer
 * @param billingPeriodStart first day of the billing period
 * @param pages pages of it, the completion not counted
 * @param rows rows of it
 * @param alreadyTaken whether an earlier run had published it all
 */
public record TakenDelivery(
        String scope,
        String deliveryId,
        String billingAccountId,
        LocalDate billingPeriodStart,
        int pages,
        long rows,
        boolean alreadyTaken) {

    public TakenDelivery {
        requireNonNull(scope, "scope");
        requireNonNull(deliveryId, "deliveryId");
        requireNonNull(billingAccountId, "billingAccountId");
        requireNonNull(billingPeriodStart, "billingPeriodStart");
    }
}
