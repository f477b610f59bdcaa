package io.tributary.extractors.azure.api;

import static java.util.Objects.requireNonNull;
import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.between;
import static org.apache.kafka.common.config.ConfigDef.Type.BOOLEAN;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/**
 * What is requested from Cost Management's interfaces, and how answers are verified.
 *
 * @param periods which billing periods are read
 * @param billingPeriods whether a period is one of the account's billing periods instead of a calendar month
 * @param grouping what the Query interface adds costs up by
 * @param controlTotals whether paged rows must add up to a total that is asked for before and after
 * @param tolerance share of the costs that they may be apart
 * @param pages answers of a paged interface that are read at most
 * @param usageDetailsBy what usage details are asked for by
 * @param reportTimeout how long a cost details report may take to be made
 */
public record ApiConfig(
        Periods periods,
        boolean billingPeriods,
        List<String> grouping,
        boolean controlTotals,
        BigDecimal tolerance,
        int pages,
        UsageDetailsBy usageDetailsBy,
        Duration reportTimeout) {

    /** What usage details are asked for by. */
    public enum UsageDetailsBy {
        /** Days where the scope is of a Microsoft Customer Agreement, else the billing period. */
        AUTO,
        /** The billing period's name. */
        BILLING_PERIOD,
        /** The period's first and last day. */
        DAYS
    }

    public static final String PERIODS = "azure.periods";
    public static final String PERIOD_KIND = "azure.period.kind";
    public static final String GROUPING = "azure.query.grouping";
    private static final String CONTROL_TOTALS = "azure.control.totals";
    private static final String TOLERANCE = "azure.control.tolerance";
    public static final String PAGES = "azure.api.pages";
    private static final String USAGE_DETAILS_BY = "azure.usage.details.by";
    private static final String REPORT_TIMEOUT = "azure.report.timeout.ms";

    /**
     * The interface accepts 15, though its description says two at most:
     * https://github.com/Azure/azure-sdk-for-python/issues/12973.
     */
    private static final int MOST_GROUPS = 15;

    public ApiConfig {
        requireNonNull(periods, "periods");
        grouping = List.copyOf(grouping);
        requireNonNull(tolerance, "tolerance");
        requireNonNull(usageDetailsBy, "usageDetailsBy");
        requireNonNull(reportTimeout, "reportTimeout");
    }

    /** Adds the settings to {@code settings}. */
    public static ConfigDef define(ConfigDef settings) {
        return settings.define(
                        PERIODS,
                        STRING,
                        "open",
                        ConfigDef.LambdaValidator.with(ApiConfig::checkPeriods, () -> Periods.EXPECTED),
                        HIGH,
                        "Billing periods that are read for an input azure://scope: open, the current one and until its"
                                + " fifth day the one before it; how many, the current one included; or months, such"
                                + " as 2026-09,2026-11 or 2026-01..2026-10.")
                .define(
                        PERIOD_KIND,
                        STRING,
                        "calendar",
                        ConfigDef.CaseInsensitiveValidString.in("calendar", "billing"),
                        MEDIUM,
                        "What a period is: calendar, a month; or billing, a billing period of the account, which may"
                                + " begin on another day (query and usage-details of a subscription: the current and"
                                + " the last one).")
                .define(
                        GROUPING,
                        STRING,
                        "SubscriptionId,ResourceId,ResourceLocation,ServiceName,MeterCategory,Meter,ChargeType,"
                                + "PricingModel",
                        ConfigDef.LambdaValidator.with(
                                ApiConfig::checkGrouping, () -> "at most " + MOST_GROUPS + " names of dimensions"),
                        MEDIUM,
                        "What the Query interface adds costs up by, beside the day: dimensions, or tag:name."
                                + " ChargeType and PricingModel must be among them unless azure.costs is actual.")
                .define(
                        CONTROL_TOTALS,
                        BOOLEAN,
                        true,
                        MEDIUM,
                        "Whether paged rows must add up to the total of the same costs, which is asked for before the"
                                + " first page and after the last.")
                .define(
                        TOLERANCE,
                        STRING,
                        "1E-9",
                        ConfigDef.LambdaValidator.with(ApiConfig::checkTolerance, () -> "from 0 to 0.01"),
                        LOW,
                        "How far rows and control total may be apart, as a share of the rows' absolute costs: the"
                                + " noise of the floating point numbers that Azure adds up.")
                .define(
                        PAGES,
                        INT,
                        10_000,
                        between(1, 100_000),
                        LOW,
                        "Pages of one answer of a paged interface that are read at most.")
                .define(
                        USAGE_DETAILS_BY,
                        STRING,
                        "auto",
                        ConfigDef.CaseInsensitiveValidString.in("auto", "billing-period", "days"),
                        LOW,
                        "What usage details are asked for by: billing-period, its name, as enrollments and"
                                + " subscriptions have it; days, the first and the last one, as a Microsoft Customer"
                                + " Agreement has it; or auto, as the scope tells.")
                .define(
                        REPORT_TIMEOUT,
                        LONG,
                        3_600_000L,
                        between(1, 86_400_000),
                        LOW,
                        "How long a cost details report may take to be made.");
    }

    /** The settings as parsed by a definition that {@link #define} added to. */
    public static ApiConfig from(Map<String, Object> parsed) {
        return new ApiConfig(
                Periods.of((String) parsed.get(PERIODS)),
                "billing".equalsIgnoreCase((String) parsed.get(PERIOD_KIND)),
                names((String) parsed.get(GROUPING)),
                (Boolean) parsed.get(CONTROL_TOTALS),
                new BigDecimal(((String) parsed.get(TOLERANCE)).strip()),
                (Integer) parsed.get(PAGES),
                UsageDetailsBy.valueOf(((String) parsed.get(USAGE_DETAILS_BY))
                        .toUpperCase(Locale.ROOT)
                        .replace('-', '_')),
                Duration.ofMillis((Long) parsed.get(REPORT_TIMEOUT)));
    }

    /** Whether rows state their kind: a commitment's use and its purchase must be distinguished. */
    public boolean groupsByKind() {
        List<String> names =
                grouping.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        return names.contains("chargetype") && names.contains("pricingmodel");
    }

    private static void checkPeriods(String name, Object value) {
        try {
            Periods.of(value.toString());
        } catch (IllegalArgumentException e) {
            throw new ConfigException(name, value, "expected " + Periods.EXPECTED);
        }
    }

    private static List<String> names(String text) {
        return Arrays.stream(text.split(",")).map(String::strip).toList();
    }

    private static void checkGrouping(String name, Object value) {
        List<String> names = names(value.toString());
        long distinct = names.stream()
                .map(text -> text.toLowerCase(Locale.ROOT))
                .filter(text -> !text.isEmpty())
                .distinct()
                .count();
        if (names.size() > MOST_GROUPS || distinct < names.size()) {
            throw new ConfigException(name, value, "expected at most " + MOST_GROUPS + " names, each once");
        }
    }

    private static void checkTolerance(String name, Object value) {
        String expected = "expected a number from 0 to 0.01";
        try {
            BigDecimal tolerance = new BigDecimal(value.toString().strip());
            if (tolerance.signum() < 0 || tolerance.compareTo(new BigDecimal("0.01")) > 0) {
                throw new ConfigException(name, value, expected);
            }
        } catch (NumberFormatException e) {
            throw new ConfigException(name, value, expected);
        }
    }
}
