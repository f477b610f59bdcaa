package io.tributary.extractors.aws.reports;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.csv.CsvHeader;
import io.tributary.extractors.csv.CsvRows;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The columns and the first row of a file, for what its manifest does not state.
 *
 * @param header the columns
 * @param values the row's values; none if there is no row
 */
record FirstRow(CsvHeader header, List<String> values) {

    FirstRow {
        requireNonNull(header, "header");
        values = List.copyOf(values);
    }

    /**
     * Reads the first row of a page.
     *
     * @param uri what its file is called in messages
     * @param content the header, and rows
     */
    static FirstRow of(String uri, byte[] content) {
        CsvRows rows = new CsvRows(content);
        return new FirstRow(rows.readHeader(uri), rows.readAllValues());
    }

    /** The payer; empty if the row does not state it. */
    Optional<String> payer(DataSet dataSet) {
        OptionalInt place = dataSet.payer(header);
        return place.isPresent() && place.getAsInt() < values.size()
                ? Optional.of(values.get(place.getAsInt()).strip()).filter(payer -> !payer.isEmpty())
                : Optional.empty();
    }
}
