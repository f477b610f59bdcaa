package io.tributary.local.reconcile;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.List;

/**
 * A named part of a gap.
 *
 * @param kind its name
 * @param amount what it adds to the gap; above 0 where what was billed is more
 * @param findings what it was found on; none where it follows from the amounts alone
 */
public record Cause(Kind kind, BigDecimal amount, List<Finding> findings) {

    public Cause {
        requireNonNull(kind, "kind");
        requireNonNull(amount, "amount");
        findings = List.copyOf(findings);
    }

    /** Names of causes, in the order in which they are attributed; they never change. */
    public enum Kind {
        /** Records in the currency of the charges, by the rate that the statement states. */
        CURRENCY_CONVERSION("converted from another currency by the statement's own rate"),
        /** Rows on the topic of dead letters. */
        PARKED("rows that were not read"),
        /** Rows of the invoice under another account or period, or in a delivery of which nothing is taken. */
        OTHER_STATEMENT("rows that another account, period or statement has"),
        /** What deliveries added, restated or withdrew since. */
        CHANGED_AFTER_ISSUE("changed after the invoice was issued"),
        /** Nothing was delivered, or what was delivered waits for a decision. */
        NOT_DELIVERED("not delivered yet, or not settled"),
        /** Tax that is stated less tax that the records have. */
        TAX("tax that the invoice has and the bill has not"),
        /** Credits and refunds that are stated less those that the records have. */
        CREDITS("credits and refunds that the invoice has and the bill has not"),
        /** No more than what rounding of the stated amounts can make. */
        ROUNDING("rounding of the invoice's amounts"),
        /** What no evidence explains. */
        UNEXPLAINED("not explained");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** As it is printed. */
        public String text() {
            return text;
        }
    }
}
