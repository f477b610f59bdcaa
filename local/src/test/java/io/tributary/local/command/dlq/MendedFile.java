package io.tributary.local.command.dlq;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Edits a file of rows as another program would: it is read, changed and written by a library of its own. */
final class MendedFile {

    private MendedFile() {}

    /** Rows by their columns. */
    static List<Map<String, String>> read(Path file) throws IOException {
        List<Map<String, String>> rows = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(file)) {
            reader.forEach(row -> rows.add(new LinkedHashMap<>(row.getFieldsAsMap())));
        }
        return rows;
    }

    static void write(Path file, List<Map<String, String>> rows) throws IOException {
        try (CsvWriter writer = CsvWriter.builder().build(file)) {
            writer.writeRecord(rows.get(0).keySet());
            rows.forEach(row -> writer.writeRecord(row.values()));
        }
    }

    /** Changes every row. */
    static void edit(Path file, Consumer<Map<String, String>> change) throws IOException {
        List<Map<String, String>> rows = read(file);
        rows.forEach(change);
        write(file, rows);
    }
}
