package io.tributary.local.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.CostRecord;
import io.tributary.schemas.wire.AvroSerdes;
import io.tributary.schemas.wire.SchemaIds;
import io.tributary.schemas.wire.SchemaRegistry;
import io.tributary.schemas.wire.WireFormat;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The clean view works with the bytes of records; it must say the same as their deserialization would. */
class RecordEncodingsTest {

    private static final String TOPIC = "billing.costs";
    private static final Map<String, String> SERDES = Map.of("schema.registry.url", "mock://record-encodings");
    private static final Path RELEASED = Path.of("../schemas/src/test/resources/released");
    private static final List<String> TEXTS = List.of(
            "", "a", "on demand, \"1 h\"\r\n", "üñ€🙂", "\u0000", "x".repeat(63), "x".repeat(64), "ü".repeat(9_000));
    private static final List<Long> NUMBERS =
            List.of(0L, -1L, 1L, 63L, 64L, -64L, -65L, (long) Integer.MAX_VALUE, (long) Integer.MIN_VALUE);

    private final Random random = new Random(15);
    private final EncodedRecord encoded = new EncodedRecord();
    private final RecordEncodings encodings = new RecordEncodings(TOPIC, SERDES);
    private final Deserializer<CostRecord> deserializer = AvroSerdes.valueDeserializer(CostRecord.class, SERDES);

    @TempDir
    private Path directory;

    @AfterEach
    void close() {
        encodings.close();
        deserializer.close();
    }

    @Test
    void anyRecordIsReadBackFromParquetAsItWas() throws IOException {
        List<CostRecord> costs = new ArrayList<>();
        Path file = directory.resolve("ours.parquet");
        try (ParquetFile parquet = new ParquetFile(file)) {
            for (int i = 0; i < 1_000; i++) {
                CostRecord cost = anyRecord();
                costs.add(cost);
                encodings.read(wire(cost), encoded);
                parquet.write(encoded);
            }
        }

        List<CostRecord> read = new ArrayList<>();
        ViewReader.read(file, read::add);

        assertThat(read).hasSameSizeAs(costs);
        for (int i = 0; i < read.size(); i++) {
            assertThat(read.get(i)).hasToString(costs.get(i).toString());
            assertThat(encoded.encode(read.get(i))).isEqualTo(encoded.encode(costs.get(i)));
        }
    }

    @Test
    void theFileSaysOfItselfWhatThatOfParquetAvroSays() throws IOException {
        CostRecord cost = Costs.cost("a", "111", YearMonth.of(2026, 11), "1");
        Path ours = directory.resolve("ours.parquet");
        try (ParquetFile parquet = new ParquetFile(ours)) {
            encodings.read(wire(cost), encoded);
            parquet.write(encoded);
        }
        Path theirs = directory.resolve("theirs.parquet");
        try (ParquetWriter<CostRecord> writer = AvroParquetWriter.<CostRecord>builder(new LocalOutputFile(theirs))
                .withSchema(CostRecord.getClassSchema())
                .withDataModel(SpecificData.getForClass(CostRecord.class))
                .withConf(new PlainParquetConfiguration())
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .withCodecFactory(new ZstandardPages())
                .build()) {
            writer.write(cost);
        }

        assertThat(metadata(ours).getSchema()).isEqualTo(metadata(theirs).getSchema());
        assertThat(metadata(ours).getKeyValueMetaData())
                .isEqualTo(metadata(theirs).getKeyValueMetaData())
                .containsKeys("parquet.avro.schema", "writer.model.name");
        List<String> read = new ArrayList<>();
        ViewReader.read(ours, record -> read.add(record.toString()));
        ViewReader.read(theirs, record -> read.add(record.toString()));
        assertThat(read).containsExactly(cost.toString(), cost.toString());
    }

    @Test
    void aRecordOfThisReleaseIsTakenAsItIs() {
        byte[] value = wire(anyRecord());

        encodings.read(value, encoded);

        assertThat(encoded.bytes()).isSameAs(value);
    }

