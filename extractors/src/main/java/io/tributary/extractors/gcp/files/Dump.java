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

/** The parts of one dump of a table, and the slices that their rows were sorted into. */
final class Dump {

    /** How dumps name the pseudo-columns of a partitioned table. */
    private static final List<String> PARTITIONS =
            List.of("partition_date", "_PARTITIONDATE", "_PARTITIONTIME", "partition_time");

    private final String name;
    private final Optional<String> table;
    private final Map<SliceKey, SliceRows> slices = new TreeMap<>();
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
        SliceRows rows = slices.computeIfAbsent(key, first -> new SliceRows(spool.newFile(), name));
        rows.add(row, kindOfRow, digest, file);
        spool.add(rows.file(), digest, row.json());
    }

    /** The kind of export: of the table that is named, else what the rows so far tell, as one may lack all resources. */
    private ExportKind kindOf(ExportRow row) {
        if (table.isEmpty() && kind != ExportKind.DETAILED) {
            kind = ExportKind.ofColumns(row.values());
        }
        return kind;
    }

    private SliceKey key(ExportRow row, ExportKind kindOfRow) throws IOException {
        Instant exportTime =
                value(row, kindOfRow.exportTime(), ExportTimes::time, "a time like 2022-08-02 01:11:12 UTC");
        Optional<String> partition =
                PARTITIONS.stream().filter(row.values()::containsKey).findFirst();
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

    /** Which export it is, as far as it was read; empty where no row was. */
    Optional<ExportKind> kind() {
        return Optional.ofNullable(kind);
    }

    /** The billing accounts of its rows, as far as it was read, and the one that its table is named after. */
    TreeSet<String> accounts() {
        TreeSet<String> accounts = new TreeSet<>();
        table.flatMap(FileNames::account).ifPresent(accounts::add);
        slices.keySet().forEach(key -> accounts.add(key.account()));
        return accounts;
    }

    /** The slices by what tells them apart; of a table without a name, as its billing account's table is called. */
    Map<SliceKey, SliceRows> slices() {
        Map<SliceKey, SliceRows> named = new TreeMap<>();
        slices.forEach((key, rows) -> named.put(key.inTable(table.orElseGet(() -> kind.table(key.account()))), rows));
        return named;
    }
}
