package io.tributary.samples.aws;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** How a number is spelled. Bills have all of these, at times in one column. */
enum DecimalStyle {
    /** No more digits than needed: {@code 12}, {@code 0.0000000078}. */
    PLAIN,
    /** Ten decimals or, if needed, more: {@code 12.0000000000}. */
    FIXED,
    /** As Java and the provider spell a double, with no digit lost: {@code 12.0}, {@code 7.8E-9}. */
    SCIENTIFIC;

    private static final byte[] ZERO = ascii("0");
    private static final byte[] ZERO_FIXED = ascii("0.0000000000");
    private static final byte[] ZERO_SCIENTIFIC = ascii("0.0");
    private static final int FIXED_SCALE = 10;

    /** Spells {@code unscaled / 10^scale} exactly. */
    byte[] spell(long unscaled, int scale) {
        if (unscaled == 0) {
            return this == PLAIN ? ZERO : this == FIXED ? ZERO_FIXED : ZERO_SCIENTIFIC;
        }
        long digits = unscaled;
        int decimals = scale;
        int fewest = this == FIXED ? FIXED_SCALE : 0;
        while (decimals > fewest && digits % 10 == 0) {
            digits /= 10;
            decimals--;
        }
        if (this == SCIENTIFIC) {
            return spellAsDouble(digits, decimals);
        }
        return spellPlainly(digits, decimals, Math.max(fewest - decimals, 0));
    }

    private static byte[] spellAsDouble(long digits, int decimals) {
        int count = count(digits);
        int exponent = count - 1 - decimals;
        if (exponent >= -3 && exponent < 7) {
            return spellPlainly(digits, decimals, decimals == 0 ? 1 : 0);
        }
        long mantissa = digits;
        int fraction = count - 1;
        while (fraction > 1 && mantissa % 10 == 0) {
            mantissa /= 10;
            fraction--;
        }
        byte[] head = spellPlainly(mantissa, fraction, fraction == 0 ? 1 : 0);
        byte[] tail = ascii("E" + exponent);
        byte[] text = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, text, head.length, tail.length);
        return text;
    }

    private static byte[] spellPlainly(long digits, int decimals, int zerosAfter) {
        boolean fraction = decimals + zerosAfter > 0;
        int length = Math.max(count(digits), decimals + 1) + zerosAfter + (fraction ? 1 : 0) + (digits < 0 ? 1 : 0);
        byte[] text = new byte[length];
        int at = length;
        for (int i = 0; i < zerosAfter; i++) {
            text[--at] = '0';
        }
        long rest = digits;
        int left = decimals;
        if (left == 0 && zerosAfter > 0) {
            text[--at] = '.';
        }
        while (rest != 0 || left >= 0) {
            text[--at] = (byte) ('0' + Math.abs(rest % 10));
            rest /= 10;
            left--;
            if (left == 0) {
                text[--at] = '.';
            }
        }
        if (digits < 0) {
            text[--at] = '-';
        }
        return text;
    }

    private static int count(long digits) {
        int count = 1;
        for (long bound = -10; count < 19 && -Math.abs(digits) <= bound; bound *= 10) {
            count++;
        }
        return count;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
