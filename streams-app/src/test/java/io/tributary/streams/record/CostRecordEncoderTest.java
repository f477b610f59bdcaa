package io.tributary.streams.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.CostRecord;
import io.tributary.schemas.Topics;
import io.tributary.schemas.wire.AvroSerdes;
import io.tributary.schemas.wire.SchemaIds;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The encoder that writes records field by field, against Avro's own. */
class CostRecordEncoderTest {

    private static final Map<String, String> REGISTRY = Map.of("schema.registry.url", "mock://encoder");
    private static final String TOPIC = Topics.COSTS.name();
    private static final int SCHEMA_ID = SchemaIds.valueSchemaId(TOPIC, CostRecord.getClassSchema(), REGISTRY);
    private static final Deserializer<CostRecord> READER = AvroSerdes.valueDeserializer(CostRecord.class, REGISTRY);
    private static final Serializer<CostRecord> WRITER = AvroSerdes.valueSerializer(CostRecord.class, REGISTRY);
    private static final byte[] RECORD_ID = "5f".repeat(32).getBytes(StandardCharsets.US_ASCII);

    @Property
    void recordHasTheBytesThatAvroGivesIt(@ForAll long seed, @ForAll int ordinal) {
        CostRow row = new RandomRows(seed).row();
        ByteBuilder bodies = new ByteBuilder(16);
        bodies.put("other records before it".getBytes(StandardCharsets.UTF_8));
        int from = bodies.length();
        new CostRecordEncoder().encodeBody(row, bodies);

        byte[] wire = CostRecordEncoder.wire(SCHEMA_ID, bodies.array(), from, bodies.length(), ordinal, RECORD_ID);
        CostRecord record = READER.deserialize(TOPIC, wire);

        assertThat(WRITER.serialize(TOPIC, record)).isEqualTo(wire);
        assertThat(record.getXOrdinal()).isEqualTo(ordinal);
        assertThat(record.getXRecordId()).isEqualTo("5f".repeat(32));
        CostField.ALL.subList(0, CostField.position("x_Ordinal")).forEach(field -> assertSame(row, record, field));
    }

    private static void assertSame(CostRow row, CostRecord record, CostField field) {
        int position = field.position();
        Object value = record.get(position);
        if (!row.has(position)) {
            assertThat(value).as(field.name()).isNull();
            return;
        }
        switch (field.kind()) {
            case TEXT:
                assertThat(value)
                        .as(field.name())
                        .isEqualTo(new String(
                                row.source(position),
                                row.offset(position),
                                row.length(position),
                                StandardCharsets.UTF_8));
                break;
            case DECIMAL:
                assertThat((BigDecimal) value).as(field.name()).isEqualByComparingTo(row.decimal(position));
                assertThat(((BigDecimal) value).scale()).as(field.name()).isEqualTo(field.scale());
                break;
            case NUMBER:
                long number = value instanceof Instant time ? time.toEpochMilli() : ((Number) value).longValue();
                assertThat(number).as(field.name()).isEqualTo(row.number(position));
                break;
            default:
                assertThat(value).as(field.name()).isEqualTo(row.number(position) != 0);
                break;
        }
    }

    @ParameterizedTest
    @MethodSource("requiredFields")
    void fieldThatMustBeThereIsMissed(String name) {
        CostRow row = new RandomRows(1).row();
        row.absent(CostField.position(name));

        assertThatThrownBy(() -> new CostRecordEncoder().encodeBody(row, new ByteBuilder(16)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(name);
    }

    static java.util.stream.Stream<String> requiredFields() {
        return CostField.ALL.stream()
                .filter(field -> !field.optional() && field.position() < CostField.position("x_Ordinal"))
                .map(CostField::name);
    }

    @Test
    void fieldThatTheSchemaLacksHasNoPosition() {
        assertThatThrownBy(() -> CostField.position("BiledCost"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("BiledCost");
    }
}
