package io.tributary.local.command.cluster;

import io.tributary.extractors.ExtractorConfig;
import io.tributary.schemas.wire.WireConfig;
import io.tributary.streams.StreamsAppConfig;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Merges settings from their sources: flags win over the environment, the environment over the file.
 *
 * <p>One rule of spelling: the setting {@code extractor.page.bytes} is the variable {@code EXTRACTOR_PAGE_BYTES}.
 */
final class Settings {

    private Settings() {}

    /**
     * The settings that count.
     *
     * @param file a properties file; null: none
     * @param environment the process's environment
     * @param flags settings by name
     * @throws ConfigException naming what is not a setting, or a file that cannot be read
     */
    static Map<String, String> merge(Path file, Map<String, String> environment, Map<String, String> flags) {
        Set<String> known = known();
        Map<String, String> settings = new TreeMap<>();
        if (file != null) {
            Map<String, String> read = read(file);
            requireKnown(known, read.keySet(), "of " + file);
            settings.putAll(read);
        }
        for (String name : known) {
            String value = environment.get(variable(name));
            if (value != null) {
                settings.put(name, value);
            }
        }
        requireKnown(known, flags.keySet(), "on the command line");
        settings.putAll(flags);
        return settings;
    }

    /** The environment's spelling of a setting. */
    static String variable(String name) {
        return name.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    private static Set<String> known() {
        Set<String> known = new TreeSet<>(ExtractorConfig.SETTINGS.names());
        known.addAll(StreamsAppConfig.SETTINGS.names());
        known.addAll(WireConfig.SETTINGS.names());
        known.addAll(AlertsConfig.SETTINGS.names());
        known.addAll(LocalConfig.SETTINGS.names());
        Stream.of(
                        AdminClientConfig.configNames(),
                        ConsumerConfig.configNames(),
                        ProducerConfig.configNames(),
                        StreamsConfig.configDef().names())
                .flatMap(Set::stream)
                .forEach(name -> known.add(KafkaSettings.PREFIX + name));
        return known;
    }

    private static void requireKnown(Set<String> known, Set<String> names, String where) {
        // Kafka's clients pass settings on to plug-ins, whose names are not known here. Names of extractors' settings
        // may have a free part, such as that of a bucket.
        Set<String> unknown = new TreeSet<>(names);
        unknown.removeIf(name ->
                known.contains(name) || name.startsWith(KafkaSettings.PREFIX) || ExtractorConfig.isSetting(name));
        if (!unknown.isEmpty()) {
            throw new ConfigException("Unknown setting " + where + ": " + String.join(", ", unknown));
        }
    }

    private static Map<String, String> read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigException("Cannot read settings from " + file + ": " + e);
        }
        Map<String, String> settings = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> settings.put(name, properties.getProperty(name)));
        return settings;
    }
}
