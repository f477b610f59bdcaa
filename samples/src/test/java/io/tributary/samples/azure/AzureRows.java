package io.tributary.samples.azure;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.tributary.samples.SampleTruth;
import io.tributary.samples.file.ParquetRows;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** Reads exports with parsers that are independent of the generator; names of columns are in lower case. */
final class AzureRows {

    private AzureRows() {}

    /** The rows of a delivery, in order of its files. */
    static List<Map<String, String>> of(Path directory, SampleTruth.ScopeDelivery delivery) {
        List<Map<String, String>> rows = new ArrayList<>();
        for (String key : delivery.files()) {
            rows.addAll(of(directory.resolve(key)));
        }
        return rows;
    }

    static List<Map<String, String>> of(Path file) {
        try (InputStream bytes = open(file);
                InputStream unpacked = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes) {
            return ofCsv(unpacked);
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    private static InputStream open(Path file) throws IOException {
        return file.toString().endsWith(".parquet")
                ? new ByteArrayInputStream(ParquetRows.csv(file).getBytes(StandardCharsets.UTF_8))
                : Files.newInputStream(file);
    }

    private static List<Map<String, String>> ofCsv(InputStream unpacked) throws IOException {
        List<Map<String, String>> rows = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder()
                .detectBomHeader(false)
                .ofNamedCsvRecord(new InputStreamReader(unpacked, StandardCharsets.UTF_8))) {
            for (NamedCsvRecord row : reader) {
                Map<String, String> fields = new TreeMap<>();
                row.getFieldsAsMap()
                        .forEach((name, value) ->
                                fields.put(name.replace("\uFEFF", "").toLowerCase(Locale.ROOT), value));
                rows.add(fields);
            }
        }
        return rows;
    }
}
