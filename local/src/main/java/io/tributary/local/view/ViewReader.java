package io.tributary.local.view;

import io.tributary.schemas.CostRecord;
import io.tributary.schemas.wire.AvroTrust;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificData;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.io.LocalInputFile;

/** Reads the records of a clean view's Parquet files. */
public final class ViewReader {

    private static final String PARTITION = "billing_period=";
    private static final String SUFFIX = ".parquet";
    /** AvroReadSupport has a setter for Hadoop's configuration alone. */
    private static final String READ_SCHEMA = "parquet.avro.read.schema";

    static {
        AvroTrust.install();
    }

    private ViewReader() {}

    /** The files of records below {@code view}, in order; {@code view} itself where it is such a file. */
    public static List<Path> files(Path view) {
        if (Files.isRegularFile(view)) {
            return List.of(view);
        }
        try (Stream<Path> paths = Files.walk(view)) {
            return paths.filter(Files::isRegularFile)
                    .filter(path -> isOfView(view, path))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + view + ": " + e, e);
        }
    }

    /** Only files of billing periods: what lies in other folders, such as unfinished ones, is not the view's. */
    private static boolean isOfView(Path view, Path file) {
        Path folder = file.getParent();
        return file.getFileName().toString().endsWith(SUFFIX)
                && (folder.equals(view) || folder.getFileName().toString().startsWith(PARTITION));
    }

    /**
     * Reads every record of a file.
     *
     * @throws UncheckedIOException if the file cannot be read
     * @throws IllegalArgumentException if it is no file of cost records
     */
    public static void read(Path file, Consumer<CostRecord> consumer) {
        ParquetConfiguration configuration = new PlainParquetConfiguration();
        configuration.set(READ_SCHEMA, CostRecord.getClassSchema().toString());
        try (ParquetReader<CostRecord> reader = AvroParquetReader.<CostRecord>builder(
                        new LocalInputFile(file), configuration)
                .withDataModel(SpecificData.getForClass(CostRecord.class))
                .withCodecFactory(new ZstandardPages())
                .build()) {
            for (CostRecord record = next(file, reader); record != null; record = next(file, reader)) {
                consumer.accept(record);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file + ": " + e, e);
        }
    }

    private static CostRecord next(Path file, ParquetReader<CostRecord> reader) throws IOException {
        try {
            return reader.read();
        } catch (RuntimeException unreadable) {
            throw new IllegalArgumentException(
                    "Cannot read cost records from " + file + ": " + unreadable.getMessage(), unreadable);
        }
    }
}