    @Test
    void aRecordOfAReleasedSchemaIsEncodedAgain() throws IOException {
        Schema released = new Schema.Parser().parse(Files.readString(RELEASED.resolve("0.1.0/CostRecord.avsc")));
        byte[] value = wire(
                SchemaRegistry.open(SERDES).register("released", released),
                Files.readAllBytes(RELEASED.resolve("0.1.0/CostRecord.avro")));

        encodings.read(value, encoded);

        CostRecord read = deserializer.deserialize(TOPIC, value);
        assertThat(encoded.toCostRecord()).hasToString(read.toString());
        assertThat(encoded.text(EncodedRecord.position("x_RecordId"))).isEqualTo(read.getXRecordId());
    }

    @Test
    void aRecordOfAnotherSchemaIsEncodedAgain() {
        // Given: a writer whose columns lie in another order.
        List<Schema.Field> fields = new ArrayList<>();
        CostRecord.getClassSchema()
                .getFields()
                .forEach(field -> fields.add(0, new Schema.Field(field, field.schema())));
        Schema ours = CostRecord.getClassSchema();
        Schema other = Schema.createRecord(ours.getName(), ours.getDoc(), ours.getNamespace(), false, fields);
        int id = SchemaRegistry.open(SERDES).register("other", other);
        CostRecord cost = anyRecord();
        byte[] parts = new byte[0];
        encodings.read(wire(cost), encoded);
        for (EncodedRecord.Field field : EncodedRecord.FIELDS) {
            byte[] part = !encoded.has(field.position())
                    ? new byte[] {0}
                    : concatenated(
                            field.optional() ? new byte[] {2} : new byte[0],
                            encoded.encodings(new int[] {field.position()}));
            parts = concatenated(part, parts);
        }

        encodings.read(wire(id, parts), encoded);

        assertThat(SchemaIds.encodesAs(ours, id, SERDES)).isFalse();
        assertThat(encoded.toCostRecord()).hasToString(cost.toString());
    }

    @Test
    void whatCannotBeReadIsSaidAsTheDeserializerSaysIt() {
        byte[] value = wire(anyRecord());
        byte[] noText = wire(Costs.cost("id", "111", YearMonth.of(2026, 11), "1"));
        assertThatThrownBy(() -> encodings.read(Arrays.copyOf(value, value.length + 1), encoded))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("topic billing.costs with schema")
                .hasMessageContaining("bytes are left");
        assertSame(Arrays.copyOf(value, 3));
        assertSame(wire(9_999, new byte[] {0}));
        for (int length = 0; length < noText.length; length++) {
            assertSame(Arrays.copyOf(noText, length));
        }
    }

    @Test
    void bytesThatAreChangedAreReadAsTheDeserializerReadsThem() {
        byte[] value = wire(Costs.cost("id", "üñ€🙂", YearMonth.of(2026, 11), "-1"));
        int id = WireFormat.schemaId(value);
        for (int i = WireFormat.HEADER_BYTES; i < value.length; i++) {
            for (int changed : new int[] {0, 1, 2, 3, 4, 0x7F, 0x80, 0x81, 0xC3, 0xFF}) {
                byte[] other = value.clone();
                other[i] = (byte) changed;
                assertThat(WireFormat.schemaId(other)).isEqualTo(id);
                assertSame(other);
            }
        }
    }

    @Test
    void whatAnotherWriterEncodesOtherwiseIsTheSameRecord() {
        CostRecord cost = Costs.cost("id", "111", YearMonth.of(2026, 11), "1");
        byte[] value = wire(cost);
        int header = WireFormat.HEADER_BYTES;
        // Given: the length of the first text, 3, in two bytes.
        byte[] longer = concatenated(
                Arrays.copyOf(value, header),
                concatenated(new byte[] {(byte) 0x86, 0}, Arrays.copyOfRange(value, header + 1, value.length)));

        encodings.read(longer, encoded);

        assertThat(Arrays.copyOfRange(encoded.bytes(), header, encoded.bytes().length))
                .isEqualTo(Arrays.copyOfRange(value, header, value.length));
    }

