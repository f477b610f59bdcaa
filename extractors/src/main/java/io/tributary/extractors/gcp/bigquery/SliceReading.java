package io.tributary.extractors.gcp.bigquery;

import static java.util.Objects.requireNonNull;

import com.google.cloud.bigquery.FieldValueList;
import io.tributary.extractors.gcp.bigquery.Slice.Key;
import io.tributary.extractors.source.DeliveryChangedException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Reads several slices of one partition by one query, one after the other. If the result is lost, or a slice is needed
 * that was passed, another query reads the rest. Used by one thread.
 */
final class SliceReading {

    private final Queries queries;
    private final BillingTable table;
    private final List<Slice> slices;

    private Optional<Rows> rows = Optional.empty();
    private Optional<RowReader> reader = Optional.empty();
    private Optional<Key> passed = Optional.empty();

    /** @param slices slices of one partition, in the order of their keys */
    SliceReading(Queries queries, BillingTable table, List<Slice> slices) {
        this.queries = requireNonNull(queries, "queries");
        this.table = requireNonNull(table, "table");
        this.slices = List.copyOf(slices);
    }

    /** Begins to read a slice, by the query that is under way, or by one that begins. */
    void begin(Slice slice) {
        boolean isBehind = passed.isPresent() && passed.get().compareTo(slice.key()) >= 0;
        if (rows.isEmpty() || isBehind) {
            TreeSet<Instant> times = new TreeSet<>();
            slices.stream()
                    .map(Slice::key)
                    .filter(key -> key.compareTo(slice.key()) >= 0)
                    .forEach(key -> times.add(key.exportTime()));
            Rows begun = queries.run(table, Statements.rows(table, slice.day(), times));
            rows = Optional.of(begun);
            reader = Optional.of(new RowReader(table.export(), begun.columns()));
            passed = Optional.empty();
        }
    }

    /**
     * The next row of the slice that was begun; empty at its end. Rows of earlier slices are skipped.
     *
     * @throws DeliveryChangedException if the result of the query is lost
     */
    Optional<FieldValueList> next(Slice slice) {
        try {
            for (Optional<FieldValueList> row = open().peek(); row.isPresent(); row = open().peek()) {
                Optional<Key> key = reader().key(row.get());
                if (key.isPresent() && key.get().compareTo(slice.key()) > 0) {
                    return Optional.empty();
                }
                open().advance();
                if (key.isPresent()) {
                    passed = key;
                    if (key.get().equals(slice.key())) {
                        return row;
                    }
                }
            }
            return Optional.empty();
        } catch (RuntimeException e) {
            // After any failure, another query reads the rest.
            rows = Optional.empty();
            throw e;
        }
    }

    /** Reads values of the rows. */
    RowReader reader() {
        return reader.orElseThrow();
    }

    /** The row as a line of JSON. */
    byte[] line(FieldValueList row) {
        return RowJson.line(open().columns(), row);
    }

    private Rows open() {
        return rows.orElseThrow();
    }
}
