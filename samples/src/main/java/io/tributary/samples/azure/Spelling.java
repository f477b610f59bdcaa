package io.tributary.samples.azure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** A spelling of numbers that loses no digit. Exports have all of these, sometimes in one column. */
enum Spelling {
    /** No more digits than needed: {@code 12}, {@code 0.0000000078}. */
    PLAIN,
    /** Twenty-four decimals: {@code 0.000000144000000000000000}. */
    LONG,
    /** With an exponent where the number is small: {@code 5.64902E-05}. */
    EXPONENT;

    private static final int LONG_SCALE = 24;
    private static final BigDecimal SMALL = new BigDecimal("0.0001");

    /** The digits that binary floating point keeps: amounts have no more, in any format. */
    private static final MathContext DIGITS = new MathContext(15, RoundingMode.HALF_EVEN);

    /** Rounds an amount, a price or a quantity to the digits that every format holds exactly. */
    static BigDecimal exact(BigDecimal number) {
        BigDecimal rounded = number.setScale(12, RoundingMode.HALF_EVEN);
        return plain(rounded.round(DIGITS));
    }

    String spell(BigDecimal number) {
        BigDecimal plain = plain(number);
        if (this == LONG) {
            return plain.setScale(LONG_SCALE, RoundingMode.UNNECESSARY).toPlainString();
        }
        if (this == PLAIN || plain.signum() == 0 || plain.abs().compareTo(SMALL) >= 0) {
            return plain.toPlainString();
        }
        int exponent = plain.precision() - 1 - plain.scale();
        BigDecimal mantissa = plain.scaleByPowerOfTen(-exponent);
        return String.format(Locale.ROOT, "%sE-%02d", mantissa.toPlainString(), -exponent);
    }

    private static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
