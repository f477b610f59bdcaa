package io.tributary.schemas;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/**
 * A topic of the catalogue: its name, what its values are, and the settings without which its contract would not hold.
 *
 * @param name the topic's name
 * @param valueType the Avro record of its values; keys are UTF-8 text, see {@link Keys}
 * @param required topic settings by Kafka's names that an existing topic must not contradict: an exact value, or for
 *     sizes and times the least that will do
 * @param advised topic settings that are given to a topic when it is created, and are its owner's to change
 */
public record Topic<V extends SpecificRecord>(
        String name, Class<V> valueType, Map<String, String> required, Map<String, String> advised) {

    public Topic {
        requireNonNull(name, "name");
        requireNonNull(valueType, "valueType");
        required = Map.copyOf(required);
        advised = Map.copyOf(advised);
    }

    /** Name under which the value schema is registered by default (TopicNameStrategy). */
    public String valueSubject() {
        return name + "-value";
    }
}
