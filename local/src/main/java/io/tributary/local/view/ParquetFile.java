package io.tributary.local.view;

import io.tributary.schemas.CostRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.avro.AvroSchemaConverter;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;

/**
 * Cost records as Parquet: one column a field, decimals as DECIMAL, times as TIMESTAMP in UTC. The files are those that
 * parquet-avro writes of the same records; but values go from the records' bytes to the columns as they are.
 */
final class ParquetFile implements RecordFile {

    /** Held in memory until it is written; small enough for a small heap. */
    private static final long ROW_GROUP_BYTES = 16L * 1024 * 1024;

    /** Columns in which hardly a value comes twice, so that looking for it is in vain. */
    private static final List<String> ALL_DIFFERENT = List.of("x_LineKey", "x_RecordId");

    private final ParquetWriter<EncodedRecord> writer;

    ParquetFile(Path file) throws IOException {
        Builder builder = new Builder(new LocalOutputFile(file))
                .withConf(new PlainParquetConfiguration())
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .withCodecFactory(new ZstandardPages())
                .withRowGroupSize(ROW_GROUP_BYTES)
                .withWriteMode(ParquetFileWriter.Mode.CREATE);
        ALL_DIFFERENT.forEach(column -> builder.withDictionaryEncoding(column, false));
        writer = builder.build();
    }

    @Override
    public void write(EncodedRecord cost) throws IOException {
        writer.write(cost);
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }

    /** Of a writer of encoded records. */
    private static final class Builder extends ParquetWriter.Builder<EncodedRecord, Builder> {

        private Builder(OutputFile file) {
            super(file);
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        @SuppressWarnings("deprecation") // It is abstract there.
        protected WriteSupport<EncodedRecord> getWriteSupport(Configuration configuration) {
            return new Columns();
        }

        @Override
        protected WriteSupport<EncodedRecord> getWriteSupport(ParquetConfiguration configuration) {
            return new Columns();
        }
    }

    /** Gives the values of a record to the columns. */
    private static final class Columns extends WriteSupport<EncodedRecord> {

        /** Where parquet-avro looks for the schema of what it reads. */
        private static final String AVRO_SCHEMA = "parquet.avro.schema";

        private static final EncodedRecord.Field[] FIELDS = EncodedRecord.FIELDS.toArray(EncodedRecord.Field[]::new);

        private RecordConsumer consumer;

        /** The name of parquet-avro's own, which goes into the file. */
        @Override
        public String getName() {
            return "avro";
        }

        @Override
        @SuppressWarnings("deprecation") // It is abstract there.
        public WriteContext init(Configuration configuration) {
            return init(new PlainParquetConfiguration());
        }

        @Override
        public WriteContext init(ParquetConfiguration configuration) {
            return new WriteContext(
                    new AvroSchemaConverter(configuration).convert(CostRecord.getClassSchema()),
                    Map.of(AVRO_SCHEMA, CostRecord.getClassSchema().toString()));
        }

        @Override
        public void prepareForWrite(RecordConsumer recordConsumer) {
            consumer = recordConsumer;
        }

        @Override
        public void write(EncodedRecord cost) {
            consumer.startMessage();
            for (int i = 0; i < FIELDS.length; i++) {
                if (cost.has(i)) {
                    EncodedRecord.Field field = FIELDS[i];
                    consumer.startField(field.name(), i);
                    write(cost, field.kind(), i);
                    consumer.endField(field.name(), i);
                }
            }
            consumer.endMessage();
        }

        private void write(EncodedRecord cost, EncodedRecord.Kind kind, int field) {
            switch (kind) {
                case TEXT, DECIMAL:
                    // What keeps a value copies it, since it is said to be used again.
                    consumer.addBinary(Binary.fromReusedByteArray(cost.bytes(), cost.from(field), cost.length(field)));
                    break;
                case LONG:
                    consumer.addLong(cost.number(field));
                    break;
                case INT:
                    consumer.addInteger((int) cost.number(field));
                    break;
                case BOOLEAN:
                    consumer.addBoolean(cost.number(field) == 1);
                    break;
                default:
                    throw new IllegalStateException(kind.name());
            }
        }
    }
}
