package io.tributary.extractors.gcp.files;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;

/**
 * What tells the rows of a delivery from others of their table.
 *
 * @param table the table, as it is named in BigQuery
 * @param exportTime when they were exported
 * @param day the partition that they are in
 * @param account the billing account
 * @param month the invoice month
 */
record SliceKey(String table, Instant exportTime, LocalDate day, String account, YearMonth month)
        implements Comparable<SliceKey> {

    private static final Comparator<SliceKey> ORDER = Comparator.comparing(SliceKey::exportTime)
            .thenComparing(SliceKey::table)
            .thenComparing(SliceKey::day)
            .thenComparing(SliceKey::account)
            .thenComparing(SliceKey::month);

    SliceKey {
        requireNonNull(table, "table");
        requireNonNull(exportTime, "exportTime");
        requireNonNull(day, "day");
        requireNonNull(account, "account");
        requireNonNull(month, "month");
    }

    SliceKey inTable(String name) {
        return new SliceKey(name, exportTime, day, account, month);
    }

    /** The same in whatever partition. */
    SliceKey inAnyPartition() {
        return new SliceKey(table, exportTime, LocalDate.EPOCH, account, month);
    }

    /** Table, partition and time of export, as a scope has them. */
    String source() {
        return table + "/" + day + "/" + ExportTimes.text(exportTime);
    }

    @Override
    public int compareTo(SliceKey other) {
        return ORDER.compare(this, other);
    }
}
