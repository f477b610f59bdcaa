package io.tributary.extractors.gcp.bigquery;

import static java.util.Objects.requireNonNull;

import com.google.cloud.bigquery.FieldValue;
import com.google.cloud.bigquery.FieldValueList;
import io.tributary.extractors.gcp.bigquery.Slice.Key;
import io.tributary.extractors.gcp.bigquery.Slice.Total;
import io.tributary.extractors.source.DeliveryChangedException;
import io.tributary.extractors.source.SourceException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The slices of a table, as one query found them.
 *
 * @param time when they were found
 * @param slices the slices by partition, and within a partition in the order of their keys
 * @param errors rows that belong to no slice
 */
record Inventory(Instant time, List<Slice> slices, List<SourceException> errors) {

    /** How often the query is repeated if its result is lost. */
    private static final int MOST_ATTEMPTS = 3;

    Inventory {
        requireNonNull(time, "time");
        slices = List.copyOf(slices);
        errors = List.copyOf(errors);
    }

    /**
     * Runs the query.
     *
     * @param partitions condition that selects the partitions
     * @throws SourceException if the query fails
     */
    static Inventory of(Queries queries, BillingTable table, String partitions) {
        for (int attempt = 1; ; attempt++) {
            try {
                return read(queries, table, partitions);
            } catch (DeliveryChangedException e) {
                if (attempt == MOST_ATTEMPTS) {
                    throw new SourceException.Unavailable(table.uri(), "cannot be looked at: " + e.getMessage(), e);
                }
            }
        }
    }

    private static Inventory read(Queries queries, BillingTable table, String partitions) {
        Rows rows = queries.run(table, Statements.inventory(table, partitions));
        Map<Place, List<Total>> totals = new LinkedHashMap<>();
        List<SourceException> errors = new ArrayList<>();
        for (Optional<FieldValueList> row = rows.peek(); row.isPresent(); row = rows.peek()) {
            read(table, row.get(), totals, errors);
            rows.advance();
        }
        List<Slice> slices = new ArrayList<>();
        totals.forEach((place, parts) -> slices.add(new Slice(place.day(), place.key(), parts)));
        return new Inventory(rows.time(), slices, errors);
    }

    private static void read(
            BillingTable table, FieldValueList row, Map<Place, List<Total>> totals, List<SourceException> errors) {
        LocalDate day = LocalDate.parse(row.get(0).getStringValue());
        Optional<Instant> exportTime = text(row.get(1)).map(RowJson::instant);
        Optional<String> account = text(row.get(2)).map(RowReader::account);
        Optional<YearMonth> month = text(row.get(3)).flatMap(RowReader::month);
        long count = Long.parseLong(row.get(5).getStringValue());
        if (exportTime.isEmpty() || account.isEmpty() || month.isEmpty()) {
            errors.add(new SourceException.Malformed(
                    table.uri(),
                    count + " rows of partition " + day + " have the export time " + exportTime.orElse(null)
                            + ", billing account " + account.orElse(null) + " and invoice month "
                            + text(row.get(3)).orElse(null)
                            + ": expected all three, the month like 202611; these rows were left out"));
            return;
        }
        totals.computeIfAbsent(
                        new Place(day, new Key(exportTime.get(), account.get(), month.get())),
                        place -> new ArrayList<>())
                .add(new Total(text(row.get(4)).orElse(""), count, number(row.get(6)), number(row.get(7))));
    }

    static Optional<String> text(FieldValue value) {
        return value.isNull() ? Optional.empty() : Optional.of(value.getStringValue());
    }

    static BigDecimal number(FieldValue value) {
        return text(value).map(BigDecimal::new).orElse(BigDecimal.ZERO);
    }

    /** A slice without its totals. */
    private record Place(LocalDate day, Key key) {}
}
