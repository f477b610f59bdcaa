package io.tributary.local.reconcile;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;

/**
 * An amount by the parts that invoices state apart.
 *
 * @param charges everything but tax, credits and refunds
 * @param tax tax
 * @param credits credits and refunds; what they take off is below 0
 */
public record PartAmounts(BigDecimal charges, BigDecimal tax, BigDecimal credits) {

    public static final PartAmounts ZERO = new PartAmounts(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

    public PartAmounts {
        requireNonNull(charges, "charges");
        requireNonNull(tax, "tax");
        requireNonNull(credits, "credits");
    }

    /** An amount of one part. */
    public static PartAmounts of(Part part, BigDecimal amount) {
        return switch (part) {
            case CHARGES -> new PartAmounts(amount, BigDecimal.ZERO, BigDecimal.ZERO);
            case TAX -> new PartAmounts(BigDecimal.ZERO, amount, BigDecimal.ZERO);
            case CREDITS -> new PartAmounts(BigDecimal.ZERO, BigDecimal.ZERO, amount);
        };
    }

    /** A part of a bill. */
    public enum Part {
        CHARGES,
        TAX,
        CREDITS
    }

    /** Both together. */
    public PartAmounts plus(PartAmounts other) {
        return new PartAmounts(charges.add(other.charges), tax.add(other.tax), credits.add(other.credits));
    }

    /** What is left without the other. */
    public PartAmounts minus(PartAmounts other) {
        return plus(other.times(BigDecimal.ONE.negate()));
    }

    /** Each part times a factor, exactly. */
    public PartAmounts times(BigDecimal factor) {
        return new PartAmounts(charges.multiply(factor), tax.multiply(factor), credits.multiply(factor));
    }

    /** All parts together. */
    public BigDecimal total() {
        return charges.add(tax).add(credits);
    }
}
