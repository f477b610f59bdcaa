package io.tributary.local.statements;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Amounts as they are printed for people in the United States: {@code -$1,234.50}, {@code (USD 1,234.50)}. Before the
 * number there may be the currency's sign or code, and nothing else; a sign of another currency is refused, and so is
 * what would be another number with a decimal comma. Exponents are those of small costs only.
 */
final class PrintedAmounts {

    private static final Pattern GROUPED = Pattern.compile("[1-9]\\d{0,2}(,\\d{3})+(\\.\\d+)?");
    private static final Pattern PLAIN = Pattern.compile("\\d+(\\.\\d+)?([eE]-\\d{1,3})?");
    private static final String BLANKS = "[\\s\\u00a0\\u202f]*";

    private final String currency;
    private final Pattern form;

    /** @param currency ISO 4217 code of the amounts */
    PrintedAmounts(String currency) {
        this.currency = requireNonNull(currency, "currency");
        List<String> quoted = signs(Currency.getInstance(currency)).stream()
                .sorted(Comparator.comparing(String::length).reversed())
                .map(Pattern::quote)
                .toList();
        form = Pattern.compile("(?<open>\\()?(?<sign>[-+])?" + BLANKS + "(" + String.join("|", quoted) + ")?" + BLANKS
                + "(?<second>[-+])?(?<number>\\d[^()\\s]*)(?<close>\\))?");
    }

    /** An amount; below 0 with a minus, or in parentheses. */
    BigDecimal amount(String text) {
        Matcher parts = form.matcher(text);
        if (!parts.matches()) {
            throw expected();
        }
        boolean isBracketed = parts.group("open") != null;
        String sign = parts.group("sign");
        String second = parts.group("second");
        boolean isSigned = sign != null || second != null;
        if (isBracketed != (parts.group("close") != null) || (sign != null && second != null)) {
            throw expected();
        }
        if (isBracketed && isSigned) {
            throw expected();
        }
        BigDecimal amount = StatementValues.amountWithExponent(number(parts.group("number")));
        return isBracketed || "-".equals(sign) || "-".equals(second) ? amount.negate() : amount;
    }

    private String number(String text) {
        if (GROUPED.matcher(text).matches()) {
            return text.replace(",", "");
        }
        if (PLAIN.matcher(text).matches()) {
            return text;
        }
        throw expected();
    }

    private IllegalArgumentException expected() {
        return new IllegalArgumentException("expected a decimal number in " + currency
                + ", such as -1,234.50, with no other sign or code before it than that currency's");
    }

    /** Whether a sign or a code is known to be another currency's. */
    boolean isOfAnother(String sign) {
        return !signs(Currency.getInstance(currency)).contains(sign)
                && Currency.getAvailableCurrencies().stream()
                        .anyMatch(other -> other.getCurrencyCode().equals(sign)
                                || other.getSymbol(Locale.US).equals(sign));
    }

    /** The code, and the signs by which it is called at home and in the United States and Canada. */
    private static Set<String> signs(Currency currency) {
        Set<String> signs = new TreeSet<>(List.of(
                currency.getCurrencyCode(),
                currency.getSymbol(Locale.ROOT),
                currency.getSymbol(Locale.US),
                currency.getSymbol(Locale.CANADA)));
        for (Locale locale : Locale.getAvailableLocales()) {
            if (isOf(currency, locale)) {
                signs.add(currency.getSymbol(locale));
            }
        }
        return signs;
    }

    private static boolean isOf(Currency currency, Locale locale) {
        try {
            return !locale.getCountry().isEmpty() && currency.equals(Currency.getInstance(locale));
        } catch (IllegalArgumentException noCountry) {
            // Such as 001, which is the world.
            return false;
        }
    }
}
