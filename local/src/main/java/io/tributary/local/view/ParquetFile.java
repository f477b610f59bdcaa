package io.tributary.local.view;

import io.tributary.schemas.CostRecord;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.avro.specific.SpecificData;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;

/** Cost records as Parquet: one column a field, decimals as DECIMAL, times as TIMESTAMP in UTC. */
final class ParquetFile implements RecordFile {

    /** Held in memory until it is written; small enough for a small heap. */
    private static final long ROW_GROUP_BYTES = 16L * 1024 * 1024;

    private final ParquetWriter<CostRecord> writer;

    ParquetFile(Path file) throws IOException {
        writer = AvroParquetWriter.<CostRecord>builder(new LocalOutputFile(file))
                .withSchema(CostRecord.getClassSchema())
                .withDataModel(SpecificData.getForClass(CostRecord.class))
                .withConf(new PlainParquetConfiguration())
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .withCodecFactory(new ZstandardPages())
                .withRowGroupSize(ROW_GROUP_BYTES)
                .withWriteMode(ParquetFileWriter.Mode.CREATE)
                .build();
    }

    @Override
    public void write(CostRecord cost) throws IOException {
        writer.write(cost);
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
