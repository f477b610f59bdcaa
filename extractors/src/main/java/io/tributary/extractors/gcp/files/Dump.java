package io.tributary.extractors.gcp.files;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.csv.PageLimits;
import io.tributary.extractors.gcp.BillingExport;
import io.tributary.extractors.objects.ObjectStore;
import io.tributary.extractors.objects.StoredObject;
import io.tributary.extractors.source.SourceException;
import io.tributary.extractors.throttle.Pause;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts of one dump of a table, and the slices that their rows were sorted into. */
final class Dump {

    /** Names of the pseudo-columns of a partitioned table in dumps. */
    private static final List<String> PARTITIONS =
            List.of("partition_date", "_PARTITIONDATE", "_PARTITIONTIME", "partition_time");

    private static final Logger LOGGER = LoggerFactory.getLogger(Dump.class);

    private final String name;
    private final Optional<String> table;
    private final Map<SliceKey, SliceRows> partitioned = new TreeMap<>();

    /** For rows without a partition: the day of their export is used. */
    private final Map<SliceKey, SliceRows> unpartitioned = new TreeMap<>();

    /** The kind as far as it is known: by the table's name, or by columns. */
    private Optional<BillingExport> kind;

    private boolean isFocus;
    private boolean isDetailed;
    private boolean hasSchema;

    /**
     * @param name what its files have in common, for messages
     * @param table the table that their paths name
     */
    Dump(String name, Optional<String> table) {
        this.name = requireNonNull(name, "name");
        this.table = requireNonNull(table, "table");
        this.kind = table.flatMap(BillingExport::ofTable);
    }

    /**
     * Sorts the rows of the dump's files.
     *
     * @throws SourceException naming file and row where one cannot be read
     */
    void read(List<StoredObject> files, ObjectStore store, PageLimits limits, Pause pause, Spool spool) {
        for (StoredObject file : files) {
            new DumpedFile(store, file, limits, pause)
                    .read(spool.newFile(), (row, columns) -> add(row, columns, file, spool));
        }
    }

    private void add(ExportRow row, List<String> columns, StoredObject file, Spool spool) throws IOException {
        BillingExport shape = shape(row);
        isFocus |= shape == BillingExport.FOCUS;
        isDetailed = isDetailed || row.isDetailed() || columns.stream().anyMatch(ExportRow::isOfDetailed);
        hasSchema |= !columns.isEmpty();
        SliceKey key = key(row, shape);
        RowDigest digest = row.digest();
        Map<SliceKey, SliceRows> slices = partition(row).isPresent() ? partitioned : unpartitioned;
        SliceRows rows = slices.computeIfAbsent(key, first -> new SliceRows(spool.newFile(), name));
        rows.add(row, shape, usageDay(row, shape, key.exportTime()), digest, file);
        spool.add(rows.file(), digest, row.json());
    }

    /** An export that has the columns of a row: detailed and standard ones have the same for all that counts here. */
    private BillingExport shape(ExportRow row) {
        boolean isOfFocus = kind.map(BillingExport.FOCUS::equals)
                .orElseGet(() -> row.values().containsKey(BillingExport.FOCUS.cost()));
        return isOfFocus ? BillingExport.FOCUS : BillingExport.STANDARD;
    }

    private SliceKey key(ExportRow row, BillingExport shape) throws IOException {
        Instant exportTime = value(row, shape.exportTime(), ExportTimes::time, "a time like 2022-08-02 01:11:12 UTC");
        Optional<String> partition = partition(row);
        LocalDate day = partition.isEmpty()
                ? ExportTimes.day(exportTime)
                : value(row, partition.get(), ExportTimes::day, "a day like 2022-08-02");
        return new SliceKey(
                table.orElse(""),
                exportTime,
                day,
                value(row, shape.account(), text -> text, "a billing account"),
                value(row, month(shape), ExportTimes::month, "a month like 202208"));
    }

    private static String month(BillingExport shape) {
        return shape == BillingExport.FOCUS ? "BillingPeriodStart" : "invoice.month";
    }

    /** The day of the usage; that of the export where the row does not state it. */
    private static LocalDate usageDay(ExportRow row, BillingExport shape, Instant exportTime) {
        try {
            return Optional.ofNullable(row.values().get(shape.usageStart()))
                    .map(text -> ExportTimes.day(ExportTimes.time(text)))
                    .orElseGet(() -> ExportTimes.day(exportTime));
        } catch (DateTimeException e) {
            // The streams application reports such rows.
            return ExportTimes.day(exportTime);
        }
    }

    private static Optional<String> partition(ExportRow row) {
        return PARTITIONS.stream().filter(row.values()::containsKey).findFirst();
    }

    /** Reads a value. */
    private interface Reading<T> {

        T of(String text);
    }

    private static <T> T value(ExportRow row, String column, Reading<T> reading, String expected) throws IOException {
        String text = row.values().get(column);
        if (text == null) {
            throw new IOException("has nothing in column " + column + ": expected " + expected);
        }
        try {
            return reading.of(text);
        } catch (DateTimeException e) {
            throw new IOException("has " + text + " in column " + column + ": expected " + expected, e);
        }
    }

    /** What its files have in common, for messages. */
    String name() {
        return name;
    }

    /**
     * The kind of export: that of the named table, else by the columns of all rows and files. Empty for rows of JSON
     * that have no column of the detailed export: BigQuery leaves out what has no value.
     */
    Optional<BillingExport> kind() {
        if (kind.isPresent()) {
            return kind;
        }
        if (isFocus) {
            return Optional.of(BillingExport.FOCUS);
        }
        if (isDetailed) {
            return Optional.of(BillingExport.DETAILED);
        }
        return hasSchema ? Optional.of(BillingExport.STANDARD) : Optional.empty();
    }

    /** Settles the kind of a dump that does not show it. */
    void settle(BillingExport settled) {
        kind = Optional.of(settled);
    }

    /** Whether it has rows. */
    boolean hasRows() {
        return !partitioned.isEmpty() || !unpartitioned.isEmpty();
    }

    /** The billing accounts of the rows that were read, and the one in the table's name. */
    TreeSet<String> accounts() {
        TreeSet<String> accounts = new TreeSet<>();
        table.flatMap(FileNames::account).ifPresent(accounts::add);
        partitioned.keySet().forEach(key -> accounts.add(key.account()));
        unpartitioned.keySet().forEach(key -> accounts.add(key.account()));
        return accounts;
    }

    /** Whether rows state their partition. */
    boolean isPartitioned() {
        return !partitioned.isEmpty();
    }

    /**
     * The slices by key. A table without a name gets that of its billing account's table. If most rows have a
     * partition, those without one are not in any yet, and are left to a later dump.
     */
    Map<SliceKey, SliceRows> slices() {
        BillingExport settled = kind().orElseThrow();
        if (isPartitioned() && !unpartitioned.isEmpty()) {
            LOGGER.warn(
                    "{}: {} rows are in no partition yet, and are left to a later dump",
                    name,
                    unpartitioned.values().stream()
                            .mapToLong(rows -> rows.totals().rows())
                            .sum());
        }
        Map<SliceKey, SliceRows> named = new TreeMap<>();
        rows().forEach((key, rows) ->
                named.put(key.inTable(table.orElseGet(() -> settled.table(key.account()))), rows));
        return named;
    }

    /** The slices by keys in which a table without a name has none. */
    Map<SliceKey, SliceRows> rows() {
        return isPartitioned() ? partitioned : unpartitioned;
    }
}
