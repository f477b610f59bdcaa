package io.tributary.samples.aws;

import static java.util.Objects.requireNonNull;

import io.tributary.samples.file.Compression;
import java.time.YearMonth;
import java.util.Currency;

/**
 * Settings of a sample bill. The same settings give the same bytes. Settings that differ only in the format give the
 * same bill.
 *
 * @param seed seed of all choices
 * @param rows rows of all data files together, in {@link ReportMode#OVERWRITE} including those that were overwritten;
 *     FOCUS has about as many
 * @param accounts accounts that use something, including the payer's own
 * @param newestPeriod the last month billed
 * @param periods months billed, the last one included; a month before the last has one delivery
 * @param deliveries deliveries of the last month, each with more days than the one before it
 * @param from the first of those deliveries that is made; above 1 the report starts in mid-month, and earlier months
 *     are not made
 * @param through how many of those deliveries have been made; fewer than {@code deliveries} is the same bill, earlier
 *     in its life, with fewer rows
 * @param granularity hours, days, or a report of each
 * @param format the kind of report
 * @param columns which columns an export of CUR 2.0 has; all in other formats
 * @param lineItems which kinds of line the bill has
 * @param splitCost whether the costs of instances are also split among the pods and tasks that ran on them
 * @param discounts how discounts are shown
 * @param compression how data files are compressed; ignored for Parquet, which always uses Snappy
 * @param mode what a delivery does to the one before it
 * @param files data files a delivery
 * @param currency the billing currency; with INR the seller is AWS in India, with CNY in China
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
        ExportColumns columns,
        LineItems lineItems,
        boolean splitCost,
        DiscountStyle discounts,
        Compression compression,
        ReportMode mode,
        int files,
        Currency currency,
        int brokenRows) {

    public AwsSampleSettings {
        requireNonNull(newestPeriod, "newestPeriod");
        requireNonNull(granularity, "granularity");
        requireNonNull(format, "format");
        requireNonNull(columns, "columns");
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
        if (columns == ExportColumns.FEW && format.table() != ReportFormat.Table.COST_AND_USAGE_REPORT) {
            throw new IllegalArgumentException("columns must be ALL for " + format + ": was " + columns);
        }
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
        return builder().build();
    }

    /** Begins with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Begins with these settings. */
    public Builder toBuilder() {
        return builder()
                .seed(seed)
                .rows(rows)
                .accounts(accounts)
                .newestPeriod(newestPeriod)
                .periods(periods)
                .deliveries(deliveries)
                .from(from)
                .granularity(granularity)
                .format(format)
                .columns(columns)
                .lineItems(lineItems)
                .splitCost(splitCost)
                .discounts(discounts)
                .compression(compression)
                .files(files)
                .currency(currency)
                .brokenRows(brokenRows)
                .through(through)
                .mode(mode);
    }

    private static void within(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be from " + least + " to " + most + ": was " + value);
        }
    }

    /** Collects settings; {@link #build} checks them. */
    public static final class Builder {

        private long seed = 1;
        private int rows = 20_000;
        private int accounts = 5;
        private YearMonth newestPeriod = YearMonth.of(2026, 10);
        private int periods = 2;
        private int deliveries = 3;
        private int from = 1;
        private int through = 3;
        private Granularity granularity = Granularity.HOURLY;
        private ReportFormat format = ReportFormat.LEGACY_CSV;
        private ExportColumns columns = ExportColumns.ALL;
        private LineItems lineItems = LineItems.STANDARD;
        private boolean splitCost = false;
        private DiscountStyle discounts = DiscountStyle.ROWS;
        private Compression compression = Compression.GZIP;
        private ReportMode mode = ReportMode.CREATE_NEW;
        private int files = 2;
        private Currency currency = Currency.getInstance("USD");
        private int brokenRows = 0;

        private Builder() {}

        public Builder seed(long seed) {
            this.seed = seed;
            return this;
        }

        public Builder rows(int rows) {
            this.rows = rows;
            return this;
        }

        public Builder accounts(int accounts) {
            this.accounts = accounts;
            return this;
        }

        public Builder newestPeriod(YearMonth newestPeriod) {
            this.newestPeriod = newestPeriod;
            return this;
        }

        public Builder periods(int periods) {
            this.periods = periods;
            return this;
        }

        /** Also takes all of the deliveries as made. */
        public Builder deliveries(int deliveries) {
            this.deliveries = deliveries;
            this.through = deliveries;
            return this;
        }

        public Builder from(int from) {
            this.from = from;
            return this;
        }

        public Builder through(int through) {
            this.through = through;
            return this;
        }

        public Builder granularity(Granularity granularity) {
            this.granularity = granularity;
            return this;
        }

        /**
         * Also sets the mode to {@link ReportMode#OVERWRITE} where the format is {@link ReportFormat#LEGACY_PARQUET},
         * as Athena needs it; another mode can be set afterwards.
         */
        public Builder format(ReportFormat format) {
            this.format = format;
            this.mode = format == ReportFormat.LEGACY_PARQUET ? ReportMode.OVERWRITE : mode;
            return this;
        }

        public Builder columns(ExportColumns columns) {
            this.columns = columns;
            return this;
        }

        public Builder lineItems(LineItems lineItems) {
            this.lineItems = lineItems;
            return this;
        }

        public Builder splitCost(boolean splitCost) {
            this.splitCost = splitCost;
            return this;
        }

        public Builder discounts(DiscountStyle discounts) {
            this.discounts = discounts;
            return this;
        }

        public Builder compression(Compression compression) {
            this.compression = compression;
            return this;
        }

        public Builder mode(ReportMode mode) {
            this.mode = mode;
            return this;
        }

        public Builder files(int files) {
            this.files = files;
            return this;
        }

        public Builder currency(Currency currency) {
            this.currency = currency;
            return this;
        }

        public Builder brokenRows(int brokenRows) {
            this.brokenRows = brokenRows;
            return this;
        }

        /** @throws IllegalArgumentException where a setting is out of bounds, naming it */
        public AwsSampleSettings build() {
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
                    columns,
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
