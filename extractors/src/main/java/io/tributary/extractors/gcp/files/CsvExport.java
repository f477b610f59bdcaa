package io.tributary.extractors.gcp.files;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.csv.CsvRows;
import io.tributary.extractors.source.Page;
import io.tributary.extractors.source.PageReader;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Rows of CSV as JSON objects of text, nested by their dotted column names; empty fields are left out. Structs and
 * arrays of converted Parquet are JSON already, and become part of the object.
 */
final class CsvExport implements RowReader {

    private final PageReader pages;
    private final boolean isNested;
    private List<String> columns = List.of();
    private CsvRows rows = new CsvRows(new byte[0]);
    private int rowsLeft;

    /**
     * @param pages each with a header
     * @param isNested whether a value that is a JSON object or array is taken as such, and not as text
     */
    CsvExport(PageReader pages, boolean isNested) {
        this.pages = requireNonNull(pages, "pages");
        this.isNested = isNested;
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
