package io.tributary.streams.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.CostRecord;
import io.tributary.schemas.Topics;
import io.tributary.schemas.wire.AvroSerdes;
import io.tributary.schemas.wire.SchemaIds;
import io.tributary.streams.identity.ContentDigest;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which fields of a record take part in the digest that tells whether it changed. */
class ContentFrameTest {

    private static final byte[] EMPTY = {};
    private static final String TOPIC = Topics.COSTS.name();
    private static final Map<String, String> REGISTRY = Map.of("schema.registry.url", "mock://frame");
    private static final int SCHEMA_ID = SchemaIds.valueSchemaId(TOPIC, CostRecord.getClassSchema(), REGISTRY);
    private static final Deserializer<CostRecord> READER = AvroSerdes.valueDeserializer(CostRecord.class, REGISTRY);
    private static final byte[] RECORD_ID = "5f".repeat(32).getBytes(StandardCharsets.US_ASCII);

    @ParameterizedTest
    @MethodSource("fields")
    void changedFieldChangesTheDigestUnlessItOnlySaysHowTheRecordCame(String name) {
        CostField field = CostField.ALL.get(CostField.position(name));
        CostRow row = new RandomRows(7).row();
        RandomRows other = new RandomRows(8);
        other.set(row, field);

        ContentDigest before = digest(row);
        // Some of the random values may be the one that was there.
        boolean changes = false;
        for (int i = 0; i < 20; i++) {
            other.set(row, field);
            changes |= !digest(row).equals(before);
        }

        assertThat(changes).isNotEqualTo(field.lineage());
    }

    @ParameterizedTest
    @MethodSource("optionalFields")
    void absentFieldIsAnotherContentThanAnEmptyOne(String name) {
        CostField field = CostField.ALL.get(CostField.position(name));
        CostRow row = new RandomRows(7).row();
        switch (field.kind()) {
            case TEXT:
                row.text(field.position(), EMPTY);
                break;
            case DECIMAL:
                row.decimal(field.position(), BigDecimal.ZERO);
                break;
            default:
                row.number(field.position(), 0);
                break;
        }
        ContentDigest empty = digest(row);

        row.absent(field.position());

        assertThat(digest(row)).isNotEqualTo(empty);
    }

    static List<String> fields() {
        return CostField.ALL.subList(0, CostField.position("x_Ordinal")).stream()
                .map(CostField::name)
                .toList();
    }

    static List<String> optionalFields() {
        return CostField.ALL.stream()
                .filter(field -> field.optional() && !field.lineage())
                .map(CostField::name)
                .toList();
    }

    @Property
    void digestIsThatOfTheContentAlone(@ForAll long seed) {
        CostRow row = new RandomRows(seed).row();
        CostRow again = new RandomRows(seed).row();
        RandomRows other = new RandomRows(~seed);
        CostField.ALL.stream().filter(CostField::lineage).forEach(field -> other.set(again, field));

        assertThat(digest(again)).isEqualTo(digest(row));
    }

    @Property
    void recordThatWasPublishedHasTheDigestWithWhichItWasEncoded(@ForAll long seed) {
        CostRow row = new RandomRows(seed).row();
        ByteBuilder body = new ByteBuilder(16);
        new CostRecordEncoder().encodeBody(row, body);
        CostRecord published = READER.deserialize(
                TOPIC, CostRecordEncoder.wire(SCHEMA_ID, body.array(), 0, body.length(), 3, RECORD_ID));

        CostRow again = new RandomRows(~seed).row();
        again.copyFrom(published);

        assertThat(digest(again)).isEqualTo(digest(row));
    }

    @Test
    void fieldsThatOnlySayHowTheRecordCameAreTheseAndNoOthers() {
        assertThat(CostField.ALL.stream()
                        .filter(CostField::lineage)
                        .map(CostField::name)
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(
                        "x_LineItemId",
                        "x_DeliveryId",
                        "x_DeliveryTime",
                        "x_ExtractedAt",
                        "x_PageNumber",
                        "x_PageRow",
                        "x_MappingVersion",
                        "x_LineKey",
                        "x_Ordinal",
                        "x_RecordId");
    }

    @Test
    void everyFieldHasATagOfItsOwn() {
        assertThat(CostField.ALL.stream().map(CostField::tag)).doesNotHaveDuplicates();
    }

    private static ContentDigest digest(CostRow row) {
        CostRecordEncoder encoder = new CostRecordEncoder();
        ByteBuilder encoded = new ByteBuilder(16);
        encoder.encodeBody(row, encoded);
        ByteBuilder frame = new ByteBuilder(16);
        encoder.frameContent(encoded, frame);
        return ContentDigest.of(frame.array(), 0, frame.length());
    }
}
