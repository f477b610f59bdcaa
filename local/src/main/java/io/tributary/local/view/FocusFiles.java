package io.tributary.local.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.schemas.BillingPeriod;
import io.tributary.schemas.InvoiceDetail;
import io.tributary.schemas.wire.AvroTrust;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;

/**
 * Files of FOCUS data sets below {@code _focus} of a view: as deep as no pattern goes that reads the view's own. Their
 * metadata is withdrawn before the first of them is replaced, and comes back after the last.
 */
public final class FocusFiles {

    /** The property of the metadata that says what the files hold. */
    public static final String FINGERPRINT = "x_ContentFingerprint";

    /** Where the billing periods are, below the view's directory. */
    public static final String BILLING_PERIODS = "_focus/BillingPeriod/part-00000.parquet";

    /** Where the details of invoices are. */
    public static final String INVOICE_DETAILS = "_focus/InvoiceDetail/part-00000.parquet";

    /** Where their metadata is. */
    public static final String METADATA = "_focus/metadata.json";

    static {
        AvroTrust.install();
    }

    private final Path directory;

    /** @param directory the view's directory */
    FocusFiles(Path directory) {
        this.directory = directory;
    }

    /** Whether the files below {@code directory} hold {@code content}. */
    public static boolean have(Path directory, FocusContent content) {
        return new FocusFiles(directory).isThere(content);
    }

    /** Puts the files in their places; those that hold the same already stay. */
    void publish(FocusContent content) {
        try {
            Path metadata = directory.resolve(METADATA);
            if (!isThere(content)) {
                Files.deleteIfExists(metadata);
                write(BILLING_PERIODS, BillingPeriod.getClassSchema(), content.billingPeriods());
                write(INVOICE_DETAILS, InvoiceDetail.getClassSchema(), content.invoiceDetails());
            }
            Path unfinished = unfinished(METADATA);
            Files.write(unfinished, content.metadata().getBytes(UTF_8));
            move(unfinished, metadata);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write FOCUS data sets of the view in " + directory + ": " + e, e);
        }
    }

    private boolean isThere(FocusContent content) {
        Path metadata = directory.resolve(METADATA);
        if (!Files.isRegularFile(metadata)
                || !Files.isRegularFile(directory.resolve(BILLING_PERIODS))
                || !Files.isRegularFile(directory.resolve(INVOICE_DETAILS))) {
            return false;
        }
        try {
            return new ObjectMapper()
                    .readTree(metadata.toFile())
                    .path(FINGERPRINT)
                    .asText()
                    .equals(content.fingerprint());
        } catch (IOException damaged) {
            // They are written again then.
            return false;
        }
    }

    private <T extends SpecificRecord> void write(String place, Schema schema, List<T> records) throws IOException {
        Path unfinished = unfinished(place);
        try (ParquetWriter<T> writer = AvroParquetWriter.<T>builder(new LocalOutputFile(unfinished))
                .withSchema(schema)
                .withDataModel(SpecificData.getForSchema(schema))
                .withConf(new PlainParquetConfiguration())
                .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .withCodecFactory(new ZstandardPages())
                .build()) {
            for (T record : records) {
                writer.write(record);
            }
        }
        move(unfinished, directory.resolve(place));
    }

    /** Beside its place, hidden: who lists Parquet files passes over it. */
    private Path unfinished(String place) throws IOException {
        Path file = directory.resolve(place);
        Files.createDirectories(file.getParent());
        return file.resolveSibling("." + file.getFileName() + "-unfinished");
    }

    private static void move(Path unfinished, Path place) throws IOException {
        Files.move(unfinished, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The billing periods beside the view in {@code directory}. */
    public static List<BillingPeriod> billingPeriods(Path directory) {
        return read(directory.resolve(BILLING_PERIODS), BillingPeriod.getClassSchema());
    }

    /** The details of invoices beside the view in {@code directory}. */
    public static List<InvoiceDetail> invoiceDetails(Path directory) {
        return read(directory.resolve(INVOICE_DETAILS), InvoiceDetail.getClassSchema());
    }

    private static <T extends SpecificRecord> List<T> read(Path file, Schema schema) {
        List<T> records = new ArrayList<>();
        try (ParquetReader<T> reader = AvroParquetReader.<T>builder(
                        new LocalInputFile(file), new PlainParquetConfiguration())
                .withDataModel(SpecificData.getForSchema(schema))
                .withCodecFactory(new ZstandardPages())
                .build()) {
            for (T record = reader.read(); record != null; record = reader.read()) {
                records.add(record);
            }
            return records;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file + ": " + e, e);
        }
    }
}
