package io.tributary.extractors.azure.api;

import java.math.BigDecimal;

/** Reads amounts from their text, exactly. */
public final class Amounts {

    /** Far more digits than any currency needs. The limit protects memory. */
    private static final int MOST_DIGITS = 400;

    private Amounts() {}

    /**
     * An amount; empty if the text is absent or empty.
     *
     * @throws NumberFormatException if it is not a number of a reasonable size
     */
    public static BigDecimal of(String text) {
        if (text == null || text.isBlank()) {
            return BigDecimal.ZERO;
        }
        BigDecimal amount = new BigDecimal(text.strip());
        if (Math.abs(amount.scale()) > MOST_DIGITS || amount.precision() > MOST_DIGITS) {
            throw new NumberFormatException("'" + text + "' has more than " + MOST_DIGITS + " digits");
        }
        return amount;
    }
}
