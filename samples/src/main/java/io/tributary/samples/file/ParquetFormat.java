package io.tributary.samples.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;

/**
 * Data files as Parquet with Snappy: rows are written to the columns without an intermediate copy. The same rows
 * give the same bytes.
 *
 * @param schema the columns
 * @param values writes a row's values
 * @param <R> what a row is made of
 */
public record ParquetFormat<R>(MessageType schema, Values<R> values) implements RowFormat<R> {

    /** A row group is held in memory until it is written: small enough for a small heap. */
    private static final long ROW_GROUP_BYTES = 16L * 1024 * 1024;

    @Override
    public String suffix() {
        return ".snappy.parquet";
    }

    @Override
    public RowWriter<R> open(Path file) throws IOException {
        ParquetWriter<R> writer = new Builder<>(new LocalOutputFile(file), new Rows<>(schema, values))
                .withConf(new PlainParquetConfiguration())
                .withCompressionCodec(CompressionCodecName.SNAPPY)
                .withCodecFactory(new SnappyPages())
                .withRowGroupSize(ROW_GROUP_BYTES)
                .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
                .build();
        return new RowWriter<>() {
            @Override
            public void write(R row) throws IOException {
                writer.write(row);
            }

            @Override
            public void close() throws IOException {
                writer.close();
            }
        };
    }

    /**
     * Writes the values of a row.
     *
     * @param <R> what a row is made of
     */
    public interface Values<R> {

        /** Writes the columns that have a value, in their order. */
        void write(R row, RecordConsumer into);
    }

    /** Hands the columns and the rows to Parquet. */
    private static final class Rows<R> extends WriteSupport<R> {

        private final MessageType schema;
        private final Values<R> values;
        private RecordConsumer consumer;

        Rows(MessageType schema, Values<R> values) {
            this.schema = schema;
            this.values = values;
        }

        @Override
        @Deprecated
        public WriteContext init(Configuration configuration) {
            return new WriteContext(schema, Map.of());
        }

        @Override
        public WriteContext init(ParquetConfiguration configuration) {
            return new WriteContext(schema, Map.of());
        }

        @Override
        public void prepareForWrite(RecordConsumer recordConsumer) {
            consumer = recordConsumer;
        }

        @Override
        public void write(R row) {
            consumer.startMessage();
            values.write(row, consumer);
            consumer.endMessage();
        }
    }

    /** Makes the writer of a file. */
    private static final class Builder<R> extends ParquetWriter.Builder<R, Builder<R>> {

        private final Rows<R> rows;

        Builder(OutputFile file, Rows<R> rows) {
            super(file);
            this.rows = rows;
        }

        @Override
        protected Builder<R> self() {
            return this;
        }

        @Override
        @Deprecated
        protected WriteSupport<R> getWriteSupport(Configuration configuration) {
            return rows;
        }

        @Override
        protected WriteSupport<R> getWriteSupport(ParquetConfiguration configuration) {
            return rows;
        }
    }
}
