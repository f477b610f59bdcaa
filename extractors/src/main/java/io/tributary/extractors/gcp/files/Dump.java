package io.tributary.extractors.gcp.files;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.csv.PageLimits;
import io.tributary.extractors.objects.ObjectStore;
import io.tributary.extractors.objects.StoredObject;
import io.tributary.extractors.source.SourceException;
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

    private ExportKind kind;

    /**
     * @param name what its files have in common, for messages
     * @param table the table that their paths name
     */
    Dump(String name, Optional<String> table) {
        this.name = requireNonNull(name, "name");
        this.table = requireNonNull(table, "table");
        this.kind = table.flatMap(ExportKind::ofTable).orElse(null);
    }

    /**
     * Sorts the rows of the dump's files.
     *
     * @throws SourceException naming file and row where one cannot be read
     */
    void read(List<StoredObject> files, ObjectStore store, PageLimits limits, Spool spool) {
        for (StoredObject file : files) {
            new DumpedFile(store, file, limits).read(spool.newFile(), (row, number) -> add(row, file, spool));
        }
    }

    private void add(ExportRow row, StoredObject file, Spool spool) throws IOException {
        ExportKind kindOfRow = kindOf(row);
        SliceKey key = key(row, kindOfRow);
        RowDigest digest = row.digest();
        Map<SliceKey, SliceRows> slices = partition(row).isPresent() ? partitioned : unpartitioned;
        SliceRows rows = slices.computeIfAbsent(key, first -> new SliceRows(spool.newFile(), name));
        rows.add(row, kindOfRow, digest, file);
        spool.add(rows.file(), digest, row.json());
    }

    /**
     * The kind of export: that of the named table, else by the rows until now, since a single row may lack all
     * resources.
     */
    private ExportKind kindOf(ExportRow row) {
        if (table.isEmpty() && kind != ExportKind.DETAILED) {
            kind = ExportKind.ofColumns(row.values());
        }
        return kind;
    }

    private SliceKey key(ExportRow row, ExportKind kindOfRow) throws IOException {
        Instant exportTime =
                value(row, kindOfRow.exportTime(), ExportTimes::time, "a time like 2022-08-02 01:11:12 UTC");
        Optional<String> partition = partition(row);
        LocalDate day = partition.isEmpty()
                ? ExportTimes.day(exportTime)
                : value(row, partition.get(), ExportTimes::day, "a day like 2022-08-02");
        return new SliceKey(
                table.orElse(""),
                exportTime,
                day,
                value(row, kindOfRow.account(), text -> text, "a billing account"),
                value(row, kindOfRow.month(), ExportTimes::month, "a month like 202208"));
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

    /** The kind of export by what was read; empty before the first row. */
    Optional<ExportKind> kind() {
        return Optional.ofNullable(kind);
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
        if (isPartitioned() && !unpartitioned.isEmpty()) {
            LOGGER.warn(
                    "{}: {} rows are in no partition yet, and are left to a later dump",
                    name,
                    unpartitioned.values().stream()
                            .mapToLong(rows -> rows.totals().rows())
                            .sum());
        }
        Map<SliceKey, SliceRows> named = new TreeMap<>();
        (isPartitioned() ? partitioned : unpartitioned)
                .forEach((key, rows) -> named.put(key.inTable(table.orElseGet(() -> kind.table(key.account()))), rows));
        return named;
    }
}
