package io.tributary.samples.aws;

import io.tributary.samples.SeededRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Divides a sample's rows into reports, periods and deliveries, before any row is made. */
final class BillPlan {

    /** The fewest rows of usage in an hour or day; a smaller bill has hours or days without usage. */
    private static final int FEWEST_ROWS_IN_BLOCK = 60;

    /** Rows of usage in an hour or day where others have none. */
    private static final int ROWS_IN_BLOCK = 240;

    private static final int FEW_BLOCKS = 8;

    /** An upper bound of the rows that {@link MonthlyCharges} and {@link Discounts} make. */
    private static final int MONTHLY_ROWS = 75;

    /** An upper bound of the rows that {@link LineItems#ALL} adds. */
    private static final int MORE_LINE_ITEMS = 100;

    /** An upper bound of the rows that split costs. */
    private static final int SPLIT_ROWS = 60;

    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
    private static final String PREFIX = "bills";

    private BillPlan() {}

    /** Fewest rows with which each delivery can hold every kind of line. */
    static int fewestRows(
            int accounts,
            int periods,
            int deliveries,
            Granularity granularity,
            int brokenRows,
            LineItems lineItems,
            boolean splitCost) {
        int smallestDelivery = monthlyRows(accounts, lineItems, splitCost) + brokenRows + FEWEST_ROWS_IN_BLOCK;
        int reports = granularity == Granularity.BOTH ? 2 : 1;
        double whole = smallestDelivery / share(1, deliveries);
        return (int) Math.ceil(reports * (whole * shares(periods, deliveries) + periods + deliveries));
    }

    /** The deliveries that have been made, in order of publication within each report. */
    static List<Delivery> deliveries(AwsSampleSettings settings) {
        List<Report> reports = reports(settings);
        double shares = shares(settings.periods(), settings.deliveries());
        List<Delivery> planned = new ArrayList<>();
        for (int i = 0; i < reports.size(); i++) {
            Report report = reports.get(i);
            int rows = share(settings.rows(), i, reports.size());
            int whole = (int) (rows / shares);
            int left = rows;
            for (int back = settings.periods() - 1; back >= 0; back--) {
                YearMonth period = settings.newestPeriod().minusMonths(back);
                int of = back == 0 ? settings.deliveries() : 1;
                for (int number = 1; number <= of; number++) {
                    boolean last = back == 0 && number == of;
                    int quota = last ? left : (int) (whole * share(number, of));
                    left -= quota;
                    boolean made =
                            back > 0 ? settings.from() == 1 : number >= settings.from() && number <= settings.through();
                    if (made) {
                        planned.add(delivery(settings, report, period, back == 0, number, of, whole, quota));
                    }
                }
            }
        }
        return planned;
    }

    private static Delivery delivery(
            AwsSampleSettings settings,
            Report report,
            YearMonth period,
            boolean newestPeriod,
            int number,
            int of,
            int whole,
            int rows) {
        boolean newest = newestPeriod && number == of;
        int broken = newest && report.index() == 0 ? settings.brokenRows() : 0;
        int monthly =
                monthlyRows(settings.accounts(), settings.lineItems(), settings.splitCost()) + settings.brokenRows();
        int mostBlocks = report.daily() ? period.lengthOfMonth() : period.lengthOfMonth() * 24;
        int most = (whole - monthly) / FEWEST_ROWS_IN_BLOCK;
        int wanted = Math.max((whole - monthly) / ROWS_IN_BLOCK, Math.min(most, FEW_BLOCKS));
        int blocks = Math.min(Math.max(wanted, 1), mostBlocks);
        int rowsInBlock = (whole - monthly) / blocks;
        int covered = Math.min(Math.max((rows - monthly) / rowsInBlock, 1), blocks);
        LocalDate published = period.atDay(1).plusDays((long) (period.lengthOfMonth() * share(number, of)));
        Instant time = published
                .plusDays(number == of ? 2 : 0)
                .atTime(5, 17, 42)
                .plusMinutes(13L * number + 41L * settings.format().ordinal())
                .toInstant(ZoneOffset.UTC);
        long seed = SeededRandom.mix(report.seed(), period.toString());
        long id = SeededRandom.mix(seed, number);
        return new Delivery(
                report,
                period,
                number,
                of,
                rows,
                blocks,
                covered,
                usageLines(rowsInBlock),
                broken,
                newestPeriod,
                new UUID(
                                SeededRandom.mix(id, 1) & ~0xB000L | 0x4000L,
                                SeededRandom.mix(id, 2) & 0x3FFFFFFFFFFFFFFFL | Long.MIN_VALUE)
                        .toString(),
                time,
                seed);
    }

