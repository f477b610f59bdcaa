package io.tributary.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.DeadLetter;
import io.tributary.schemas.SampleRecords;
import io.tributary.schemas.SourceCursor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Records through our serdes, with a registry in this JVM. */
class AvroSerdesTest {

    @ParameterizedTest
    @MethodSource("io.tributary.schemas.SampleRecords#all")
    void recordIsReadAsItWasWritten(SpecificRecord record) {
        assertThat(throughWire(record.getClass(), record)).isEqualTo(record);
    }

    @Test
    void nullIsNullOnTheWire() {
        try (Serde<DeadLetter> serde = AvroSerdes.valueSerde(DeadLetter.class, settings("nulls"))) {
            assertThat(serde.serializer().serialize("topic", null)).isNull();
            assertThat(serde.deserializer().deserialize("topic", null)).isNull();
        }
    }

    @Test
    void valueCarriesTheIdThatSchemaIdsNames() {
        Map<String, Object> settings = settings("ids");
        DeadLetter record = SampleRecords.of(DeadLetter.class);

        int id = SchemaIds.valueSchemaId("billing.dlq", DeadLetter.getClassSchema(), settings);

        try (Serializer<DeadLetter> serializer = AvroSerdes.valueSerializer(DeadLetter.class, settings)) {
            assertThat(WireFormat.schemaId(serializer.serialize("billing.dlq", record)))
                    .isEqualTo(id);
        }
        try (SchemaRegistry registry = SchemaRegistry.open(settings)) {
            assertThat(registry.latest("billing.dlq-value"))
                    .isEqualTo(new SchemaRegistry.Version(id, 1, DeadLetter.getClassSchema()));
        }
    }

    @Test
    void unknownSchemaIdIsTheRecordsFaultAndNamed() {
        try (Deserializer<DeadLetter> deserializer =
                AvroSerdes.valueDeserializer(DeadLetter.class, settings("unknown"))) {
            assertThatThrownBy(() -> deserializer.deserialize("billing.dlq", WireFormat.header(77)))
                    .isInstanceOf(SerializationException.class)
                    .hasMessageContaining("billing.dlq")
                    .hasMessageContaining("schema 77")
                    .hasCauseInstanceOf(RegistryException.class);
        }
    }

    @Test
    void bytesAfterTheRecordAreRefused() {
        Map<String, Object> settings = settings("trailing");
        try (Serde<SourceCursor> serde = AvroSerdes.valueSerde(SourceCursor.class, settings)) {
            byte[] value = serde.serializer().serialize("topic", SampleRecords.of(SourceCursor.class));

            assertThatThrownBy(() -> serde.deserializer().deserialize("topic", Arrays.copyOf(value, value.length + 1)))
                    .isInstanceOf(SerializationException.class)
                    .hasMessageContaining("bytes are left after the record");
        }
    }

    @Property(tries = 300)
    void damagedValueIsReadOrRefusedButNeverAnythingElse(@ForAll("damage") Damage damage) {
        try (Serde<DeadLetter> serde = AvroSerdes.valueSerde(DeadLetter.class, settings("damage"))) {
            byte[] value = serde.serializer().serialize("billing.dlq", SampleRecords.of(DeadLetter.class));
            byte[] damaged = damage.to(value);
            try {
                serde.deserializer().deserialize("billing.dlq", damaged);
            } catch (SerializationException e) {
                assertThat(e).hasMessageContaining("topic billing.dlq");
            }
        }
    }

    @Provide
    Arbitrary<Damage> damage() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 400),
                        Arbitraries.bytes(),
                        Arbitraries.integers().between(0, 400))
                .as(Damage::new);
    }

    /** One byte changed, and the end cut off. */
    record Damage(int position, byte value, int lost) {

        byte[] to(byte[] whole) {
            byte[] damaged = Arrays.copyOf(whole, Math.max(0, whole.length - lost));
            if (position < damaged.length) {
                damaged[position] = value;
            }
            return damaged;
        }
    }

    @Test
    void lengthBeyondTheRecordIsRefusedBeforeMemoryIsTaken() throws IOException {
        Map<String, Object> settings = settings("length");
        int id = SchemaIds.valueSchemaId("billing.dlq", DeadLetter.getClassSchema(), settings);
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        value.write(WireFormat.header(id));
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(value, null);
        encoder.writeString("code");
        encoder.writeString("message");
        encoder.writeIndex(0);
        encoder.writeIndex(0);
        encoder.writeLong(2_000_000_000);

        try (Deserializer<DeadLetter> deserializer = AvroSerdes.valueDeserializer(DeadLetter.class, settings)) {
            assertThatThrownBy(() -> deserializer.deserialize("billing.dlq", value.toByteArray()))
                    .isInstanceOf(SerializationException.class)
                    .hasMessageContaining("topic billing.dlq with schema " + id);
        }
    }

    @Test
    void countBeyondTheRecordIsRefusedBeforeMemoryIsTaken() throws IOException {
        Map<String, Object> settings = settings("count");
        int id = SchemaIds.valueSchemaId("topic", SourceCursor.getClassSchema(), settings);
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        value.write(WireFormat.header(id));
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(value, null);
        encoder.writeString("scope");
        encoder.writeString("delivery");
        encoder.writeLong(0);
        encoder.writeString("fingerprint");
        encoder.writeBoolean(true);
        encoder.writeInt(1);
        encoder.writeInt(1);
        encoder.writeLong(1);
        encoder.writeLong(1);
        encoder.writeLong(2_000_000_000);

        try (Deserializer<SourceCursor> deserializer = AvroSerdes.valueDeserializer(SourceCursor.class, settings)) {
            assertThatThrownBy(() -> deserializer.deserialize("topic", value.toByteArray()))
                    .isInstanceOf(SerializationException.class)
                    .hasMessageContaining("topic topic with schema " + id);
        }
    }

    @Test
    void recordWithoutARequiredFieldIsRefusedNamingTopic() {
        try (Serializer<DeadLetter> serializer = AvroSerdes.valueSerializer(DeadLetter.class, settings("incomplete"))) {
            assertThatThrownBy(() -> serializer.serialize("billing.dlq", new DeadLetter()))
                    .isInstanceOf(SerializationException.class)
                    .hasMessageContaining("billing.dlq")
                    .hasMessageContaining("DeadLetter");
        }
    }

    @Test
    void confluentWithoutItsJarsSaysWhereToPutThem() {
        Map<String, Object> settings = settings("absent");
        settings.put("serde", "confluent");
        // Theirs to judge.
        settings.put("value.subject.name.strategy", "example.OwnStrategy");

        assertThatThrownBy(() -> AvroSerdes.valueSerde(DeadLetter.class, settings))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("io.confluent.kafka.serializers.KafkaAvroSerializer")
                .hasMessageContaining("lib/ext")
                .hasMessageContaining("serde=tributary");
    }

    private static <T extends SpecificRecord> Object throughWire(Class<T> type, SpecificRecord record) {
        try (Serde<T> serde = AvroSerdes.valueSerde(type, settings("round"))) {
            byte[] value = serde.serializer().serialize("topic-of-" + type.getSimpleName(), type.cast(record));
            return serde.deserializer().deserialize("topic-of-" + type.getSimpleName(), value);
        }
    }

    private static Map<String, Object> settings(String registry) {
        return new HashMap<>(Map.of("schema.registry.url", "mock://" + registry));
    }
}
