package io.tributary.local.view;

import java.time.LocalDate;

/**
 * A delivery that live records of a provider, account and billing period name.
 *
 * @param provider aws, azure or gcp
 * @param billingAccountId the records' billing account or payer
 * @param billingPeriodStart first day of their billing period
 * @param dataSet the data set that they were read from
 * @param deliveryId the delivery that added them, or restated them last
 */
public record ViewSource(
        String provider, String billingAccountId, LocalDate billingPeriodStart, String dataSet, String deliveryId) {}
