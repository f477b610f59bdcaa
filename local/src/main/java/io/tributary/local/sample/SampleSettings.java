package io.tributary.local.sample;

import static java.util.Objects.requireNonNull;

import java.time.YearMonth;
import java.util.Currency;

/**
 * What a sample bill is like. The same settings give the same bytes.
 *
 * @param seed where the choices start
 * @param rows rows of all data files together; in {@link ReportMode#OVERWRITE} also of those that were overwritten
 * @param accounts accounts that use something, the payer's own among them
 * @param newestPeriod the last month billed
 * @param periods months billed, the last one included; a month before the last has one delivery
 * @param deliveries deliveries of the last month, each with more days than the one before it
 * @param through how many of those deliveries have been made; fewer than {@code deliveries} is the same bill, earlier in
 *     its life, with fewer rows
 * @param granularity hours, days, or a report of each
 * @param discounts how discounts are told
 * @param compression how data files are packed
 * @param mode what a delivery does to the one before it
 * @param files data files a delivery
 * @param currency what is billed in
 * @param brokenRows rows of the newest delivery (of the first report) whose cost is no number; the truth lists them
 */
public record SampleSettings(
        long seed,
        int rows,
        int accounts,
        YearMonth newestPeriod,
        int periods,
        int deliveries,
        int through,
        Granularity granularity,
        DiscountStyle discounts,
        Compression compression,
        ReportMode mode,
        int files,
        Currency currency,
        int brokenRows) {

    private static final SampleSettings DEFAULTS = new SampleSettings(
            1,
            20_000,
            5,
            YearMonth.of(2026, 10),
            2,
            3,
            3,
            Granularity.HOURLY,
            DiscountStyle.ROWS,
            Compression.GZIP,
            ReportMode.CREATE_NEW,
            2,
            Currency.getInstance("USD"),
            0);

    public SampleSettings {
        requireNonNull(newestPeriod, "newestPeriod");
        requireNonNull(granularity, "granularity");
        requireNonNull(discounts, "discounts");
        requireNonNull(compression, "compression");
        requireNonNull(mode, "mode");
        requireNonNull(currency, "currency");
        within("accounts", accounts, 1, 1_000);
        within("periods", periods, 1, 60);
        within("deliveries", deliveries, 1, 30);
        within("through", through, 1, deliveries);
        within("files", files, 1, 1_000);
        within("brokenRows", brokenRows, 0, 1_000);
        int fewest = BillPlan.fewestRows(accounts, periods, deliveries, granularity, brokenRows);
        if (rows < fewest) {
            throw new IllegalArgumentException("rows must be at least " + fewest
                    + " to hold every kind of line in each delivery (" + accounts + " accounts, " + periods
                    + " periods, "
                    + deliveries + " deliveries, " + granularity + "): was " + rows);
        }
    }

    /** 20,000 rows of an hourly report: September 2026 as it ended, October in three deliveries. */
    public static SampleSettings defaults() {
        return DEFAULTS;
    }

    public SampleSettings withSeed(long seed) {
        return new SampleSettings(
                seed,
                rows,
                accounts,
                newestPeriod,
                periods,
                deliveries,
                through,
                granularity,
                discounts,
                compression,
                mode,
                files,
                currency,
                brokenRows);
    }

    public SampleSettings withRows(int rows) {
        return new SampleSettings(
                seed,
                rows,
                accounts,
                newestPeriod,
                periods,
                deliveries,
                through,
                granularity,
                discounts,
                compression,
                mode,
                files,
                currency,
                brokenRows);
    }

    public SampleSettings withAccounts(int accounts) {
        return new SampleSettings(
                seed,
                rows,
                accounts,
                newestPeriod,
                periods,
                deliveries,
                through,
                granularity,
                discounts,
                compression,
                mode,
                files,
                currency,
                brokenRows);
    }

    public SampleSettings withNewestPeriod(YearMonth newestPeriod) {
        return new SampleSettings(
                seed,
                rows,
                accounts,
                newestPeriod,
                periods,
                deliveries,
                through,
                granularity,
                discounts,
                compression,
                mode,
                files,
                currency,
                brokenRows);
    }

    public SampleSettings withPeriods(int periods) {
        return new SampleSettings(
                seed,
                rows,
                accounts,
                newestPeriod,
                periods,
                deliveries,
                through,
                granularity,
                discounts,
                compression,
                mode,
                files,
                currency,
                brokenRows);
    }

    /** Also takes all of the deliveries as made. */
    public SampleSettings withDeliveries(int deliveries) {
        return new SampleSettings(
                seed,
                rows,
                accounts,
                newestPeriod,
                periods,
                deliveries,
                deliveries,
                granularity,
                discounts,
                compression,
                mode,
                files,
                currency,
                brokenRows);
    }

    public SampleSettings withThrough(int through) {
        return new SampleSettings(
                seed,
                rows,
                accounts,
                newestPeriod,
                periods,
                deliveries,
                through,
                granularity,
                discounts,
                compression,
                mode,
                files,
                currency,
                brokenRows);
    }

    public SampleSettings withGranularity(Granularity granularity) {
        return new SampleSettings(
                seed,
                rows,
                accounts,
                newestPeriod,
                periods,
                deliveries,
                through,
                granularity,
                discounts,
                compression,
                mode,
                files,
                currency,
                brokenRows);
    }

    public SampleSettings withDiscounts(DiscountStyle discounts) {
        return new SampleSettings(
                seed,
                rows,
                accounts,
                newestPeriod,
                periods,
                deliveries,
                through,
                granularity,
                discounts,
                compression,
                mode,
                files,
                currency,
                brokenRows);
    }

    public SampleSettings withCompression(Compression compression) {
        return new SampleSettings(
                seed,
                rows,
                accounts,
                newestPeriod,
                periods,
                deliveries,
                through,
                granularity,
                discounts,
                compression,
                mode,
                files,
                currency,
                brokenRows);
    }

    public SampleSettings withMode(ReportMode mode) {
        return new SampleSettings(
                seed,
                rows,
                accounts,
                newestPeriod,
                periods,
                deliveries,
                through,
                granularity,
                discounts,
                compression,
                mode,
                files,
                currency,
                brokenRows);
    }

    public SampleSettings withFiles(int files) {
        return new SampleSettings(
                seed,
                rows,
                accounts,
                newestPeriod,
                periods,
                deliveries,
                through,
                granularity,
                discounts,
                compression,
                mode,
                files,
                currency,
                brokenRows);
    }

    public SampleSettings withCurrency(Currency currency) {
        return new SampleSettings(
                seed,
                rows,
                accounts,
                newestPeriod,
                periods,
                deliveries,
                through,
                granularity,
                discounts,
                compression,
                mode,
                files,
                currency,
                brokenRows);
    }

    public SampleSettings withBrokenRows(int brokenRows) {
        return new SampleSettings(
                seed,
                rows,
                accounts,
                newestPeriod,
                periods,
                deliveries,
                through,
                granularity,
                discounts,
                compression,
                mode,
                files,
                currency,
                brokenRows);
    }

    private static void within(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be from " + least + " to " + most + ": was " + value);
        }
    }
}
