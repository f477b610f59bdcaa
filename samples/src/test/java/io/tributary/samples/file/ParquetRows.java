package io.tributary.samples.file;

import com.fasterxml.jackson.core.io.NumberOutput;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.xerial.snappy.Snappy;

/** Reads Parquet files with Parquet's own reader. */
public final class ParquetRows {

    private static final Pattern PLAIN = Pattern.compile("[^,\"\n\r]*");

    private ParquetRows() {}

    /** The rows of a file as CSV with a header: decimals as they are declared, other numbers plain, maps as JSON. */
    public static String csv(Path file) {
        StringBuilder csv = new StringBuilder();
        try (ParquetReader<Group> reader =
                new Groups(file).withCodecFactory(new SnappyBlocks()).build()) {
            for (Group row = reader.read(); row != null; row = reader.read()) {
                if (csv.isEmpty()) {
                    csv.append(row.getType().getFields().stream()
                                    .map(Type::getName)
                                    .collect(Collectors.joining(",")))
                            .append('\n');
                }
                Group values = row;
                csv.append(IntStream.range(0, row.getType().getFieldCount())
                                .mapToObj(column -> quoted(text(values, column)))
                                .collect(Collectors.joining(",")))
                        .append('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
        return csv.toString();
    }

    private static String quoted(String text) {
        return PLAIN.matcher(text).matches() ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    /** The text of a value; empty where there is none. */
    private static String text(Group row, int column) {
        if (row.getFieldRepetitionCount(column) == 0) {
            return "";
        }
        Type type = row.getType().getType(column);
        if (!type.isPrimitive()) {
            return json(row.getGroup(column, 0)).toString();
        }
        return switch (type.asPrimitiveType().getPrimitiveTypeName()) {
            case DOUBLE -> number(row.getDouble(column, 0));
            case INT32 ->
                type.getLogicalTypeAnnotation() instanceof DateLogicalTypeAnnotation
                        ? LocalDate.ofEpochDay(row.getInteger(column, 0)).toString()
                        : row.getValueToString(column, 0);
            case INT64 -> Instant.ofEpochMilli(row.getLong(column, 0)).toString();
            case BINARY ->
                type.getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation decimal
                        ? new BigDecimal(new BigInteger(row.getBinary(column, 0).getBytes()), decimal.getScale())
                                .toPlainString()
                        : row.getString(column, 0);
            default -> row.getValueToString(column, 0);
        };
    }

    private static ObjectNode json(Group map) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < map.getFieldRepetitionCount(0); i++) {
            Group entry = map.getGroup(0, i);
            boolean isNumber =
                    entry.getType().getType(1).asPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.DOUBLE;
            String key = entry.getString(0, 0);
            if (isNumber) {
                json.put(key, new BigDecimal(number(entry.getDouble(1, 0))));
            } else {
                json.put(key, entry.getString(1, 0));
            }
        }
        return json;
    }

    /** The shortest decimal that is this number; the same on every JVM, which {@link Double#toString} is not. */
    private static String number(double value) {
        return Double.isFinite(value)
                ? new BigDecimal(NumberOutput.toString(value, true))
                        .stripTrailingZeros()
                        .toPlainString()
                : Double.toString(value);
    }

    /** Opens a file without Hadoop's file systems. */
    private static final class Groups extends ParquetReader.Builder<Group> {

        Groups(Path file) {
            super(new LocalInputFile(file), new PlainParquetConfiguration());
        }

        @Override
        protected ReadSupport<Group> getReadSupport() {
            return new GroupReadSupport();
        }
    }

    /** Decompresses pages that are raw Snappy blocks. */
    private static final class SnappyBlocks implements CompressionCodecFactory {

        @Override
        public BytesInputCompressor getCompressor(CompressionCodecName codec) {
            throw new UnsupportedOperationException("Files are read, not written");
        }

        @Override
        public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
            if (codec != CompressionCodecName.SNAPPY) {
                throw new IllegalArgumentException("Codec " + codec + ", expected " + CompressionCodecName.SNAPPY);
            }
            return new BytesInputDecompressor() {
                @Override
                public BytesInput decompress(BytesInput page, int decompressedSize) throws IOException {
                    return BytesInput.from(
                            Snappy.uncompress(page.toInputStream().readAllBytes()));
                }

                @Override
                public void decompress(ByteBuffer input, int compressedSize, ByteBuffer output, int decompressedSize)
                        throws IOException {
                    byte[] page = new byte[compressedSize];
                    input.get(page);
                    output.put(Snappy.uncompress(page));
                }

                @Override
                public void release() {}
            };
        }

        @Override
        public void release() {}
    }
}
