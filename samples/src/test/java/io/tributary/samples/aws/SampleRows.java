package io.tributary.samples.aws;

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
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipInputStream;

/** Reads a sample's files with parsers that are independent of the generator. */
public final class SampleRows {

    private SampleRows() {}

    /** The rows of a delivery, in order of its files. */
    public static List<NamedCsvRecord> of(Path directory, SampleTruth.Delivery delivery) {
        List<NamedCsvRecord> rows = new ArrayList<>();
        for (String key : delivery.files()) {
            rows.addAll(of(directory.resolve(key)));
        }
        return rows;
    }

    public static List<NamedCsvRecord> of(Path file) {
        List<NamedCsvRecord> rows = new ArrayList<>();
        try (InputStream unpacked = open(file);
                CsvReader<NamedCsvRecord> reader =
                        CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(unpacked, StandardCharsets.UTF_8))) {
            reader.forEach(rows::add);
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
        return rows;
    }

    private static InputStream open(Path file) throws IOException {
        String name = file.toString();
        if (name.endsWith(".parquet")) {
            return new ByteArrayInputStream(ParquetRows.csv(file).getBytes(StandardCharsets.UTF_8));
        }
        InputStream packed = Files.newInputStream(file);
        if (name.endsWith(".gz")) {
            return new GZIPInputStream(packed);
        }
        if (name.endsWith(".zip")) {
            ZipInputStream zip = new ZipInputStream(packed);
            zip.getNextEntry();
            return zip;
        }
        return packed;
    }
}
