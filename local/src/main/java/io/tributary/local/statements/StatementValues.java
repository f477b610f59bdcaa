package io.tributary.local.statements;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Currency;
import java.util.regex.Pattern;

/**
 * Values of statements from their text. Each method throws {@link IllegalArgumentException} with what was expected,
 * without the value, whose place only the caller knows.
 */
public final class StatementValues {

    /** Decimals of amounts on the topic. */
    public static final int DECIMALS = 24;

    private static final int DIGITS = 38;
    private static final Pattern AMOUNT = Pattern.compile("[-+]?\\d+(\\.\\d+)?([eE][-+]?\\d{1,3})?");
    private static final Pattern MONTH = Pattern.compile("\\d{4}-\\d{2}");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern SECONDS = Pattern.compile("\\d{9,11}(\\.\\d+)?([eE]\\d+)?");
    /** As AWS's command prints times, some of which have no colon in the offset. */
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendOffset("+HH:mm", "Z")
            .toFormatter();

    private StatementValues() {}

    /** An amount, with the decimals that it has on the topic. */
    public static BigDecimal amount(String text) {
        if (!AMOUNT.matcher(text).matches()) {
            throw new IllegalArgumentException("expected a decimal number, such as -1234.50");
        }
        BigDecimal amount = new BigDecimal(text);
        if (amount.signum() != 0 && amount.stripTrailingZeros().scale() > DECIMALS) {
            throw new IllegalArgumentException("expected at most " + DECIMALS + " decimals");
        }
        BigDecimal scaled = amount.setScale(DECIMALS);
        if (scaled.precision() > DIGITS) {
            throw new IllegalArgumentException(
                    "expected at most " + (DIGITS - DECIMALS) + " digits before the decimal point");
        }
        return scaled;
    }

    /** An amount that takes something off, or nothing. */
    public static BigDecimal reduction(String text) {
        BigDecimal amount = amount(text);
        if (amount.signum() > 0) {
            throw new IllegalArgumentException("expected 0 or less: what credits and refunds take off");
        }
        return amount;
    }

    /** A rate of exchange. */
    public static BigDecimal rate(String text) {
        BigDecimal rate = amount(text);
        if (rate.signum() <= 0) {
            throw new IllegalArgumentException("expected a rate above 0");
        }
        return rate;
    }

    /** An ISO 4217 code. */
    public static String currency(String text) {
        try {
            return Currency.getInstance(text).getCurrencyCode();
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException("expected an ISO 4217 code, such as USD");
        }
    }

    /** The first day of a billing period: of a month, {@code 2026-11}, or a day, {@code 2026-11-13}. */
    public static LocalDate period(String text) {
        try {
            if (MONTH.matcher(text).matches()) {
                return YearMonth.parse(text).atDay(1);
            }
            if (DAY.matcher(text).matches()) {
                return LocalDate.parse(text);
            }
        } catch (DateTimeException none) {
            // Such as month 13.
        }
        throw new IllegalArgumentException("expected a month, 2026-11, or a period's first day, 2026-11-13");
    }

    /** A moment: a day, whose beginning in UTC is meant, a time with its offset, or seconds since 1970. */
    public static Instant time(String text) {
        try {
            if (DAY.matcher(text).matches()) {
                return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
            }
            if (SECONDS.matcher(text).matches()) {
                return Instant.ofEpochMilli(
                        new BigDecimal(text).movePointRight(3).longValue());
            }
            return OffsetDateTime.parse(text, TIME).toInstant();
        } catch (DateTimeException none) {
            throw new IllegalArgumentException(
                    "expected a day, 2026-12-03, or a time with its offset, 2026-12-03T05:00:00Z");
        }
    }

    /** Text that says something. */
    public static String text(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("expected a text that is not blank");
        }
        return text.strip();
    }
}
