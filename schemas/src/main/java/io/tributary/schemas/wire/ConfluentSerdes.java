package io.tributary.schemas.wire;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/** Confluent's own serializer and deserializer, found by name, because their jars are not among our dependencies. */
final class ConfluentSerdes {

    private static final String SERIALIZER = "io.confluent.kafka.serializers.KafkaAvroSerializer";
    private static final String DESERIALIZER = "io.confluent.kafka.serializers.KafkaAvroDeserializer";

    private ConfluentSerdes() {}

    static <T> Serializer<T> valueSerializer(Map<String, ?> settings) {
        @SuppressWarnings("unchecked") // It writes any record.
        Serializer<T> serializer = (Serializer<T>) instance(SERIALIZER, Serializer.class);
        serializer.configure(new HashMap<>(settings), false);
        return serializer;
    }

    static <T> Deserializer<T> valueDeserializer(Class<T> type, Map<String, ?> settings) {
        Deserializer<?> deserializer = instance(DESERIALIZER, Deserializer.class);
        Map<String, Object> specific = new HashMap<>(settings);
        specific.put("specific.avro.reader", true);
        deserializer.configure(specific, false);
        return new Typed<>(type, deserializer);
    }

    /**
     * Id and schema under which Confluent's serializer writes values of {@code schema} to {@code topic}. Found by
     * having it write a blank value: its own way to ask the registry is no public interface.
     */
    static WriterSchema writerSchema(String topic, Schema schema, Map<String, ?> settings) {
        Map<String, Object> generic = new HashMap<>(settings);
        generic.put("specific.avro.reader", false);
        try (Serializer<Object> serializer = valueSerializer(generic);
                Deserializer<?> deserializer = instance(DESERIALIZER, Deserializer.class)) {
            deserializer.configure(generic, false);
            byte[] value = serializer.serialize(topic, blank(schema));
            return new WriterSchema(
                    WireFormat.schemaId(value), ((GenericRecord) deserializer.deserialize(topic, value)).getSchema());
        }
    }

    /** A schema of the registry. */
    record WriterSchema(int id, Schema schema) {}

    /** A value in which everything that may be absent is, and all else is empty or zero. */
    private static Object blank(Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> {
                GenericRecord record = new GenericData.Record(schema);
                schema.getFields().forEach(field -> record.put(field.pos(), blank(field.schema())));
                yield record;
            }
            case UNION -> blank(schema.getTypes().get(0));
            case NULL -> null;
            case ARRAY -> List.of();
            case STRING -> "";
            case BYTES -> ByteBuffer.wrap(new byte[1]);
            case INT -> 0;
            case LONG -> 0L;
            case BOOLEAN -> false;
            default -> throw new IllegalArgumentException("No blank value of type " + schema.getType());
        };
    }

    private static <I> I instance(String className, Class<I> kafkaInterface) {
        try {
            return kafkaInterface.cast(
                    confluentClass(className).getDeclaredConstructor().newInstance());
        } catch (ReflectiveOperationException | LinkageError e) {
            ConfigException missing = new ConfigException(
                    WireConfig.SERDE,
                    WireConfig.CONFLUENT,
                    className
                            + " cannot be loaded: put Confluent's jars (kafka-avro-serializer with its"
                            + " dependencies) on the class path,"
                            + " for example into lib/ext of the distribution or by building with"
                            + " -Pconfluent, or set serde=tributary");
            missing.initCause(e);
            throw missing;
        }
    }

    private static Class<?> confluentClass(String className) throws ClassNotFoundException {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return Class.forName(className, true, context == null ? ConfluentSerdes.class.getClassLoader() : context);
    }

    /** Refuses records of another type than the topic's. */
    private record Typed<T>(Class<T> type, Deserializer<?> deserializer) implements Deserializer<T> {

        @Override
        public T deserialize(String topic, byte[] value) {
            Object record = deserializer.deserialize(topic, value);
            if (record != null && !type.isInstance(record)) {
                throw new SerializationException("Cannot read a value of topic " + topic + " with schema "
                        + WireFormat.schemaId(value) + ": it is a "
                        + record.getClass().getName() + ", expected a "
                        + type.getName());
            }
            return type.cast(record);
        }

        @Override
        public void close() {
            deserializer.close();
        }
    }
}
