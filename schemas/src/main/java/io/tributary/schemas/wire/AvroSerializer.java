package io.tributary.schemas.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;

/** Writes generated records in the Confluent wire format. May be used from several threads, as producers are. */
final class AvroSerializer<T extends SpecificRecord> implements Serializer<T> {

    private final Schema schema;
    private final SpecificDatumWriter<T> writer;
    private final WireConfig config;
    private final SchemaRegistry registry;
    private final Map<String, Integer> idsByTopic = new ConcurrentHashMap<>();

    AvroSerializer(Class<T> type, WireConfig config) {
        SpecificData model = SpecificData.getForClass(type);
        this.schema = model.getSchema(type);
        this.writer = new SpecificDatumWriter<>(schema, model);
        this.config = config;
        this.registry = SchemaRegistry.open(config);
    }

    @Override
    public byte[] serialize(String topic, T value) {
        if (value == null) {
            return null;
        }
        int id = idsByTopic.computeIfAbsent(topic, name -> SchemaIds.valueSchemaId(name, schema, config, registry));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            bytes.write(WireFormat.header(id));
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
            writer.write(value, encoder);
            encoder.flush();
        } catch (IOException | AvroRuntimeException | ClassCastException | NullPointerException e) {
            throw new SerializationException(
                    "Cannot write " + schema.getFullName() + " to topic " + topic + " with schema " + id + ": "
                            + e.getMessage(),
                    e);
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        registry.close();
    }
}
