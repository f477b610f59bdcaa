package io.tributary.local.statements;

import io.tributary.extractors.ProviderExtractor;
import io.tributary.extractors.ProviderExtractors;
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
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Values of statements from their text. Each method throws {@link IllegalArgumentException} with what was expected,
 * without the value, whose place only the caller knows.
 */
public final class StatementValues {

    /** Decimals of amounts on the topic. */
    public static final int DECIMALS = 24;

    private static final int DIGITS = 38;
    private static final Pattern AMOUNT = Pattern.compile("[-+]?\\d+(\\.\\d+)?");
    private static final Pattern EXPONENT = Pattern.compile("[eE][-+]?\\d{1,3}$");
    private static final Pattern ROUNDED = Pattern.compile("\\d(\\.\\d+)?[eE]\\+\\d+|\\d\\.\\d+[eE]\\d+");
    /** No provider billed anything before. */
    private static final int FIRST_YEAR = 2000;

    private static final Pattern MONTH = Pattern.compile("\\d{4}-\\d{2}");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern SECONDS = Pattern.compile("\\d{9,11}(\\.\\d+)?|\\d\\.\\d+[eE]\\+?(9|10)");
    /** As AWS's command prints times, some of which have no colon in the offset. */
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendOffset("+HH:mm", "Z")
            .toFormatter();

    private StatementValues() {}

    /** An amount as people write it, without an exponent, with the decimals that it has on the topic. */
    public static BigDecimal amount(String text) {
        if (!AMOUNT.matcher(text).matches()) {
            throw new IllegalArgumentException("expected a decimal number, such as -1234.50");
        }
        return amountWithExponent(text);
    }

    /** An amount as programs write it, with the decimals that it has on the topic. */
    static BigDecimal amountWithExponent(String text) {
        if (!AMOUNT.matcher(EXPONENT.matcher(text).replaceFirst("")).matches()) {
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

    /** An ISO 4217 code of money: not of a metal, not the code for no currency (XXX) nor that for tests (XTS). */
    public static String currency(String text) {
        try {
            Currency currency = Currency.getInstance(text);
            if (currency.getDefaultFractionDigits() >= 0) {
                return currency.getCurrencyCode();
            }
        } catch (IllegalArgumentException unknown) {
            // Said below.
        }
        throw new IllegalArgumentException("expected an ISO 4217 code of money, such as USD");
    }

    /**
     * The first day of a billing period: of a month, {@code 2026-11}, or a day, {@code 2026-11-13}. Periods of AWS and
     * Google Cloud are months.
     */
    public static LocalDate period(String provider, String text) {
        boolean isMonths = ProviderExtractors.named(provider)
                .filter(ProviderExtractor::hasMonthlyPeriods)
                .isPresent();
        LocalDate start = null;
        try {
            if (MONTH.matcher(text).matches()) {
                start = YearMonth.parse(text).atDay(1);
            } else if (DAY.matcher(text).matches()) {
                start = LocalDate.parse(text);
            }
        } catch (DateTimeException none) {
            // Such as month 13.
        }
        if (start == null || isMonths && start.getDayOfMonth() != 1) {
            throw new IllegalArgumentException(
                    isMonths
                            ? "expected a month, 2026-11, or its first day, 2026-11-01"
                            : "expected a month, 2026-11, or a period's first day, 2026-11-13");
        }
        return requireKnown(start);
    }

    /** A day; of a time with its offset, {@code 2026-11-13T00:00:00+02:00}, the day that is written. */
    static LocalDate day(String text) {
        try {
            return requireKnown(
                    DAY.matcher(text).matches()
                            ? LocalDate.parse(text)
                            : OffsetDateTime.parse(text, TIME).toLocalDate());
        } catch (DateTimeException none) {
            throw new IllegalArgumentException(
                    "expected a day, 2026-12-03, or a time with its offset, 2026-12-03T05:00:00Z");
        }
    }

    /** Refuses a day of a year in which nothing was billed. */
    static LocalDate requireKnown(LocalDate day) {
        if (day.getYear() < FIRST_YEAR) {
            throw new IllegalArgumentException("expected a year from " + FIRST_YEAR + " on");
        }
        return day;
    }

    /** A moment: a day, whose beginning in UTC is meant, a time with its offset, or seconds since 1970. */
    public static Instant time(String text) {
        Instant time = anyTime(text);
        requireKnown(time.atOffset(ZoneOffset.UTC).toLocalDate());
        return time;
    }

    private static Instant anyTime(String text) {
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

    /** Text that says something, in one line. */
    public static String text(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("expected a text that is not blank");
        }
        String stripped = text.strip();
        if (stripped.chars().anyMatch(StatementValues::breaksLines)) {
            throw new IllegalArgumentException("expected a text of one line, without control characters");
        }
        return stripped;
    }

    private static boolean breaksLines(int character) {
        int type = Character.getType(character);
        return type == Character.CONTROL || type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR;
    }

    /** A provider of this installation, by its name in any case. */
    public static String provider(String text) {
        String name = text(text).toLowerCase(Locale.ROOT);
        List<String> known = ProviderExtractors.all().stream()
                .map(extractor -> extractor.provider().name())
                .toList();
        if (!known.contains(name)) {
            throw new IllegalArgumentException("expected a provider that is installed here, one of " + known);
        }
        return name;
    }

    /** A billing account of a provider, as its records have it. */
    public static String account(String provider, String text) {
        return BilledAccounts.whole(provider, account(text));
    }

    /** A billing account. */
    static String account(String text) {
        String account = text(text);
        if (account.contains("|") || BilledAccounts.comparable(account).isEmpty()) {
            throw new IllegalArgumentException("expected the id of an account, without '|' and with no '/' alone");
        }
        if (ROUNDED.matcher(account).matches()) {
            throw new IllegalArgumentException(
                    "expected the id of an account, not a number that a program has rounded");
        }
        return account;
    }

    /** One of the words that are known. */
    static String oneOf(List<String> known, String text) {
        if (!known.contains(text)) {
            throw new IllegalArgumentException("expected one of " + known);
        }
        return text;
    }
}
