package io.tributary.streams.compare;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.tributary.schemas.CostRecord;
import io.tributary.schemas.Delivery;
import io.tributary.schemas.LedgerEntry;
import io.tributary.schemas.Topics;
import io.tributary.streams.record.CostField;
import java.math.BigDecimal;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Makes signed entries of cost records: a charge for what became true, and a reversal, with all columns as they were
 * published but those negated that add up, for what is no longer true.
 *
 * @param sink name of the ledger's sink
 * @param deserializer reads cost records, also those of earlier releases
 * @param serializer writes entries
 */
public record Ledger(String sink, Deserializer<CostRecord> deserializer, Serializer<LedgerEntry> serializer) {

    public Ledger {
        requireNonNull(sink, "sink");
        requireNonNull(deserializer, "deserializer");
        requireNonNull(serializer, "serializer");
    }

    byte[] charge(byte[] published, byte[] change, Delivery delivery) {
        return entry(published, "charge", change, delivery);
    }

    byte[] reversal(byte[] published, byte[] change, Delivery delivery) {
        return entry(published, "reversal", change, delivery);
    }

    private byte[] entry(byte[] published, String type, byte[] change, Delivery delivery) {
        boolean reversal = type.equals("reversal");
        CostRecord record = deserializer.deserialize(Topics.COSTS.name(), published);
        LedgerEntry entry = new LedgerEntry();
        for (CostField field : CostField.ALL) {
            Object value = record.get(field.position());
            boolean negated = reversal && field.additive();
            // An entry begins with a cost record's columns, in their order.
            entry.put(field.position(), negated && value instanceof BigDecimal amount ? amount.negate() : value);
        }
        entry.setXEntryType(type);
        entry.setXEntryChange(new String(change, UTF_8));
        entry.setXEntryDeliveryId(delivery.getDeliveryId());
        entry.setXEntryDeliveryTime(delivery.getDeliveryTime());
        return serializer.serialize(Topics.LEDGER.name(), entry);
    }
}
