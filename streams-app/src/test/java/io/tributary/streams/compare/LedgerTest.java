package io.tributary.streams.compare;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.CostRecord;
import io.tributary.schemas.Delivery;
import io.tributary.schemas.LedgerEntry;
import io.tributary.schemas.Topics;
import io.tributary.schemas.wire.AvroSerdes;
import io.tributary.streams.record.CostField;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.Test;

/** What a reversal takes back of a charge. */
class LedgerTest {

    private static final Map<String, String> SETTINGS = Map.of("schema.registry.url", "mock://ledger-test");
    private static final byte[] CHANGE = "restated".getBytes(UTF_8);

    private final Ledger ledger = new Ledger(
            "ledger",
            AvroSerdes.valueDeserializer(CostRecord.class, SETTINGS),
            AvroSerdes.valueSerializer(LedgerEntry.class, SETTINGS));
    private final Delivery delivery = delivery();

    @Test
    void chargeAndReversalAddUpToZeroInEveryColumnThatAddsUp() {
        byte[] published = published(record());

        LedgerEntry charge = entry(ledger.charge(published, CHANGE, delivery));
        LedgerEntry reversal = entry(ledger.reversal(published, CHANGE, delivery));

        List<CostField> additive =
                CostField.ALL.stream().filter(CostField::additive).toList();
        assertThat(additive).isNotEmpty().allSatisfy(field -> {
            BigDecimal charged = (BigDecimal) charge.get(field.name());
            assertThat(charged).as(field.name()).isNotZero();
            assertThat(charged.add((BigDecimal) reversal.get(field.name())))
                    .as(field.name())
                    .isZero();
        });
    }

    @Test
    void everyOtherColumnOfAReversalIsAsItWasPublished() {
        CostRecord record = record();

        LedgerEntry reversal = entry(ledger.reversal(published(record), CHANGE, delivery));

        assertThat(CostField.ALL)
                .filteredOn(field -> !field.additive())
                .allSatisfy(field ->
                        assertThat(reversal.get(field.name())).as(field.name()).isEqualTo(record.get(field.name())));
    }

    @Test
    void amountThatIsAbsentStaysAbsent() {
        CostRecord record = record();
        record.put("x_AllocatedCost", null);

        LedgerEntry reversal = entry(ledger.reversal(published(record), CHANGE, delivery));

        assertThat(reversal.get("x_AllocatedCost")).isNull();
    }

    private static LedgerEntry entry(byte[] bytes) {
        Deserializer<LedgerEntry> entries = AvroSerdes.valueDeserializer(LedgerEntry.class, SETTINGS);
        return entries.deserialize(Topics.LEDGER.name(), bytes);
    }

    private static byte[] published(CostRecord record) {
        return AvroSerdes.valueSerializer(CostRecord.class, SETTINGS).serialize(Topics.COSTS.name(), record);
    }

    /** A record that has a value in every column, no two amounts the same. */
    private static CostRecord record() {
        CostRecord record = new CostRecord();
        for (CostField field : CostField.ALL) {
            record.put(field.position(), value(field));
        }
        return record;
    }

    private static Object value(CostField field) {
        Schema declared =
                CostRecord.getClassSchema().getFields().get(field.position()).schema();
        Schema type = field.optional() ? declared.getTypes().get(1) : declared;
        return switch (field.kind()) {
            case TEXT -> "text " + field.position();
            case DECIMAL -> BigDecimal.valueOf(field.position() + 1L).setScale(field.scale());
            case BOOLEAN -> true;
            case NUMBER -> number(type, field.position());
        };
    }

    private static Object number(Schema type, int position) {
        if (type.getType() == Schema.Type.INT) {
            return position;
        }
        return Instant.ofEpochMilli(position);
    }

    private static Delivery delivery() {
        Delivery delivery = new Delivery();
        delivery.setDeliveryId("delivery-2");
        delivery.setDeliveryTime(Instant.ofEpochMilli(2));
        return delivery;
    }
}
