package io.tributary.samples.gcp;

import com.fasterxml.jackson.core.io.schubfach.DoubleToDecimal;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Binary floating point numbers as BigQuery writes them: the shortest decimal, with an exponent where it is small. */
final class Numbers {

    private static final BigDecimal LEAST_PLAIN = new BigDecimal("0.0001");

    private Numbers() {}

    /** The shortest decimal that is this number; the same on every JVM, which Java's own is not. */
    static String text(double value) {
        if (value == 0) {
            return "0";
        }
        BigDecimal exact = new BigDecimal(DoubleToDecimal.toString(value)).stripTrailingZeros();
        if (exact.abs().compareTo(LEAST_PLAIN) >= 0) {
            return exact.toPlainString();
        }
        String digits = exact.unscaledValue().abs().toString();
        int exponent = digits.length() - 1 - exact.scale();
        return (exact.signum() < 0 ? "-" : "")
                + digits.charAt(0)
                + (digits.length() > 1 ? "." + digits.substring(1) : "")
                + "e%+03d".formatted(exponent);
    }

    /** The nearest number of whole millionths. */
    static double micros(double value) {
        return new BigDecimal(value).setScale(6, RoundingMode.HALF_EVEN).doubleValue();
    }

    /** An amount of no more decimals than needed. */
    static BigDecimal plain(BigDecimal amount) {
        BigDecimal stripped = amount.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
