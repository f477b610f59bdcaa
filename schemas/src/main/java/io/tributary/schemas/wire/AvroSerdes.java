package io.tributary.schemas.wire;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Serializers and deserializers of generated records in the Confluent wire format, as {@link WireConfig#SETTINGS} say.
 *
 * <p>All methods throw {@link ConfigException} where a setting is missing or wrong, or where {@code serde=confluent}
 * asks for classes that are not there. A null value is null on the wire. What is returned may be used from several
 * threads.
 */
public final class AvroSerdes {

    static {
        AvroTrust.install();
    }

    private AvroSerdes() {}

    /** Writes and reads values of {@code type}. */
    public static <T extends SpecificRecord> Serde<T> valueSerde(Class<T> type, Map<String, ?> settings) {
        return Serdes.serdeFrom(valueSerializer(type, settings), valueDeserializer(type, settings));
    }

    /** Writes values of {@code type}; their schema is settled with the registry at the first value of a topic. */
    public static <T extends SpecificRecord> Serializer<T> valueSerializer(Class<T> type, Map<String, ?> settings) {
        requireNonNull(type, "type");
        return WireConfig.asksForConfluent(settings)
                ? ConfluentSerdes.valueSerializer(settings)
                : new AvroSerializer<>(type, WireConfig.from(settings));
    }

    /** Reads values of {@code type}, written with any version of its schema that can be resolved to today's. */
    public static <T extends SpecificRecord> Deserializer<T> valueDeserializer(Class<T> type, Map<String, ?> settings) {
        requireNonNull(type, "type");
        return WireConfig.asksForConfluent(settings)
                ? ConfluentSerdes.valueDeserializer(type, settings)
                : new AvroDeserializer<>(type, WireConfig.from(settings));
    }
}
