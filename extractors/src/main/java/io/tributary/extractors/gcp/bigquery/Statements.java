package io.tributary.extractors.gcp.bigquery;

import io.tributary.extractors.gcp.BillingExport;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.stream.Collectors;

/** The queries, in GoogleSQL. Each names the partitions that it reads, which is what it is billed for. */
final class Statements {

    private Statements() {}

    /**
     * The slices of a table by currency: day, time of the export, account, invoice month, currency, number of rows,
     * and exact sums of costs and credits. Rows that have no partition yet are left for later.
     *
     * @param partitions condition that selects the partitions
     */
    static String inventory(BillingTable table, String partitions) {
        BillingExport export = table.export();
        return String.join(
                "\n",
                "SELECT " + table.partitioning().day() + " AS partition_day,",
                "  " + export.exportTime() + " AS export_time,",
                "  " + export.account() + " AS account,",
                "  " + ExportColumns.month(export) + " AS month,",
                "  " + export.currency() + " AS currency,",
                "  COUNT(*) AS row_count,",
                "  SUM(" + ExportColumns.cost(export) + ") AS cost,",
                "  SUM(" + ExportColumns.credits(export, table.columns()) + ") AS credits",
                "FROM " + table.quoted(),
                "WHERE " + partitions,
                "GROUP BY 1, 2, 3, 4, 5",
                "ORDER BY 1, 2, 3, 4, 5");
    }

    /**
     * What a table states of each invoice month by day of the usage: account, month, currency, day, sum of costs, and
     * when the last of them was exported.
     *
     * @param partitions condition that selects the partitions
     */
    static String days(BillingTable table, String partitions) {
        BillingExport export = table.export();
        return String.join(
                "\n",
                "SELECT " + export.account() + " AS account,",
                "  " + ExportColumns.month(export) + " AS month,",
                "  " + export.currency() + " AS currency,",
                "  " + ExportColumns.usageDay(export, table.columns()) + " AS usage_day,",
                "  SUM(" + ExportColumns.cost(export) + ") AS cost,",
                "  MAX(" + export.exportTime() + ") AS last_export",
                "FROM " + table.quoted(),
                "WHERE " + partitions,
                "GROUP BY 1, 2, 3, 4",
                "ORDER BY 1, 2, 3, 4");
    }

    /** The condition of partitions that begin on {@code first} or later. */
    static String from(BillingTable table, LocalDate first) {
        return table.partitioning().from(first);
    }

    /** The condition of partitions that begin in [{@code first}, {@code end}). */
    static String between(BillingTable table, LocalDate first, LocalDate end) {
        return table.partitioning().from(first) + " AND " + table.partitioning().before(end);
    }

    /**
     * The rows of one partition that were exported at given times, slice after slice.
     *
     * @param day first day of the partition
     * @param exportTimes when they were exported
     */
    static String rows(BillingTable table, LocalDate day, Collection<Instant> exportTimes) {
        BillingExport export = table.export();
        return String.join(
                "\n",
                "SELECT *",
                "FROM " + table.quoted(),
                "WHERE " + between(table, day, day.plusDays(1)),
                "  AND " + export.exportTime() + " IN (" + literals(exportTimes) + ")",
                "ORDER BY " + export.exportTime() + ", " + export.account() + ", " + ExportColumns.month(export));
    }

    private static String literals(Collection<Instant> times) {
        return times.stream()
                .map(time -> "TIMESTAMP_MICROS(" + ChronoUnit.MICROS.between(Instant.EPOCH, time) + ")")
                .collect(Collectors.joining(", "));
    }
}
