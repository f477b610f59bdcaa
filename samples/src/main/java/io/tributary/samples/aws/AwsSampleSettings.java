package io.tributary.samples.aws;

import static java.util.Objects.requireNonNull;

import io.tributary.samples.file.Compression;
import java.time.YearMonth;
import java.util.Currency;
import java.util.function.Consumer;

/**
 * What a sample bill is like. The same settings give the same bytes; settings that differ in nothing but the format give
 * the same bill.
 *
 * @param seed where the choices start
 * @param rows rows of all data files together; in {@link ReportMode#OVERWRITE} also of those that were overwritten. Of FOCUS
 *     about so many
 * @param accounts accounts that use something, the payer's own among them
 * @param newestPeriod the last month billed
 * @param periods months billed, the last one included; a month before the last has one delivery
 * @param deliveries deliveries of the last month, each with more days than the one before it
 * @param from the first of those deliveries that is made; with more than 1 the report was begun in mid-month, and the months
 *     before it are not made either
 * @param through how many of those deliveries have been made; fewer than {@code deliveries} is the same bill, earlier in
 *     its life, with fewer rows
 * @param granularity hours, days, or a report of each
 * @param format what kind of report the bill is told in
 * @param lineItems which kinds of line the bill has
 * @param splitCost whether the costs of instances are also split among the pods and tasks that ran on them
 * @param discounts how discounts are told
 * @param compression how data files are packed; those of Parquet are packed with Snappy whatever this says
 * @param mode what a delivery does to the one before it
 * @param files data files a delivery
 * @param currency what is billed in; of INR and CNY the seller is AWS's in India or in China
 * @param brokenRows rows of the newest delivery (of the first report) whose cost is no number; the truth lists them
 */
