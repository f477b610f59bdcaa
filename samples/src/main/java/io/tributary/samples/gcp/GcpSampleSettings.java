package io.tributary.samples.gcp;

import static java.util.Objects.requireNonNull;

import java.time.YearMonth;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Settings of a sample of Google Cloud bills: two billing accounts, in dollars and in euros. The same settings give the
 * same bytes.
 *
 * @param seed seed of all choices
 * @param rows approximate number of rows in all tables: hours are filled evenly, and the truth has the exact number
 * @param dataSets the tables of each billing account
 * @param format what the files are
 * @param dumps what is dumped when a table has grown
 * @param projects how many projects a billing account pays for
 * @param newestPeriod the last month invoiced
 * @param periods months invoiced, the last one included
 * @param deliveries states of the tables that are dumped, each with more rows than the one before it; the first has
 *     the months before the last, without late rows
 * @param through how many of those have been dumped; fewer than {@code deliveries} is the same bill earlier in its life
 * @param parts files a table and dump
 * @param brokenRows rows of the last state whose cost is no number; the truth lists them
 */
public record GcpSampleSettings(
        long seed,
        int rows,
        Set<GcpDataSet> dataSets,
        GcpFormat format,
        GcpDumps dumps,
        int projects,
        YearMonth newestPeriod,
        int periods,
        int deliveries,
        int through,
        int parts,
        int brokenRows) {

    public GcpSampleSettings {
        requireNonNull(format, "format");
        requireNonNull(dumps, "dumps");
        requireNonNull(newestPeriod, "newestPeriod");
        if (requireNonNull(dataSets, "dataSets").isEmpty()) {
            throw new IllegalArgumentException("dataSets must name one at least: was empty");
        }
        // In order of declaration: files are written in this order.
        dataSets = Collections.unmodifiableSet(EnumSet.copyOf(dataSets));
        within("projects", projects, 2, 200);
        within("periods", periods, 1, 24);
        within("deliveries", deliveries, 1, 30);
        within("through", through, 1, deliveries);
        within("parts", parts, 1, 100);
        within("brokenRows", brokenRows, 0, 100);
        int fewest = GcpPlan.fewestRows(dataSets.size(), periods);
        if (rows < fewest) {
            throw new IllegalArgumentException("rows must be at least " + fewest + " to hold every kind of charge ("
                    + dataSets + ", " + periods + " periods): was " + rows);
        }
    }

    /** About 20,000 rows of two billing accounts' detailed export: September and October 2026, dumped three times. */
    public static GcpSampleSettings defaults() {
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
                .dataSets(dataSets)
                .format(format)
                .dumps(dumps)
                .projects(projects)
                .newestPeriod(newestPeriod)
                .periods(periods)
                .deliveries(deliveries)
                .parts(parts)
                .brokenRows(brokenRows)
                .through(through);
    }

    /** The data set whose rows can be broken: one that is taken. */
    GcpDataSet breakable() {
        return dataSets.contains(GcpDataSet.DETAILED) ? GcpDataSet.DETAILED : GcpDataSet.STANDARD;
    }

    /** Name and value of each setting, as the truth records them. */
    Map<String, String> described() {
        Map<String, String> described = new LinkedHashMap<>();
        described.put("provider", "gcp");
        described.put("seed", Long.toString(seed));
        described.put("rows", Integer.toString(rows));
        described.put("dataSets", dataSets.stream().map(Enum::name).collect(Collectors.joining(",")));
        described.put("format", format.name());
        described.put("dumps", dumps.name());
        described.put("projects", Integer.toString(projects));
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
        private Set<GcpDataSet> dataSets = Set.of(GcpDataSet.DETAILED);
        private GcpFormat format = GcpFormat.JSON_GZIP;
        private GcpDumps dumps = GcpDumps.INCREMENTS;
        private int projects = 5;
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

        public Builder dataSets(Set<GcpDataSet> dataSets) {
            this.dataSets = dataSets;
            return this;
        }

        public Builder format(GcpFormat format) {
            this.format = format;
            return this;
        }

        public Builder dumps(GcpDumps dumps) {
            this.dumps = dumps;
            return this;
        }

        public Builder projects(int projects) {
            this.projects = projects;
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

        /** Also takes all of the states as dumped. */
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
        public GcpSampleSettings build() {
            return new GcpSampleSettings(
                    seed,
                    rows,
                    dataSets,
                    format,
                    dumps,
                    projects,
                    newestPeriod,
                    periods,
                    deliveries,
                    through,
                    parts,
                    brokenRows);
        }
    }
}
