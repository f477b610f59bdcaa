package io.tributary.local.reconcile;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What was billed, as a statement says it, or several statements together.
 *
 * @param currency ISO 4217 code of all amounts
 * @param amount what is payable, tax included
 * @param tax tax that is in it; empty where that is not known
 * @param credits what credits and refunds take off it, 0 or less; empty where that is not known
 * @param fractionDigits decimals to which the issuer rounds, for example 2
 * @param statements how many statements these are together, those of 0 left out; 1 at least
 */
public record Billed(
        String currency,
        BigDecimal amount,
        Optional<BigDecimal> tax,
        Optional<BigDecimal> credits,
        int fractionDigits,
        int statements) {

    public Billed {
        requireNonNull(currency, "currency");
        requireNonNull(amount, "amount");
        requireNonNull(tax, "tax");
        requireNonNull(credits, "credits");
    }

    /** The largest error of rounding one amount: half of the last digit that is stated. */
    BigDecimal roundingOfOne() {
        int stated = amount.signum() == 0 ? 0 : amount.stripTrailingZeros().scale();
        return new BigDecimal("0.5").movePointLeft(Math.max(fractionDigits, stated));
    }

    /** The largest error of rounding all amounts that are stated. */
    BigDecimal rounding() {
        int amounts = 1 + (tax.isPresent() ? 1 : 0) + (credits.isPresent() ? 1 : 0);
        return roundingOfOne().multiply(BigDecimal.valueOf((long) amounts * statements));
    }
}
