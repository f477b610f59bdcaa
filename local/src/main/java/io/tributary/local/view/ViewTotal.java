package io.tributary.local.view;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * Exact totals of the live records of one account, billing period and currency.
 *
 * @param billingAccountId the billing account or payer
 * @param billingPeriodStart first day of the billing period
 * @param currency ISO 4217 code of the costs
 * @param rows live records
 * @param billedCost sum of BilledCost
 * @param effectiveCost sum of EffectiveCost
 */
public record ViewTotal(
        String billingAccountId,
        LocalDate billingPeriodStart,
        String currency,
        long rows,
        BigDecimal billedCost,
        BigDecimal effectiveCost) {

    public ViewTotal {
        requireNonNull(billingAccountId, "billingAccountId");
        requireNonNull(billingPeriodStart, "billingPeriodStart");
        requireNonNull(currency, "currency");
        requireNonNull(billedCost, "billedCost");
        requireNonNull(effectiveCost, "effectiveCost");
    }
}