    @Test
    void anAmountWithTooManyDigitsIsRefused() {
        CostRecord cost = Costs.cost("id", "111", YearMonth.of(2026, 11), "1");
        byte[] most = BigInteger.TEN.pow(38).subtract(BigInteger.ONE).toByteArray();
        byte[] value = wire(withBilledCost(cost, most));
        encodings.read(value, encoded);
        int place = encoded.from(EncodedRecord.position("BilledCost"));
        byte[] tooMuch = BigInteger.TEN.pow(38).toByteArray();
        System.arraycopy(tooMuch, 0, value, place, tooMuch.length);

        assertThatThrownBy(() -> encodings.read(value, encoded))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("topic billing.costs with schema")
                .hasMessageContaining("precision");
    }

    private static CostRecord withBilledCost(CostRecord cost, byte[] unscaled) {
        return CostRecord.newBuilder(cost)
                .setBilledCost(new BigDecimal(new BigInteger(unscaled), 24))
                .build();
    }

    /** Either both read the same record, or both refuse it alike. */
    private void assertSame(byte[] value) {
        String expected;
        try {
            expected = deserializer.deserialize(TOPIC, value).toString();
        } catch (SerializationException e) {
            expected = e.toString();
        }
        String actual;
        try {
            encodings.read(value, encoded);
            actual = encoded.toCostRecord().toString();
        } catch (SerializationException e) {
            actual = e.toString();
        }
        assertThat(actual).isEqualTo(expected);
    }

    private CostRecord anyRecord() {
        CostRecord cost = new CostRecord();
        boolean full = random.nextInt(5) == 0;
        for (EncodedRecord.Field field : EncodedRecord.FIELDS) {
            if (field.optional() && !full && random.nextBoolean()) {
                continue;
            }
            cost.put(
                    field.position(),
                    switch (field.kind()) {
                        case TEXT -> TEXTS.get(random.nextInt(TEXTS.size()));
                        case DECIMAL -> new BigDecimal(anyUnscaled(field.precision()), field.scale());
                        case LONG ->
                            Instant.ofEpochMilli(
                                    random.nextBoolean() ? random.nextLong() >> 16 : random.nextInt(3) - 1);
                        case INT -> NUMBERS.get(random.nextInt(NUMBERS.size())).intValue();
                        case BOOLEAN -> random.nextBoolean();
                    });
        }
        return cost;
    }

    private BigInteger anyUnscaled(int precision) {
        BigInteger most = BigInteger.TEN.pow(precision).subtract(BigInteger.ONE);
        BigInteger amount = switch (random.nextInt(4)) {
            case 0 -> most;
            case 1 -> BigInteger.valueOf(random.nextInt(300));
            case 2 -> BigInteger.ONE.shiftLeft(random.nextInt(126));
            default -> new BigInteger(random.nextInt(126), random);
        };
        return random.nextBoolean() ? amount : amount.negate();
    }

    private static byte[] wire(CostRecord cost) {
        try (var serializer = AvroSerdes.valueSerializer(CostRecord.class, SERDES)) {
            return serializer.serialize(TOPIC, cost);
        }
    }

    private static byte[] wire(int schemaId, byte[] record) {
        return concatenated(WireFormat.header(schemaId), record);
    }

    private static byte[] concatenated(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }

    private static FileMetaData metadata(Path file) throws IOException {
        try (ParquetFileReader reader = ParquetFileReader.open(
                new LocalInputFile(file),
                ParquetReadOptions.builder(new PlainParquetConfiguration()).build())) {
            return reader.getFileMetaData();
        }
    }
}
