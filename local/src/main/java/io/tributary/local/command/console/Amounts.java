package io.tributary.local.command.console;

import java.math.BigDecimal;
import java.util.Locale;

/** Amounts and counts as people read them. */
public final class Amounts {

    private static final int CENTS = 2;

    private Amounts() {}

    /** All digits, at least two after the point, and no zeros after those. */
    public static String exact(BigDecimal amount) {
        BigDecimal shortest = amount.stripTrailingZeros();
        return shortest.setScale(Math.max(CENTS, shortest.scale())).toPlainString();
    }

    /** {@code 1,200}. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 1 row}, {@code 1,200 rows}. */
    public static String count(long number, String noun) {
        return count(number, noun, noun + "s");
    }

    /** {@code 1 delivery}, {@code 1,200 deliveries}. */
    public static String count(long number, String one, String several) {
        return count(number) + " " + (number == 1 ? one : several);
    }
}
