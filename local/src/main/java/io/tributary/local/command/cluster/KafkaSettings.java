package io.tributary.local.command.cluster;

import java.util.Map;
import java.util.TreeMap;

/** Settings of Kafka's clients, taken out of all settings. */
public final class KafkaSettings {

    static final String PREFIX = "kafka.";

    private KafkaSettings() {}

    /** The settings that begin with {@code kafka.}, without that. */
    public static Map<String, Object> of(Map<String, String> settings) {
        Map<String, Object> kafka = new TreeMap<>();
        settings.forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                kafka.put(name.substring(PREFIX.length()), value);
            }
        });
        return kafka;
    }
}
