package io.tributary.local.view;

import io.tributary.schemas.CostRecord;
import io.tributary.schemas.wire.AvroSerdes;
import io.tributary.schemas.wire.SchemaIds;
import io.tributary.schemas.wire.WireFormat;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Brings the values of a topic of cost records to the encoding of today's schema. Most have it, since the application
 * has written them; those of an earlier release, or of another writer, are read and written again. Used by one thread.
 */
final class RecordEncodings implements AutoCloseable {

    private final String topic;
    private final Map<String, ?> serdeSettings;
    private final Deserializer<CostRecord> deserializer;
    private final Map<Integer, Boolean> todaysById = new HashMap<>();

    RecordEncodings(String topic, Map<String, ?> serdeSettings) {
        this.topic = topic;
        this.serdeSettings = serdeSettings;
        this.deserializer = AvroSerdes.valueDeserializer(CostRecord.class, serdeSettings);
    }

    /**
     * Reads a value of the topic.
     *
     * @param target goes to the record
     * @throws SerializationException if the value is no record
     */
    void read(byte[] value, EncodedRecord target) {
        if (isTodays(value) && target.read(value)) {
            return;
        }
        CostRecord cost = deserializer.deserialize(topic, value);
        byte[] encoded;
        try {
            encoded = target.encode(cost);
        } catch (AvroRuntimeException e) {
            throw new SerializationException(
                    "Cannot write again " + CostRecord.class.getName() + " of topic " + topic + " with schema "
                            + Integer.toUnsignedString(WireFormat.schemaId(value)) + ": " + e,
                    e);
        }
        if (!target.read(encoded)) {
            throw new IllegalStateException("Avro encodes a record of topic " + topic + " in a way that is not known");
        }
    }

    /**
     * Reads the fields of a value up to one of them.
     *
     * @param last place of the last field that may be asked for
     * @param target goes to the record
     * @throws SerializationException if the value is no record; it need not be found here
     */
    void readTo(byte[] value, int last, EncodedRecord target) {
        if (!isTodays(value) || !target.readTo(value, last)) {
            read(value, target);
        }
    }

    private boolean isTodays(byte[] value) {
        int id;
        try {
            id = WireFormat.schemaId(value);
        } catch (SerializationException e) {
            // The deserializer says it with the topic.
            return false;
        }
        return todaysById.computeIfAbsent(
                id, absent -> SchemaIds.encodesAs(CostRecord.getClassSchema(), absent, serdeSettings));
    }

    @Override
    public void close() {
        deserializer.close();
    }
}
