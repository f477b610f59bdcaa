package io.tributary.local.view;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * Exact totals of the live records of one account, billing period, currency and charge category that name one invoice,
 * or none.
 *
 * @param provider aws, azure or gcp
 * @param issuer InvoiceIssuerName of the records
 * @param billingAccountId their billing account
 * @param periodStart first instant of their billing period
 * @param periodEnd first instant after it
 * @param currency ISO 4217 code of the cost
 * @param invoiceId InvoiceId of the records; empty where they name none
 * @param chargeCategory their ChargeCategory
 * @param records how many they are
 * @param billedCost sum of BilledCost
 * @param oldest time of the oldest delivery that they are of
 * @param newest time of the newest one
 */
public record InvoiceTotal(
        String provider,
        String issuer,
        String billingAccountId,
        Instant periodStart,
        Instant periodEnd,
        String currency,
        Optional<String> invoiceId,
        String chargeCategory,
        long records,
        BigDecimal billedCost,
        Instant oldest,
        Instant newest) {

    public InvoiceTotal {
        requireNonNull(provider, "provider");
        requireNonNull(issuer, "issuer");
        requireNonNull(billingAccountId, "billingAccountId");
        requireNonNull(periodStart, "periodStart");
        requireNonNull(periodEnd, "periodEnd");
        requireNonNull(currency, "currency");
        requireNonNull(invoiceId, "invoiceId");
        requireNonNull(chargeCategory, "chargeCategory");
        requireNonNull(billedCost, "billedCost");
        requireNonNull(oldest, "oldest");
        requireNonNull(newest, "newest");
    }
}
