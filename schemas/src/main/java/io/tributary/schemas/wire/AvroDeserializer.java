package io.tributary.schemas.wire;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Reads generated records from the Confluent wire format, whatever version of their schema they were written with.
 *
 * <p>A value that cannot be read is a {@link SerializationException} naming topic and schema id; a registry that cannot
 * be reached is a {@link RegistryException}, because it says nothing about the value.
 */
final class AvroDeserializer<T extends SpecificRecord> implements Deserializer<T> {

    private final Schema schema;
    private final SpecificData model;
    private final SchemaRegistry registry;
    private final Map<Integer, SpecificDatumReader<T>> readersById = new ConcurrentHashMap<>();

    AvroDeserializer(Class<T> type, WireConfig config) {
        this.model = SpecificData.getForClass(type);
        this.schema = model.getSchema(type);
        this.registry = SchemaRegistry.open(config);
    }

    @Override
    public T deserialize(String topic, byte[] value) {
        if (value == null) {
            return null;
        }
        int id = schemaId(topic, value);
        SpecificDatumReader<T> reader = readersById.computeIfAbsent(id, absent -> reader(topic, absent));
        BinaryDecoder decoder = DecoderFactory.get()
                .binaryDecoder(value, WireFormat.HEADER_BYTES, value.length - WireFormat.HEADER_BYTES, null);
        T record;
        boolean isWhole;
        try {
            record = reader.read(null, decoder);
            isWhole = decoder.isEnd();
        } catch (IOException | RuntimeException e) {
            throw new SerializationException(unreadable(topic, id) + e, e);
        }
        if (!isWhole) {
            throw new SerializationException(unreadable(topic, id) + "bytes are left after the record");
        }
        return record;
    }

    @Override
    public void close() {
        registry.close();
    }

    private static int schemaId(String topic, byte[] value) {
        try {
            return WireFormat.schemaId(value);
        } catch (SerializationException e) {
            throw new SerializationException("Cannot read a value of topic " + topic + ": " + e.getMessage(), e);
        }
    }

    private SpecificDatumReader<T> reader(String topic, int id) {
        try {
            return new SpecificDatumReader<>(registry.byId(id), schema, model);
        } catch (RegistryException e) {
            if (e.errorCode() == RegistryException.SCHEMA_NOT_FOUND) {
                throw new SerializationException(unreadable(topic, id) + e.getMessage(), e);
            }
            throw e;
        } catch (AvroRuntimeException e) {
            throw new SerializationException(unreadable(topic, id) + e, e);
        }
    }

    private String unreadable(String topic, int id) {
        return "Cannot read " + schema.getFullName() + " of topic " + topic + " with schema "
                + Integer.toUnsignedString(id) + ": ";
    }
}
