package io.tributary.extractors.azure.exports;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.azure.AzureConfig;
import io.tributary.extractors.azure.BillingScope;
import io.tributary.extractors.azure.CostView;
import io.tributary.extractors.csv.CsvRows;
import io.tributary.extractors.source.SourceException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first row of a file, which states whose costs it holds if nothing else does. Columns are found by their English
 * names in any letter case, which localized headers have in parentheses.
 */
final class FirstRow {

    private static final Pattern ENGLISH = Pattern.compile(".*\\(([A-Za-z0-9 _]+)\\)\\s*");
    private static final Pattern MONTH_FIRST = Pattern.compile("(\\d{1,2})/(\\d{1,2})/(\\d{4})");
    private static final Pattern YEAR_FIRST = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})([T ].*)?");

    private final String uri;
    private final Map<String, String> values;

    private FirstRow(String uri, Map<String, String> values) {
        this.uri = uri;
        this.values = values;
    }

    /**
     * Reads the first row of a page.
     *
     * @param uri what its file is called in messages
     * @param content the header, and rows
     */
    static FirstRow of(String uri, byte[] content) {
        CsvRows rows = new CsvRows(requireNonNull(content, "content"));
        List<String> names = rows.readAllValues();
        List<String> row = rows.readAllValues();
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            String value = i < row.size() ? row.get(i).strip() : "";
            values.putIfAbsent(comparable(names.get(i)), value);
        }
        return new FirstRow(uri, values);
    }

    /**
     * The owner of the costs: a billing profile if the account has profiles (Microsoft Customer Agreement), an
     * enrollment or another billing account, or a pay-as-you-go subscription.
     *
     * @throws SourceException.Malformed if the row does not state it
     */
    BillingScope scope() {
        Optional<String> account = value("billingaccountid");
        Optional<String> profile = value("billingprofileid");
        Optional<String> subscription = value("subscriptionguid").or(() -> value("subscriptionid"));
        try {
            if (account.isPresent() && account.get().contains("/")) {
                return BillingScope.of(account.get());
            }
            if (account.isPresent() && profile.isPresent() && isCustomerAgreement()) {
                return BillingScope.billingProfile(account.get(), profile.get());
            }
            if (account.isPresent()) {
                return BillingScope.billingAccount(account.get());
            }
            if (subscription.isPresent()) {
                return BillingScope.subscription(subscription.get());
            }
        } catch (IllegalArgumentException e) {
            throw new SourceException.Malformed(uri, "has no account in its first row: " + e.getMessage(), e);
        }
        throw new SourceException.Malformed(
                uri,
                "has no BillingAccountId and no SubscriptionGuid in its first row: expected one, a manifest, or the"
                        + " setting " + AzureConfig.SCOPE);
    }

    /**
     * The billing period: as the row states it, else the month of its day.
     *
     * @throws SourceException.Malformed if there is no day
     */
    Period period() {
        Optional<LocalDate> start = day("billingperiodstartdate").or(() -> day("billingperiodstart"));
        if (start.isPresent()) {
            // FOCUS states the first day after the period; Azure's own columns the last within it.
            Optional<LocalDate> end =
                    day("billingperiodend").or(() -> day("billingperiodenddate").map(last -> last.plusDays(1)));
            Period days =
                    new Period(start.get(), end.orElseGet(() -> start.get().plusMonths(1)));
            return days.billingPeriod(true).orElseThrow(() -> days.notWhole(uri));
        }
        LocalDate day = day("date")
                .or(() -> day("usagedatetime"))
                .or(() -> day("usagedate"))
                .or(() -> day("chargeperiodstart"))
                .orElseThrow(() -> new SourceException.Malformed(
                        uri,
                        "has no BillingPeriodStartDate and no Date in its first row: expected one, or a manifest"));
        LocalDate first = day.withDayOfMonth(1);
        return new Period(first, first.plusMonths(1));
    }

    /**
     * The view by the columns: FOCUS has its own; actual and amortized costs have the same columns, so there is no
     * answer.
     */
    Optional<CostView> view() {
        boolean isFocus = values.containsKey("billedcost") && values.containsKey("chargeperiodstart");
        return isFocus ? Optional.of(CostView.FOCUS) : Optional.empty();
    }

    private boolean isCustomerAgreement() {
        return values.containsKey("pricingcurrency") || values.containsKey("costinusd");
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    /**
     * A day. Azure writes {@code 9/2/2023}, {@code 09/02/2023}, always with the month first, {@code 2023-09-02} or
     * 20230902.
     */
    private Optional<LocalDate> day(String name) {
        Optional<String> text = value(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            Matcher monthFirst = MONTH_FIRST.matcher(text.get());
            if (monthFirst.matches()) {
                return Optional.of(LocalDate.of(number(monthFirst, 3), number(monthFirst, 1), number(monthFirst, 2)));
            }
            Matcher yearFirst = YEAR_FIRST.matcher(text.get());
            if (yearFirst.matches()) {
                return Optional.of(LocalDate.of(number(yearFirst, 1), number(yearFirst, 2), number(yearFirst, 3)));
            }
            return Optional.of(LocalDate.parse(text.get(), DateTimeFormatter.BASIC_ISO_DATE));
        } catch (DateTimeException e) {
            throw new SourceException.Malformed(
                    uri,
                    "has the " + name + " '" + text.get() + "' in its first row: expected a day like 09/30/2023",
                    e);
        }
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    /** A column's name in English, in small letters and digits only. */
    static String comparable(String name) {
        Matcher english = ENGLISH.matcher(name);
        String inEnglish = english.matches() ? english.group(1) : name;
        return inEnglish.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
