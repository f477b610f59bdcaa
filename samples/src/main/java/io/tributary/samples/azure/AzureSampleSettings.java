package io.tributary.samples.azure;

import static java.util.Objects.requireNonNull;

import java.time.YearMonth;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Settings of a sample of Azure bills. The same settings give the same bytes.
 *
 * @param seed seed of all choices
 * @param rows approximate number of rows in all files: days are filled evenly, and the truth has the exact number
 * @param agreement the kind of agreement, which decides the columns
 * @param dataSets the exports of each billing scope
 * @param layout how an export places its files
 * @param format what the files are
 * @param subscriptions number of subscriptions; under {@link Agreement#MOSA} each is a billing scope of its own
 * @param newestPeriod the last month billed; under {@link Agreement#MOSA} the month in which the last period begins
 * @param periods months billed, the last one included; a month before the last has two deliveries, both of all days
 * @param deliveries deliveries of the last month, each with more days than the one before it
 * @param through how many of those have been made; fewer than {@code deliveries} is the same bill earlier in its life
 * @param parts data files a delivery, where the layout allows more than one
 * @param brokenRows rows of each newest delivery whose cost is no number; the truth lists them
 */
public record AzureSampleSettings(
        long seed,
        int rows,
        Agreement agreement,
        Set<AzureDataSet> dataSets,
        ExportLayout layout,
        ExportFormat format,
        int subscriptions,
        YearMonth newestPeriod,
        int periods,
        int deliveries,
        int through,
        int parts,
        int brokenRows) {

    public AzureSampleSettings {
        requireNonNull(agreement, "agreement");
        requireNonNull(layout, "layout");
        requireNonNull(format, "format");
        requireNonNull(newestPeriod, "newestPeriod");
        if (requireNonNull(dataSets, "dataSets").isEmpty()) {
            throw new IllegalArgumentException("dataSets must name one at least: was empty");
        }
        // In order of declaration: files are written in this order.
        dataSets = Collections.unmodifiableSet(EnumSet.copyOf(dataSets));
        within("subscriptions", subscriptions, 2, 200);
        within("periods", periods, 1, 24);
        within("deliveries", deliveries, 1, 30);
        within("through", through, 1, deliveries);
        within("parts", parts, 1, 100);
        within("brokenRows", brokenRows, 0, 100);
        if (format == ExportFormat.PARQUET && brokenRows > 0) {
            throw new IllegalArgumentException(
                    "brokenRows must be 0 where format is PARQUET, whose costs are numbers: was " + brokenRows);
        }
        int fewest = AzurePlan.fewestRows(agreement, dataSets.size(), subscriptions, periods, deliveries);
        if (rows < fewest) {
            throw new IllegalArgumentException("rows must be at least " + fewest
                    + " to hold every kind of charge in each delivery (" + agreement + ", " + dataSets + ", "
                    + subscriptions + " subscriptions, " + periods + " periods, " + deliveries + " deliveries): was "
                    + rows);
        }
    }

    /** About 20,000 rows of an enterprise agreement: September 2026 delivered twice, October three times. */
    public static AzureSampleSettings defaults() {
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
                .agreement(agreement)
                .dataSets(dataSets)
                .layout(layout)
                .format(format)
                .subscriptions(subscriptions)
                .newestPeriod(newestPeriod)
                .periods(periods)
                .deliveries(deliveries)
                .parts(parts)
                .brokenRows(brokenRows)
                .through(through);
    }

    /** The data set whose rows can be broken: all its rows become records. */
    AzureDataSet breakable() {
        return dataSets.contains(AzureDataSet.AMORTIZED)
                ? AzureDataSet.AMORTIZED
                : dataSets.iterator().next();
    }

    /** Name and value of each setting, as the truth records them. */
    Map<String, String> described() {
        Map<String, String> described = new LinkedHashMap<>();
        described.put("provider", "azure");
        described.put("seed", Long.toString(seed));
        described.put("rows", Integer.toString(rows));
        described.put("agreement", agreement.name());
        described.put("dataSets", dataSets.stream().map(Enum::name).collect(Collectors.joining(",")));
        described.put("layout", layout.name());
        described.put("format", format.name());
        described.put("subscriptions", Integer.toString(subscriptions));
        described.put("newestPeriod", newestPeriod.toString());
        described.put("periods", Integer.toString(periods));
        described.put("deliveries", Integer.toString(deliveries));
        described.put("through", Integer.toString(through));
        described.put("parts", Integer.toString(parts));
        described.put("brokenRows", Integer.toString(brokenRows));
        return described;
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
        private Agreement agreement = Agreement.EA;
        private Set<AzureDataSet> dataSets = Set.of(AzureDataSet.ACTUAL, AzureDataSet.AMORTIZED);
        private ExportLayout layout = ExportLayout.PARTITIONED;
        private ExportFormat format = ExportFormat.CSV;
        private int subscriptions = 4;
        private YearMonth newestPeriod = YearMonth.of(2026, 10);
        private int periods = 2;
        private int deliveries = 3;
        private int through = 3;
        private int parts = 2;
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

        /** Pay as you go has no commitments: also sets the data sets to actual costs alone. */
        public Builder agreement(Agreement agreement) {
            this.agreement = agreement;
            this.dataSets = agreement == Agreement.MOSA ? Set.of(AzureDataSet.ACTUAL) : dataSets;
            return this;
        }

        public Builder dataSets(Set<AzureDataSet> dataSets) {
            this.dataSets = dataSets;
            return this;
        }

        public Builder layout(ExportLayout layout) {
            this.layout = layout;
            return this;
        }

        public Builder format(ExportFormat format) {
            this.format = format;
            return this;
        }

        public Builder subscriptions(int subscriptions) {
            this.subscriptions = subscriptions;
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

        public Builder through(int through) {
            this.through = through;
            return this;
        }

        public Builder parts(int parts) {
            this.parts = parts;
            return this;
        }

        public Builder brokenRows(int brokenRows) {
            this.brokenRows = brokenRows;
            return this;
        }

        /** @throws IllegalArgumentException where a setting is out of bounds, naming it */
        public AzureSampleSettings build() {
            return new AzureSampleSettings(
                    seed,
                    rows,
                    agreement,
                    dataSets,
                    layout,
                    format,
                    subscriptions,
                    newestPeriod,
                    periods,
                    deliveries,
                    through,
                    parts,
                    brokenRows);
        }
    }
}
