package io.tributary.extractors.azure.exports;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.azure.AzureConfig;
import io.tributary.extractors.azure.BillingScope;
import io.tributary.extractors.source.SourceException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a row of costs states of itself: whose it is, of which period, and how much. */
final class StatedRow {

    private static final Pattern MONTH_FIRST = Pattern.compile("(\\d{1,2})/(\\d{1,2})/(\\d{4})");
    private static final Pattern YEAR_FIRST = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})([T ].*)?");

    /** Charge types that give back what an earlier period may have charged. */
    private static final Pattern GIVES_BACK = Pattern.compile("(?i).*(refund|adjustment)");

    private static final List<String> COSTS = List.of("costinbillingcurrency", "billedcost", "pretaxcost", "cost");
    private static final List<String> CURRENCIES = List.of("billingcurrencycode", "billingcurrency", "currency");

    private final String uri;
    private final Map<String, Integer> places;
    private final String[] values;

    /**
     * @param uri what the row's file is called in messages
     * @param places where the values of columns are, by the columns' comparable names
     */
    StatedRow(String uri, Map<String, Integer> places, String[] values) {
        this.uri = requireNonNull(uri, "uri");
        this.places = requireNonNull(places, "places");
        this.values = values;
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
            throw new SourceException.Malformed(uri, "has no account in a row: " + e.getMessage(), e);
        }
        throw new SourceException.Malformed(
                uri,
                "has no BillingAccountId and no SubscriptionGuid in a row: expected one, a manifest, or the"
                        + " setting " + AzureConfig.SCOPE);
    }

    /**
     * The billing period: as the row states it, else the month of its day.
     *
     * @throws SourceException.Malformed if there is no day, or the row gives something back and states no period
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
        if (value("chargetype")
                .filter(type -> GIVES_BACK.matcher(type).matches())
                .isPresent()) {
            throw new SourceException.Malformed(
                    uri,
                    "has a " + value("chargetype").get() + " that states no billing period, and may be dated in an"
                            + " earlier one: expected BillingPeriodStartDate, other rows of one period, or a manifest");
        }
        LocalDate day = day("date")
                .or(() -> day("usagedatetime"))
                .or(() -> day("usagedate"))
                .or(() -> day("chargeperiodstart"))
                .orElseThrow(() -> new SourceException.Malformed(
                        uri, "has no BillingPeriodStartDate and no Date in a row: expected one, or a manifest"));
        LocalDate first = day.withDayOfMonth(1);
        return new Period(first, first.plusMonths(1));
    }

    /** What is billed; empty if the row has no such number. */
    Optional<BigDecimal> cost() {
        try {
            return COSTS.stream()
                    .map(this::value)
                    .flatMap(Optional::stream)
                    .findFirst()
                    .map(BigDecimal::new);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The currency of what is billed; empty if the row has none. */
    Optional<String> currency() {
        return CURRENCIES.stream().map(this::value).flatMap(Optional::stream).findFirst();
    }

    private boolean isCustomerAgreement() {
        return places.containsKey("pricingcurrency") || places.containsKey("costinusd");
    }

    private Optional<String> value(String name) {
        Integer place = places.get(name);
        return place == null
                ? Optional.empty()
                : Optional.of(values[place].strip()).filter(value -> !value.isEmpty());
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
                    uri, "has the " + name + " '" + text.get() + "' in a row: expected a day like 09/30/2023", e);
        }
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }
}
