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
 * What a sample of Google Cloud bills is like: two billing accounts, in dollars and in euros. The same settings give the
 * same bytes.
 *
 * @param seed where the choices start
 * @param rows rows of all tables together, about: hours are filled evenly, and the truth says how many there are
 * @param dataSets the tables there are of each billing account
 * @param format what the files are
 * @param dumps what is dumped when a table has grown
 * @param projects how many projects a billing account pays for
 * @param newestPeriod the last month invoiced
 * @param periods months invoiced, the last one included
 * @param deliveries states of the tables that are dumped, each with more rows than the one before it; the first has all of
 *     the months before the last but what comes late
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

    private static final GcpSampleSettings DEFAULTS = new GcpSampleSettings(
            1,
            20_000,
            Set.of(GcpDataSet.DETAILED),
            GcpFormat.JSON_GZIP,
            GcpDumps.INCREMENTS,
            5,
            YearMonth.of(2026, 10),
            2,
            3,
            3,
            2,
            0);

    public GcpSampleSettings {
        requireNonNull(format, "format");
        requireNonNull(dumps, "dumps");
        requireNonNull(newestPeriod, "newestPeriod");
        if (requireNonNull(dataSets, "dataSets").isEmpty()) {
            throw new IllegalArgumentException("dataSets must name one at least: was empty");
        }
        // In order of declaration, whatever set was given: files are written in this order.
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
        return DEFAULTS;
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

    public GcpSampleSettings withSeed(long seed) {
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

    public GcpSampleSettings withRows(int rows) {
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

    public GcpSampleSettings withDataSets(Set<GcpDataSet> dataSets) {
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

    public GcpSampleSettings withFormat(GcpFormat format) {
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

    public GcpSampleSettings withDumps(GcpDumps dumps) {
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

    public GcpSampleSettings withProjects(int projects) {
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

    public GcpSampleSettings withNewestPeriod(YearMonth newestPeriod) {
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

    public GcpSampleSettings withPeriods(int periods) {
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

    /** Also takes all of the states as dumped. */
    public GcpSampleSettings withDeliveries(int deliveries) {
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
                deliveries,
                parts,
                brokenRows);
    }

    public GcpSampleSettings withThrough(int through) {
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

    public GcpSampleSettings withParts(int parts) {
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

    public GcpSampleSettings withBrokenRows(int brokenRows) {
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

    private static void within(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be from " + least + " to " + most + ": was " + value);
        }
    }
}