    /** Leaves room for recurring fees, negations and copies; what is left over is filled with small usage. */
    private static int usageLines(int rowsInBlock) {
        int room = rowsInBlock - 6 - Math.min(30, rowsInBlock / 6);
        return Math.max((int) (room * 0.94), 20);
    }

    private static int monthlyRows(int accounts, LineItems lineItems, boolean splitCost) {
        return MONTHLY_ROWS
                + 7 * accounts
                + (lineItems == LineItems.ALL ? MORE_LINE_ITEMS : 0)
                + (splitCost ? SPLIT_ROWS : 0);
    }

    /** A delivery's part of the month: the first of several has half of it, the last has all. */
    private static double share(int number, int of) {
        return of == 1 ? 1 : 0.5 + 0.5 * (number - 1) / (of - 1);
    }

    private static double shares(int periods, int deliveries) {
        double shares = periods - 1;
        for (int number = 1; number <= deliveries; number++) {
            shares += share(number, deliveries);
        }
        return shares;
    }

    private static int share(int rows, int index, int of) {
        return rows / of + (index < rows % of ? 1 : 0);
    }

    private static List<Report> reports(AwsSampleSettings settings) {
        List<Report> reports = new ArrayList<>();
        if (settings.granularity() != Granularity.DAILY) {
            reports.add(report(settings, 0, "hourly-costs", false));
        }
        if (settings.granularity() != Granularity.HOURLY) {
            reports.add(report(settings, reports.size(), "daily-costs", true));
        }
        return reports;
    }

    private static Report report(AwsSampleSettings settings, int index, String name, boolean daily) {
        // Reports of one payer in several formats show one bill: their names do not affect the seed.
        long seed = SeededRandom.mix(settings.seed(), name);
        List<String> accounts = new ArrayList<>();
        for (int i = 0; i < settings.accounts(); i++) {
            // Every other account begins with zeros, which are lost where ids are read as numbers.
            long bound = i % 2 == 0 ? 10_000_000_000L : 1_000_000_000_000L;
            long number = (SeededRandom.mix(seed, 1_000 + i) >>> 1) % (bound / 1_000) * 1_000 + i;
            accounts.add("%012d".formatted(number));
        }
        return new Report(index, name + settings.format().nameSuffix(), daily, seed, accounts);
    }

    /**
     * A report of one payer.
     *
     * @param index its place among the sample's reports
     * @param name its name
     * @param daily whether a row covers a day, otherwise an hour
     * @param seed seed of its choices
     * @param accounts 12 digits each; the first is the payer
     */
    record Report(int index, String name, boolean daily, long seed, List<String> accounts) {

        String payer() {
            return accounts.get(0);
        }

        /** The prefix of its objects' keys. */
        String folder() {
            return PREFIX + "/" + name;
        }
    }

    /**
     * A delivery to be made.
     *
     * @param report the report that is delivered
     * @param period the month billed
     * @param number its place among the deliveries of the period, from 1
     * @param of the number of deliveries
     * @param rows the exact number of rows
     * @param blocks hours or days of the whole month that have usage
     * @param coveredBlocks how many of them, from the first, this delivery has
     * @param usageLines lines of usage in a block, before some vanish, appear or are repeated
     * @param brokenRows rows of it that cannot be read
     * @param newestPeriod whether the month is the last one billed
     * @param assemblyId a UUID
     * @param time when its manifest was written
     * @param seed seed of the period's choices: the same for each of its deliveries
     */
    record Delivery(
            Report report,
            YearMonth period,
            int number,
            int of,
            int rows,
            int blocks,
            int coveredBlocks,
            int usageLines,
            int brokenRows,
            boolean newestPeriod,
            String assemblyId,
            Instant time,
            long seed) {

        boolean isLast() {
            return number == of;
        }

        String folder() {
            return report.folder() + "/" + DAY.format(period.atDay(1)) + "-"
                    + DAY.format(period.plusMonths(1).atDay(1));
        }
    }
}
