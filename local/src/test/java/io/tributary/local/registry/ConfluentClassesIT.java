package io.tributary.local.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.CostRecord;
import io.tributary.schemas.DeadLetter;
import io.tributary.schemas.SourceCursor;
import io.tributary.schemas.wire.AvroSerdes;
import io.tributary.schemas.wire.SchemaIds;
import io.tributary.schemas.wire.SchemaRegistry;
import io.tributary.schemas.wire.WireFormat;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Our bytes are Confluent's bytes, in both directions: held against Confluent's own classes 7.9.5, which {@code
 * serde=confluent} loads, with Kafka and Avro of this build.
 */
class ConfluentClassesIT {

    private static final String TOPIC = "some.topic";
    private static final String NAMING = "io.confluent.kafka.serializers.subject.";

    private static URLClassLoader confluent;
    private static ClassLoader before;

    private final LocalRegistry registry = LocalRegistry.start(new MemoryChangeLog(), 0);

    @BeforeAll
    static void loadConfluentsClasses() throws IOException {
        URL jar = Path.of(System.getProperty("confluent.reference.jar", "target/confluent/confluent-reference.jar"))
                .toUri()
                .toURL();
        before = Thread.currentThread().getContextClassLoader();
        confluent = new URLClassLoader(new URL[] {jar}, ConfluentClassesIT.class.getClassLoader());
    }

    @AfterAll
    static void unload() throws IOException {
        confluent.close();
    }

    @BeforeEach
    void useConfluentsClasses() {
        Thread.currentThread().setContextClassLoader(confluent);
    }

    @AfterEach
    void close() {
        Thread.currentThread().setContextClassLoader(before);
        registry.close();
    }

    @Test
    void theClassesAreConfluentsAndTheirKafkaAndAvroAreOurs() throws ReflectiveOperationException {
        try (Serializer<SpecificRecord> serializer = serializer(SpecificRecord.class, theirs(Map.of()))) {
            assertThat(serializer.getClass().getName()).isEqualTo("io.confluent.kafka.serializers.KafkaAvroSerializer");
            assertThat(serializer.getClass().getClassLoader()).isSameAs(confluent);
        }
        assertThat(confluent.loadClass(Schema.class.getName())).isSameAs(Schema.class);
    }

    @ParameterizedTest
    @MethodSource("records")
    void bytesAreEqual(SpecificRecord record) {
        assertThat(written(record, ours(Map.of()))).isEqualTo(written(record, theirs(Map.of())));
    }

    @ParameterizedTest
    @MethodSource("records")
    void theyReadWhatWeWrite(SpecificRecord record) {
        assertThat(read(record.getClass(), written(record, ours(Map.of())), theirs(Map.of())))
                .isEqualTo(record);
    }

