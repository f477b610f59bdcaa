package io.tributary.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.schemas.wire.AvroTrust;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Conversions;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What released versions wrote can be read.
 *
 * <p>{@code src/test/resources/released/VERSION} holds, for each record type, the schema as it was released and a
 * record that was written with it. They are never changed once released. A release adds its own: {@code mvn test
 * -pl schemas -Dtest=ReleasedSchemasTest -Drelease.schemas=VERSION}.
 */
class ReleasedSchemasTest {

    private static final Path RELEASED = Path.of("src/test/resources/released");

    static {
        AvroTrust.install();
    }

    /** A record type as it was in a version. */
    record Released(String version, String name) {

        Schema schema() {
            return new Schema.Parser().parse(new String(bytes("avsc"), StandardCharsets.UTF_8));
        }

        byte[] record() {
            return bytes("avro");
        }

        Schema todays() {
            return SpecificData.getForClass(type(name)).getSchema(type(name));
        }

        private byte[] bytes(String ending) {
            try {
                return Files.readAllBytes(RELEASED.resolve(version).resolve(name + "." + ending));
            } catch (IOException e) {
                throw new UncheckedIOException("Every release keeps every record type", e);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("released")
    void todaysSchemaIsCompatibleWithEveryReleasedOne(Released released) {
        assertThat(SchemaCompatibility.checkReaderWriterCompatibility(released.todays(), released.schema()))
                .satisfies(result -> assertThat(result.getType())
                        .as(result.getResult().getIncompatibilities().toString())
                        .isEqualTo(SchemaCompatibilityType.COMPATIBLE));
    }

    @ParameterizedTest
    @MethodSource("released")
    void recordOfAReleaseIsReadWithTheValuesItWasWrittenWith(Released released) {
        Object written = generic(released.record(), released.schema(), released.schema());

        Object read = generic(released.record(), released.schema(), released.todays());

        assertHolds(released.name(), read, written);
    }

    @ParameterizedTest
    @MethodSource("released")
    void recordOfAReleaseIsReadIntoTodaysClass(Released released) throws IOException {
        Class<? extends SpecificRecord> type = type(released.name());
        SpecificDatumReader<Object> reader =
                new SpecificDatumReader<>(released.schema(), released.todays(), SpecificData.getForClass(type));

        Object read = reader.read(null, DecoderFactory.get().binaryDecoder(released.record(), null));

        assertThat(read).isInstanceOf(type);
    }

    @Test
    @EnabledIfSystemProperty(named = "release.schemas", matches = ".+")
    void thisReleaseIsKept() throws IOException {
        Path directory = Files.createDirectories(RELEASED.resolve(System.getProperty("release.schemas")));
        for (Class<? extends SpecificRecord> type : SampleRecords.types()) {
            SpecificRecord record = SampleRecords.of(type);
            Files.writeString(directory.resolve(type.getSimpleName() + ".avsc"), pretty(record.getSchema()) + "\n");
            Files.write(directory.resolve(type.getSimpleName() + ".avro"), encoded(record));
        }
    }

    static List<Released> released() throws IOException {
        try (Stream<Path> versions = Files.list(RELEASED)) {
            return versions.map(version -> version.getFileName().toString())
                    .sorted()
                    .flatMap(version ->
                            SampleRecords.types().stream().map(type -> new Released(version, type.getSimpleName())))
                    .toList();
        }
    }

    private static Class<? extends SpecificRecord> type(String name) {
        return SampleRecords.types().stream()
                .filter(type -> type.getSimpleName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Logical types are resolved, or a changed scale of a decimal would go unseen. */
    private static Object generic(byte[] bytes, Schema writer, Schema reader) {
        GenericData model = new GenericData();
        model.addLogicalTypeConversion(new Conversions.DecimalConversion());
        model.addLogicalTypeConversion(new TimeConversions.DateConversion());
        model.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
        try {
            return new GenericDatumReader<>(writer, reader, model)
                    .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertHolds(String path, Object read, Object written) {
        if (written instanceof GenericRecord record) {
            GenericRecord other = (GenericRecord) read;
            record.getSchema().getFields().stream()
                    .filter(field -> other.hasField(field.name()))
                    .forEach(field ->
                            assertHolds(path + "." + field.name(), other.get(field.name()), record.get(field.name())));
        } else if (written instanceof List<?> list) {
            assertThat((List<?>) read).as(path).hasSameSizeAs(list);
            for (int i = 0; i < list.size(); i++) {
                assertHolds(path + "[" + i + "]", ((List<?>) read).get(i), list.get(i));
            }
        } else {
            assertThat(read).as(path).isEqualTo(written);
        }
    }

    private static String pretty(Schema schema) throws IOException {
        return new ObjectMapper().readTree(schema.toString()).toPrettyString();
    }

    private static byte[] encoded(SpecificRecord record) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new SpecificDatumWriter<>(record.getSchema(), SpecificData.getForClass(record.getClass()))
                .write(record, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }
}
