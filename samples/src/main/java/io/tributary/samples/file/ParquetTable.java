package io.tributary.samples.file;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * A Parquet file of rows whose values are given as text: one flat, nullable column each, compressed with Snappy. The
 * same rows give the same bytes. Used by one thread.
 *
 * <pre>{@code
 * List<ParquetTable.Column> columns = List.of(
 *         ParquetTable.Column.text("MeterId"),
 *         ParquetTable.Column.decimal("CostInBillingCurrency", 38, 18),
 *         ParquetTable.Column.binaryFloat("Quantity"),
 *         ParquetTable.Column.date("Date"));
 * try (ParquetTable table = new ParquetTable(file, columns, 100_000)) {
 *     table.write(List.of("a-meter", "1.25", "0.1", "2025-01-31"));
 * }
 * }</pre>
 */
public final class ParquetTable implements AutoCloseable {

    /** A row group is held in memory until it is written: small enough for a small heap. */
    private static final long ROW_GROUP_BYTES = 16L * 1024 * 1024;

    private final List<Column> columns;
    private final SimpleGroupFactory rows;
    private final ParquetWriter<Group> writer;

    /**
     * Creates the file and its folders; there must be no such file.
     *
     * @param rowsInGroup rows of a row group, fewer where they have 16 MiB
     */
    public ParquetTable(Path file, List<Column> columns, int rowsInGroup) throws IOException {
        this.columns = List.copyOf(columns);
        Files.createDirectories(file.toAbsolutePath().getParent());
        MessageType schema = new MessageType(
                "row", columns.stream().map(column -> column.type).toList());
        rows = new SimpleGroupFactory(schema);
        writer = ExampleParquetWriter.builder(new LocalOutputFile(file))
                .withType(schema)
                .withConf(new PlainParquetConfiguration())
                .withCompressionCodec(CompressionCodecName.SNAPPY)
                .withCodecFactory(new SnappyPages())
                .withRowGroupSize(ROW_GROUP_BYTES)
                .withRowGroupRowCountLimit(rowsInGroup)
                .withWriteMode(ParquetFileWriter.Mode.CREATE)
                .build();
    }

    /**
     * Writes a row.
     *
     * @param values text of each column's value, in their order; null or empty where there is none
     * @throws IllegalArgumentException where there are more or fewer values than columns, or where one is not what its
     *     column holds
     */
    public void write(List<String> values) throws IOException {
        if (values.size() != columns.size()) {
            throw new IllegalArgumentException(
                    "A row has " + values.size() + " values, expected " + columns.size() + ", one for each column");
        }
        Group row = rows.newGroup();
        for (int place = 0; place < columns.size(); place++) {
            String text = values.get(place);
            if (text != null && !text.isEmpty()) {
                columns.get(place).writer.write(text, place, row);
            }
        }
        writer.write(row);
    }

    /** Completes the file. */
    @Override
    public void close() throws IOException {
        writer.close();
    }

    /** Writes the text of a value as what a column holds. */
    private interface ValueWriter {

        void write(String text, int place, Group row);
    }

    /** A column, by its name and what it holds. */
    public static final class Column {

        private final Type type;
        private final ValueWriter writer;

        private Column(Type type, ValueWriter writer) {
            this.type = type;
            this.writer = writer;
        }

        /** Text in UTF-8. */
        public static Column text(String name) {
            return new Column(
                    Types.optional(PrimitiveTypeName.BINARY)
                            .as(LogicalTypeAnnotation.stringType())
                            .named(name),
                    (text, place, row) -> row.add(place, Binary.fromString(text)));
        }

        /**
         * Decimals such as {@code -1.25}.
         *
         * @param precision digits, up to 38
         * @param scale digits behind the point; a value with more is refused
         */
        public static Column decimal(String name, int precision, int scale) {
            return new Column(
                    Types.optional(PrimitiveTypeName.BINARY)
                            .as(LogicalTypeAnnotation.decimalType(scale, precision))
                            .named(name),
                    (text, place, row) -> {
                        BigDecimal value = decimal(name, text, precision, scale);
                        row.add(
                                place,
                                Binary.fromConstantByteArray(
                                        value.unscaledValue().toByteArray()));
                    });
        }

        /** Numbers as binary floating point of 64 bits, which Azure's exports have for amounts and quantities. */
        public static Column binaryFloat(String name) {
            return new Column(
                    Types.optional(PrimitiveTypeName.DOUBLE).named(name),
                    (text, place, row) -> row.add(place, Double.parseDouble(text)));
        }

        /** Dates such as {@code 2025-01-31}. */
        public static Column date(String name) {
            return new Column(
                    Types.optional(PrimitiveTypeName.INT32)
                            .as(LogicalTypeAnnotation.dateType())
                            .named(name),
                    (text, place, row) ->
                            row.add(place, (int) LocalDate.parse(text).toEpochDay()));
        }

        /** Times in UTC such as {@code 2025-01-31T08:00:00Z}, in milliseconds. */
        public static Column timestamp(String name) {
            return new Column(
                    Types.optional(PrimitiveTypeName.INT64)
                            .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MILLIS))
                            .named(name),
                    (text, place, row) -> row.add(place, Instant.parse(text).toEpochMilli()));
        }

        /** {@code true} or {@code false}. */
        public static Column bool(String name) {
            return new Column(
                    Types.optional(PrimitiveTypeName.BOOLEAN).named(name),
                    (text, place, row) -> row.add(place, Boolean.parseBoolean(text)));
        }

        private static BigDecimal decimal(String name, String text, int precision, int scale) {
            try {
                BigDecimal value = new BigDecimal(text).setScale(scale);
                if (value.precision() <= precision) {
                    return value;
                }
            } catch (ArithmeticException e) {
                throw new IllegalArgumentException(tooLong(name, text, precision, scale), e);
            }
            throw new IllegalArgumentException(tooLong(name, text, precision, scale));
        }

        private static String tooLong(String name, String text, int precision, int scale) {
            return "Column " + name + " is to hold " + text + ", expected at most " + precision + " digits, " + scale
                    + " of them behind the point";
        }
    }
}
