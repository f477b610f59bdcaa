package io.tributary.local.view;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * Exact totals of the live records of one provider, account, billing period and currency.
 *
 * @param provider aws, azure or gcp
 * @param billingAccountId the billing account or payer
 * @param billingPeriodStart first day of the billing period
 * @param currency ISO 4217 code of the costs
 * @param rows live records
 * @param billedCost sum of BilledCost
 * @param effectiveCost sum of EffectiveCost
 * @param listCost sum of ListCost
 * @param contractedCost sum of ContractedCost
 */
public record ViewTotal(
        String provider,
        String billingAccountId,
        LocalDate billingPeriodStart,
        String currency,
        long rows,
        BigDecimal billedCost,
        BigDecimal effectiveCost,
        BigDecimal listCost,
        BigDecimal contractedCost) {

    public ViewTotal {
        requireNonNull(provider, "provider");
        requireNonNull(billingAccountId, "billingAccountId");
        requireNonNull(billingPeriodStart, "billingPeriodStart");
        requireNonNull(currency, "currency");
        requireNonNull(billedCost, "billedCost");
        requireNonNull(effectiveCost, "effectiveCost");
        requireNonNull(listCost, "listCost");
        requireNonNull(contractedCost, "contractedCost");
    }
}