public record AwsSampleSettings(
        long seed,
        int rows,
        int accounts,
        YearMonth newestPeriod,
        int periods,
        int deliveries,
        int from,
        int through,
        Granularity granularity,
        ReportFormat format,
        LineItems lineItems,
        boolean splitCost,
        DiscountStyle discounts,
        Compression compression,
        ReportMode mode,
        int files,
        Currency currency,
        int brokenRows) {

    private static final AwsSampleSettings DEFAULTS = new AwsSampleSettings(
            1,
            20_000,
            5,
            YearMonth.of(2026, 10),
            2,
            3,
            1,
            3,
            Granularity.HOURLY,
            ReportFormat.LEGACY_CSV,
            LineItems.STANDARD,
            false,
            DiscountStyle.ROWS,
            Compression.GZIP,
            ReportMode.CREATE_NEW,
            2,
            Currency.getInstance("USD"),
            0);

    public AwsSampleSettings {
        requireNonNull(newestPeriod, "newestPeriod");
        requireNonNull(granularity, "granularity");
        requireNonNull(format, "format");
        requireNonNull(lineItems, "lineItems");
        requireNonNull(discounts, "discounts");
        requireNonNull(compression, "compression");
        requireNonNull(mode, "mode");
        requireNonNull(currency, "currency");
        within("accounts", accounts, 1, 1_000);
        within("periods", periods, 1, 60);
        within("deliveries", deliveries, 1, 30);
        within("through", through, 1, deliveries);
        within("from", from, 1, through);
        within("files", files, 1, 1_000);
        within("brokenRows", brokenRows, 0, 1_000);
        if (!format.canBePacked(compression)) {
            throw new IllegalArgumentException(
                    "compression must be GZIP or GZIP_MEMBERS for " + format + ": was " + compression);
        }
        int fewest = BillPlan.fewestRows(accounts, periods, deliveries, granularity, brokenRows, lineItems, splitCost);
        if (rows < fewest) {
            throw new IllegalArgumentException("rows must be at least " + fewest
                    + " to hold every kind of line in each delivery (" + accounts + " accounts, " + periods
                    + " periods, "
                    + deliveries + " deliveries, " + granularity + "): was " + rows);
        }
    }

    /** 20,000 rows of an hourly report: September 2026 as it ended, October in three deliveries. */
    public static AwsSampleSettings defaults() {
        return DEFAULTS;
    }

    public AwsSampleSettings withSeed(long seed) {
        return changed(draft -> draft.seed = seed);
    }

    public AwsSampleSettings withRows(int rows) {
        return changed(draft -> draft.rows = rows);
    }

    public AwsSampleSettings withAccounts(int accounts) {
        return changed(draft -> draft.accounts = accounts);
    }

    public AwsSampleSettings withNewestPeriod(YearMonth newestPeriod) {
        return changed(draft -> draft.newestPeriod = newestPeriod);
    }

    public AwsSampleSettings withPeriods(int periods) {
        return changed(draft -> draft.periods = periods);
    }

    /** Also takes all of the deliveries as made. */
    public AwsSampleSettings withDeliveries(int deliveries) {
        return changed(draft -> {
            draft.deliveries = deliveries;
            draft.through = deliveries;
        });
    }

    public AwsSampleSettings withFrom(int from) {
        return changed(draft -> draft.from = from);
    }

    public AwsSampleSettings withThrough(int through) {
        return changed(draft -> draft.through = through);
    }

    public AwsSampleSettings withGranularity(Granularity granularity) {
        return changed(draft -> draft.granularity = granularity);
    }

    /**
     * Also takes each delivery as overwriting the one before it where the format is {@link ReportFormat#LEGACY_PARQUET},
     * which is how Athena needs it; another mode can be chosen thereafter.
     */
    public AwsSampleSettings withFormat(ReportFormat format) {
        return changed(draft -> {
            draft.format = format;
            draft.mode = format == ReportFormat.LEGACY_PARQUET ? ReportMode.OVERWRITE : draft.mode;
        });
    }

    public AwsSampleSettings withLineItems(LineItems lineItems) {
        return changed(draft -> draft.lineItems = lineItems);
    }

    public AwsSampleSettings withSplitCost(boolean splitCost) {
        return changed(draft -> draft.splitCost = splitCost);
    }

    public AwsSampleSettings withDiscounts(DiscountStyle discounts) {
        return changed(draft -> draft.discounts = discounts);
    }

    public AwsSampleSettings withCompression(Compression compression) {
        return changed(draft -> draft.compression = compression);
    }

    public AwsSampleSettings withMode(ReportMode mode) {
        return changed(draft -> draft.mode = mode);
    }

    public AwsSampleSettings withFiles(int files) {
        return changed(draft -> draft.files = files);
    }

    public AwsSampleSettings withCurrency(Currency currency) {
        return changed(draft -> draft.currency = currency);
    }

    public AwsSampleSettings withBrokenRows(int brokenRows) {
        return changed(draft -> draft.brokenRows = brokenRows);
    }

    private AwsSampleSettings changed(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.settings();
    }

    private static void within(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be from " + least + " to " + most + ": was " + value);
        }
    }

    /** Settings while one of them is changed. */
    private static final class Draft {
        private long seed;
        private int rows;
        private int accounts;
        private YearMonth newestPeriod;
        private int periods;
        private int deliveries;
        private int from;
        private int through;
        private Granularity granularity;
        private ReportFormat format;
        private LineItems lineItems;
        private boolean splitCost;
        private DiscountStyle discounts;
        private Compression compression;
        private ReportMode mode;
        private int files;
        private Currency currency;
        private int brokenRows;

        Draft(AwsSampleSettings settings) {
            seed = settings.seed;
            rows = settings.rows;
            accounts = settings.accounts;
            newestPeriod = settings.newestPeriod;
            periods = settings.periods;
            deliveries = settings.deliveries;
            from = settings.from;
            through = settings.through;
            granularity = settings.granularity;
            format = settings.format;
            lineItems = settings.lineItems;
            splitCost = settings.splitCost;
            discounts = settings.discounts;
            compression = settings.compression;
            mode = settings.mode;
            files = settings.files;
            currency = settings.currency;
            brokenRows = settings.brokenRows;
        }

        AwsSampleSettings settings() {
            return new AwsSampleSettings(
                    seed,
                    rows,
                    accounts,
                    newestPeriod,
                    periods,
                    deliveries,
                    from,
                    through,
                    granularity,
                    format,
                    lineItems,
                    splitCost,
                    discounts,
                    compression,
                    mode,
                    files,
                    currency,
                    brokenRows);
        }
    }
}
