package io.tributary.local.view;

import io.tributary.schemas.CostRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.apache.parquet.avro.AvroSchemaConverter;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;

/**
 * Cost records as Parquet: one column a field, decimals as DECIMAL, times as TIMESTAMP in UTC. The files are those that
 * parquet-avro would write of the same records; but values go from the records' bytes to the columns as they are, and
 * column by column for some records at a time, since that is several times as fast.
 */
final class ParquetFile implements RecordFile {

    /** Held in memory until it is written; small enough for a small heap. */
    private static final long ROW_GROUP_BYTES = 24L * 1024 * 1024;
    /** A row group of a file ends on no boundary of blocks. */
    private static final int NO_PADDING = 0;
    /** Records that are written at a time: their bytes stay near the processor. */
    private static final int BATCH = 128;

    private static final EncodedRecord.Field[] FIELDS = EncodedRecord.FIELDS.toArray(EncodedRecord.Field[]::new);
    private static final MessageType SCHEMA =
            new AvroSchemaConverter(new PlainParquetConfiguration()).convert(CostRecord.getClassSchema());
    /** What parquet-avro says of a file: the object model, and where it looks for the schema of what it reads. */
    private static final Map<String, String> METADATA = Map.of(
            ParquetWriter.OBJECT_MODEL_NAME_PROP,
            "avro",
            "parquet.avro.schema",
            CostRecord.getClassSchema().toString());

    private static final ParquetProperties PROPERTIES = properties();

    private final BytesInputCompressor compressor = new ZstandardPages().getCompressor(CompressionCodecName.ZSTD);
    private final ParquetFileWriter file;
    private final EncodedRecord[] batch = new EncodedRecord[BATCH];
    private int batched;

    /** Of the row group that is being written; null between two. */
    private ColumnChunkPageWriteStore pages;

    private ColumnWriteStore columns;
    private ColumnWriter[] writers;
    private long rows;
    private long held;
    private int rowGroups;

    /** Creates {@code path}, which must not exist. */
    ParquetFile(Path path) throws IOException {
        file = new ParquetFileWriter(
                new LocalOutputFile(path),
                SCHEMA,
                ParquetFileWriter.Mode.CREATE,
                ROW_GROUP_BYTES,
                NO_PADDING,
                null,
                PROPERTIES);
        file.start();
    }

    private static ParquetProperties properties() {
        ParquetProperties.Builder builder = ParquetProperties.builder().withValuesWriterFactory(new RepeatedValues());
        for (EncodedRecord.Field field : FIELDS) {
            // Amounts and ids hardly repeat but for what stands next to each other: compression finds that as well.
            if (field.kind() == EncodedRecord.Kind.DECIMAL
                    || field.name().equals("x_LineKey")
                    || field.name().equals("x_RecordId")) {
                builder.withDictionaryEncoding(field.name(), false);
                // The least and the greatest amount of a page are of no use to anybody who sums, and dear to find.
                builder.withStatisticsEnabled(field.name(), false);
            }
        }
        return builder.build();
    }

    @Override
    public void write(EncodedRecord cost) throws IOException {
        if (batch[batched] == null) {
            batch[batched] = new EncodedRecord();
        }
        batch[batched++].goTo(cost);
        if (batched == BATCH) {
            writeBatch();
            if (held > ROW_GROUP_BYTES) {
                endRowGroup();
            }
        }
    }

    /** Bytes of memory that the open row group holds. */
    long held() {
        return held;
    }

    private void writeBatch() {
        if (columns == null) {
            open();
        }
        for (int i = 0; i < FIELDS.length; i++) {
            switch (FIELDS[i].kind()) {
                case TEXT, DECIMAL -> writeBytes(i);
                case LONG, INT, BOOLEAN -> writeNumbers(i);
                default -> throw new IllegalStateException(FIELDS[i].kind().name());
            }
        }
        for (int row = 0; row < batched; row++) {
            columns.endRecord();
        }
        rows += batched;
        batched = 0;
        held = columns.getAllocatedSize();
    }

    private void writeBytes(int field) {
        ColumnWriter writer = writers[field];
        int level = FIELDS[field].optional() ? 1 : 0;
        Binary value = null;
        EncodedRecord last = null;
        for (int row = 0; row < batched; row++) {
            EncodedRecord cost = batch[row];
            if (!cost.has(field)) {
                writer.writeNull(0, 0);
                continue;
            }
            if (last == null || !isSame(cost, last, field)) {
                // What keeps a value copies it, since it is said to be used again.
                value = Binary.fromReusedByteArray(cost.bytes(), cost.from(field), cost.length(field));
                last = cost;
            }
            writer.write(value, 0, level);
        }
    }

    private static boolean isSame(EncodedRecord one, EncodedRecord other, int field) {
        int from = one.from(field);
        int otherFrom = other.from(field);
        return Arrays.equals(
                one.bytes(), from, from + one.length(field), other.bytes(), otherFrom, otherFrom + other.length(field));
    }

    private void writeNumbers(int field) {
        ColumnWriter writer = writers[field];
        EncodedRecord.Kind kind = FIELDS[field].kind();
        int level = FIELDS[field].optional() ? 1 : 0;
        for (int row = 0; row < batched; row++) {
            EncodedRecord cost = batch[row];
            if (!cost.has(field)) {
                writer.writeNull(0, 0);
            } else if (kind == EncodedRecord.Kind.LONG) {
                writer.write(cost.number(field), 0, level);
            } else if (kind == EncodedRecord.Kind.INT) {
                writer.write((int) cost.number(field), 0, level);
            } else {
                writer.write(cost.number(field) == 1, 0, level);
            }
        }
    }

    private void open() {
        pages = ColumnChunkPageWriteStore.builder()
                .withCompressorProvider(column -> compressor)
                .withSchema(SCHEMA)
                .withAllocator(PROPERTIES.getAllocator())
                .withColumnIndexTruncateLength(PROPERTIES.getColumnIndexTruncateLength())
                .withPageWriteChecksumEnabled(PROPERTIES.getPageWriteChecksumEnabled())
                .withRowGroupOrdinal(rowGroups)
                .build();
        columns = PROPERTIES.newColumnWriteStore(SCHEMA, pages);
        writers = new ColumnWriter[FIELDS.length];
        for (int i = 0; i < FIELDS.length; i++) {
            ColumnDescriptor column = SCHEMA.getColumnDescription(new String[] {FIELDS[i].name()});
            writers[i] = columns.getColumnWriter(column);
        }
    }

    /** Writes what is held in memory to the file. */
    void endRowGroup() throws IOException {
        if (batched > 0) {
            writeBatch();
        }
        if (rows > 0) {
            file.startBlock(rows);
            columns.flush();
            pages.flushToFileWriter(file);
            file.endBlock();
            columns.close();
            pages.close();
            columns = null;
            pages = null;
            rows = 0;
            held = 0;
            rowGroups++;
        }
    }

    @Override
    public void close() throws IOException {
        try (file) {
            endRowGroup();
            file.end(METADATA);
        } finally {
            compressor.release();
        }
    }
}