    @ParameterizedTest
    @MethodSource("records")
    void weReadWhatTheyWrite(SpecificRecord record) {
        assertThat(read(record.getClass(), written(record, theirs(Map.of())), ours(Map.of())))
                .isEqualTo(record);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TopicNameStrategy", "RecordNameStrategy", "TopicRecordNameStrategy"})
    void subjectsHaveTheSameNames(String strategy) {
        Map<String, String> naming = Map.of("value.subject.name.strategy", NAMING + strategy);
        SpecificRecord record = ReleasedRecords.of(CostRecord.class);

        // When: they register first, so that ours must find theirs or make a second version or subject.
        byte[] theirs = written(record, theirs(naming));
        byte[] ours = written(record, ours(naming));

        assertThat(ours).isEqualTo(theirs);
        String subject = switch (strategy) {
            case "TopicNameStrategy" -> TOPIC + "-value";
            case "RecordNameStrategy" -> CostRecord.class.getName();
            default -> TOPIC + "-" + CostRecord.class.getName();
        };
        try (SchemaRegistry client = SchemaRegistry.open(ours(Map.of()))) {
            assertThat(client.latest(subject).version()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "true"})
    void idIsTheSameWhereSchemasAreNotRegistered(String useLatestVersion) {
        Map<String, String> settings = Map.of("auto.register.schemas", "false", "use.latest.version", useLatestVersion);
        try (SchemaRegistry client = SchemaRegistry.open(ours(Map.of()))) {
            client.register("before-value", DeadLetter.getClassSchema());
            client.register(TOPIC + "-value", CostRecord.getClassSchema());
        }
        SpecificRecord record = ReleasedRecords.of(CostRecord.class);

        assertThat(written(record, ours(settings))).isEqualTo(written(record, theirs(settings)));
        assertThat(SchemaIds.valueSchemaId(TOPIC, CostRecord.getClassSchema(), ours(settings)))
                .isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("records")
    void idIsWhatTheirSerializerWritesWhateverTheirSettings(SpecificRecord record) {
        // Given: a setting that ours refuses, because it makes the registered schema another.
        Map<String, Object> settings = theirs(Map.of("avro.remove.java.properties", "true"));

        int id = SchemaIds.valueSchemaId(TOPIC, record.getSchema(), settings);

        assertThat(WireFormat.schemaId(written(record, settings))).isEqualTo(id);
        assertThat(WireFormat.schemaId(written(record, ours(Map.of())))).isNotEqualTo(id);
    }

    /** The one difference that is meant: docs/decisions/0002-own-wire-format.md. */
    @Test
    void latestVersionWithFieldsInAnotherOrderIsRefusedByUsAndMixedUpByThem() {
        // Given: the latest version has the first two fields, both text, the other way round.
        SourceCursor record = ReleasedRecords.of(SourceCursor.class);
        record.setScope("the scope");
        record.setDeliveryId("the delivery");
        try (SchemaRegistry client = SchemaRegistry.open(ours(Map.of()))) {
            client.register(TOPIC + "-value", withFirstFieldsSwapped(SourceCursor.getClassSchema()));
        }
        Map<String, String> latest = Map.of("auto.register.schemas", "false", "use.latest.version", "true");

        assertThatThrownBy(() -> written(record, ours(latest))).isInstanceOf(ConfigException.class);
        assertThatThrownBy(() -> SchemaIds.valueSchemaId(TOPIC, SourceCursor.getClassSchema(), theirs(latest)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("topic " + TOPIC);
        assertThat(read(SourceCursor.class, written(record, theirs(latest)), theirs(Map.of()))
                        .getScope())
                .isEqualTo("the delivery");
    }

    @Test
    void nullIsNullInBoth() {
        assertThat(written(null, ours(Map.of()))).isNull();
        assertThat(written(null, theirs(Map.of()))).isNull();
        assertThat(read(CostRecord.class, null, theirs(Map.of()))).isNull();
    }

    @Test
    void recordThatTheyWroteWithAnOlderSchemaIsResolvedToTodays() {
        // Given: a schema that lacks the last fields, as a generic producer writes it.
        GenericRecord older = withoutOptionalFields(ReleasedRecords.of(DeadLetter.class));

        byte[] value;
        try (Serializer<Object> serializer = serializer(theirs(Map.of()))) {
            value = serializer.serialize(TOPIC, older);
        }
        DeadLetter read = read(DeadLetter.class, value, ours(Map.of()));

        assertThat(read.getCode()).isEqualTo(older.get("code"));
        assertThat(read.getRejectedAt()).isNotNull();
        assertThat(read.getParkedCost()).isNull();
        assertThat(read(DeadLetter.class, value, theirs(Map.of()))).isEqualTo(read);
    }

    @Test
    void recordOfAnotherTypeIsRefusedByTheSwitchToo() {
        byte[] value = written(ReleasedRecords.of(SourceCursor.class), theirs(Map.of()));

        for (Map<String, Object> settings : List.of(ours(Map.of()), theirs(Map.of()))) {
            assertThatThrownBy(() -> read(DeadLetter.class, value, settings))
                    .isInstanceOf(SerializationException.class)
                    .hasMessageContaining(TOPIC)
                    .hasMessageContaining("schema " + WireFormat.schemaId(value));
        }
    }

    static List<SpecificRecord> records() {
        return ReleasedRecords.all();
    }

    private static Schema withFirstFieldsSwapped(Schema schema) {
        List<Schema.Field> fields = new ArrayList<>();
        schema.getFields().forEach(field -> fields.add(new Schema.Field(field.name(), field.schema(), field.doc())));
        Collections.swap(fields, 0, 1);
        return Schema.createRecord(schema.getName(), schema.getDoc(), schema.getNamespace(), false, fields);
    }

    private static GenericRecord withoutOptionalFields(SpecificRecord record) {
        Schema full = record.getSchema();
        Schema schema = Schema.createRecord(full.getName(), full.getDoc(), full.getNamespace(), false);
        schema.setFields(full.getFields().stream()
                .filter(field -> !field.schema().isNullable())
                .map(field -> new Schema.Field(field.name(), field.schema(), field.doc()))
                .toList());
        GenericRecord older = new GenericData.Record(schema);
        schema.getFields()
                .forEach(field -> older.put(
                        field.name(), record.get(full.getField(field.name()).pos())));
        older.put("rejectedAt", 0L);
        return older;
    }

    private Map<String, Object> ours(Map<String, String> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("schema.registry.url", registry.uri().toString());
        return settings;
    }

    private Map<String, Object> theirs(Map<String, String> more) {
        Map<String, Object> settings = ours(more);
        settings.put("serde", "confluent");
        return settings;
    }

    private static byte[] written(SpecificRecord record, Map<String, Object> settings) {
        Class<? extends SpecificRecord> type = record == null ? CostRecord.class : record.getClass();
        return written(type, record, settings);
    }

    private static <T extends SpecificRecord> byte[] written(
            Class<T> type, Object record, Map<String, Object> settings) {
        try (Serializer<T> serializer = serializer(type, settings)) {
            return serializer.serialize(TOPIC, type.cast(record));
        }
    }

    private static <T extends SpecificRecord> T read(Class<T> type, byte[] value, Map<String, Object> settings) {
        try (Deserializer<T> deserializer = AvroSerdes.valueDeserializer(type, settings)) {
            return deserializer.deserialize(TOPIC, value);
        }
    }

    private static <T extends SpecificRecord> Serializer<T> serializer(Class<T> type, Map<String, Object> settings) {
        return AvroSerdes.valueSerializer(type, settings);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // Confluent's serializer writes any record.
    private static Serializer<Object> serializer(Map<String, Object> settings) {
        return (Serializer) AvroSerdes.valueSerializer(DeadLetter.class, settings);
    }
}
