package io.tributary.local.command.console;

import java.math.BigDecimal;

/** Amounts as people read them. */
public final class Amounts {

    private static final int CENTS = 2;

    private Amounts() {}

    /** All digits, at least two after the point, and no zeros after those. */
    public static String exact(BigDecimal amount) {
        BigDecimal shortest = amount.stripTrailingZeros();
        return shortest.setScale(Math.max(CENTS, shortest.scale())).toPlainString();
    }
}
