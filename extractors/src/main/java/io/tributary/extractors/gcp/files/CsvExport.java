package io.tributary.extractors.gcp.files;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.csv.CsvRows;
import io.tributary.extractors.source.Page;
import io.tributary.extractors.source.PageReader;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Rows of CSV as JSON objects of text, nested by their dotted column names; empty fields are left out. Structs and
 * arrays of converted Parquet are JSON already, and become part of the object; so do those of a table that BigQuery
 * saved as CSV, which has a column for each struct.
 */
final class CsvExport implements RowReader {

    /** Columns that every billing table of Google Cloud has as structs. */
    private static final Set<String> STRUCTS = Set.of("invoice", "service", "sku", "usage");

    private final PageReader pages;
    private final boolean isConverted;
    private boolean isNested;
    private List<String> columns = List.of();
    private CsvRows rows = new CsvRows(new byte[0]);
    private int rowsLeft;

    /**
     * @param pages each with a header
     * @param isConverted whether the file was one with nested values
     */
    CsvExport(PageReader pages, boolean isConverted) {
        this.pages = requireNonNull(pages, "pages");
        this.isConverted = isConverted;
    }

    @Override
    public Optional<ExportRow> next() throws IOException {
        while (rowsLeft == 0) {
            Optional<Page> page = pages.next();
            if (page.isEmpty()) {
                return Optional.empty();
            }
            rows = new CsvRows(page.get().content());
            columns = rows.readAllValues();
            isNested = isConverted || columns.stream().anyMatch(STRUCTS::contains);
            rowsLeft = page.get().rows();
        }
        rowsLeft--;
        List<String> values = rows.readAllValues();
        if (values.size() != columns.size()) {
            throw new IOException(
                    "has " + values.size() + " fields: expected " + columns.size() + ", as the header has");
        }
        return Optional.of(row(values));
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    private ExportRow row(List<String> values) throws IOException {
        RowJson json = new RowJson();
        for (int i = 0; i < values.size(); i++) {
            String value = values.get(i);
            if (isNested && (value.startsWith("{") || value.startsWith("[")) && RowJson.isJson(value)) {
                json.verbatim(columns.get(i), value);
            } else if (!value.isEmpty()) {
                json.text(columns.get(i), value);
            }
        }
        return ExportRow.of(json.bytes());
    }

    @Override
    public void close() {
        pages.close();
    }
}
