package io.tributary.streams.record;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * Exact amounts: read from text without using {@code double}, and written as the unscaled big-endian bytes of Avro's
 * decimal.
 */
public final class Decimals {

    /** Digits of a decimal number that always fit a long. */
    private static final int LONG_DIGITS = 18;

    /** Decimals of costs and unit prices. */
    public static final int MONEY_SCALE = 24;

    /** Decimals of quantities. */
    public static final int QUANTITY_SCALE = 15;

    /** Digits that a decimal of the schema holds. */
    public static final int PRECISION = 38;

    private static final BigInteger LIMIT = BigInteger.TEN.pow(PRECISION);
    private static final long[] POWERS = new long[19];
    private static final int LONGEST_EXPONENT = 4;

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    private Decimals() {}

    /**
     * Reads a plain or scientific decimal: {@code -12.50}, {@code 7.8E-9}. Nothing is guessed: a leading plus,
     * thousands separators, blanks, currency signs, {@code NaN} and the like are no number.
     *
     * @return the number, with the scale that the text has (never {@code null})
     * @throws NumberFormatException if the bytes are no such number
     */
    public static BigDecimal parse(byte[] text, int offset, int length) {
        int end = offset + length;
        int at = offset;
        boolean negative = length > 0 && text[at] == '-';
        if (negative) {
            at++;
        }
        long unscaled = 0;
        int digits = 0;
        int scale = 0;
        boolean fraction = false;
        for (; at < end; at++) {
            int c = text[at];
            if (c >= '0' && c <= '9') {
                // Leading zeros do not count towards what a long holds.
                if (unscaled != 0 || c != '0') {
                    if (unscaled > 99_999_999_999_999_999L) {
                        return parseLong(text, offset, length);
                    }
                    unscaled = unscaled * 10 + (c - '0');
                }
                digits++;
                if (fraction) {
                    scale++;
                }
            } else if (c == '.' && !fraction) {
                fraction = true;
            } else {
                break;
            }
        }
        if (digits == 0) {
            throw notANumber(text, offset, length);
        }
        if (at < end) {
            return parseLong(text, offset, length);
        }
        return BigDecimal.valueOf(negative ? -unscaled : unscaled, scale);
    }

    private static BigDecimal parseLong(byte[] text, int offset, int length) {
        char[] characters = new char[length];
        int exponentAt = -1;
        for (int i = 0; i < length; i++) {
            int c = text[offset + i];
            boolean plain = c >= '0' && c <= '9' || c == '.' || c == '-' && (i == 0 || exponentAt == i - 1);
            boolean exponent = (c == 'E' || c == 'e') && exponentAt < 0 && i > 0;
            boolean exponentSign = c == '+' && exponentAt >= 0 && exponentAt == i - 1;
            if (!plain && !exponent && !exponentSign) {
                throw notANumber(text, offset, length);
            }
            if (exponent) {
                exponentAt = i;
            }
            characters[i] = (char) c;
        }
        // A bill has no use for larger exponents, and 1E999999999 would ask for a gigabyte of digits.
        if (exponentAt >= 0 && length - exponentAt - 1 > LONGEST_EXPONENT) {
            throw notANumber(text, offset, length);
        }
        return new BigDecimal(characters);
    }

    private static NumberFormatException notANumber(byte[] text, int offset, int length) {
        return new NumberFormatException(
                new String(text, offset, length, java.nio.charset.StandardCharsets.UTF_8) + " is not a decimal number");
    }

    /** {@code value} with exactly {@code scale} decimals, rounded half-even where it has more. */
    public static BigDecimal scaled(BigDecimal value, int scale) {
        return value.setScale(scale, RoundingMode.HALF_EVEN);
    }

    /** Whether {@code value} has decimals beyond {@code scale} that are not zero. */
    public static boolean exceedsScale(BigDecimal value, int scale) {
        return value.scale() > scale && value.stripTrailingZeros().scale() > scale;
    }

    /** Whether {@code value} has, at {@code scale}, more digits than the schema's decimals hold. */
    public static boolean exceedsPrecision(BigDecimal value, int scale) {
        return value.precision() - value.scale() + scale > PRECISION && value.signum() != 0;
    }

    /**
     * Appends the length and the unscaled bytes of {@code value} at {@code scale}, as Avro writes a decimal.
     *
     * @throws ArithmeticException if the value does not fit
     */
    static void write(ByteBuilder out, BigDecimal value, int scale) {
        int shift = scale - value.scale();
        if (shift >= 0 && shift <= 36 && fitsLong(value)) {
            writeShifted(out, unscaledLong(value), shift, value);
            return;
        }
        BigInteger unscaled = value.unscaledValue();
        if (shift >= 0 && shift <= 36 && unscaled.bitLength() <= 63) {
            writeShifted(out, unscaled.longValue(), shift, value);
            return;
        }
        BigInteger exact = shift == 0 ? unscaled : scaled(value, scale).unscaledValue();
        if (exact.abs().compareTo(LIMIT) >= 0) {
            throw tooLarge(value);
        }
        byte[] bytes = exact.toByteArray();
        out.putZigZag(bytes.length).put(bytes);
    }

    /** Whether the digits of {@code value} surely fit a long. */
    public static boolean fitsLong(BigDecimal value) {
        return value.precision() <= LONG_DIGITS;
    }

    /** The digits of {@code value}, which {@link #fitsLong}: without the large integer that BigDecimal would make. */
    public static long unscaledLong(BigDecimal value) {
        return value.scaleByPowerOfTen(value.scale()).longValue();
    }

    /** Multiplies by a power of ten in 128 bits: the common case, without a large integer. */
    private static void writeShifted(ByteBuilder out, long unscaled, int shift, BigDecimal value) {
        long high = unscaled >> 63;
        long low = unscaled;
        int rest = shift;
        while (rest > 0 && unscaled != 0) {
            int step = Math.min(rest, 18);
            long factor = POWERS[step];
            long carry = unsignedMultiplyHigh(low, factor);
            long top = Math.multiplyHigh(high, factor);
            long newHigh = high * factor + carry;
            // The product must stay within 127 bits; a value this large is beyond 38 digits anyway.
            if (top != newHigh >> 63 || (newHigh >> 63) != (unscaled >> 63)) {
                throw tooLarge(value);
            }
            low *= factor;
            high = newHigh;
            rest -= step;
        }
        // 10^38 / 2^64: what lies between that and 10^38 is no long times a power of ten.
        if (Math.abs(high) >= 5_421_010_862_427_522_170L) {
            throw tooLarge(value);
        }
        writeMinimal(out, high, low);
    }

    private static void writeMinimal(ByteBuilder out, long high, long low) {
        int count = 16;
        while (count > 1) {
            int first = byteAt(high, low, count - 1);
            int second = byteAt(high, low, count - 2);
            if (first == 0 && (second & 0x80) == 0 || first == 0xFF && (second & 0x80) != 0) {
                count--;
            } else {
                break;
            }
        }
        out.putZigZag(count);
        for (int i = count - 1; i >= 0; i--) {
            out.put(byteAt(high, low, i));
        }
    }

    private static int byteAt(long high, long low, int index) {
        return (int) ((index >= 8 ? high >>> (index - 8) * 8 : low >>> index * 8) & 0xFF);
    }

    /** Math.unsignedMultiplyHigh came after 17. */
    private static long unsignedMultiplyHigh(long x, long y) {
        return Math.multiplyHigh(x, y) + (x >> 63 & y) + (y >> 63 & x);
    }

    private static ArithmeticException tooLarge(BigDecimal value) {
        return new ArithmeticException(value + " has more than " + PRECISION + " digits");
    }
}
