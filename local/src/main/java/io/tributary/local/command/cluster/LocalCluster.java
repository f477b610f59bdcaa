package io.tributary.local.command.cluster;

import io.tributary.local.broker.DataDirectoryLock;
import io.tributary.local.broker.EmbeddedBroker;
import io.tributary.local.registry.LocalRegistry;
import io.tributary.schemas.wire.WireConfig;
import io.tributary.streams.StreamsAppConfig;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.ConfigException;

/** The broker and the registry that a run uses: those that the settings name, else its own in its data directory. */
public final class LocalCluster implements AutoCloseable {

    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final Map<String, String> settings;

    private LocalCluster(Map<String, String> settings) {
        this.settings = new TreeMap<>(settings);
    }

    /**
     * Refuses a broker without its registry: one of our own on a foreign cluster would be a second one.
     *
     * @throws ConfigException where a broker is named, and no registry
     */
    public static void requireRegistryOfOtherBroker(Map<String, String> settings) {
        if (settings.containsKey(StreamsAppConfig.BOOTSTRAP_SERVERS) && !settings.containsKey(WireConfig.URL)) {
            throw new ConfigException("With --bootstrap-servers (" + settings.get(StreamsAppConfig.BOOTSTRAP_SERVERS)
                    + ") the cluster's own Schema Registry is needed as well: give --schema-registry-url");
        }
    }

    /**
     * Starts what the settings do not name, and keeps the data directory to this run.
     *
     * @throws ConfigException where a broker is named, and no registry
     */
    public static LocalCluster start(Map<String, String> settings, Path dataDirectory) {
        LocalCluster cluster = new LocalCluster(settings);
        try {
            cluster.start(dataDirectory);
            return cluster;
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    private void start(Path dataDirectory) {
        requireRegistryOfOtherBroker(settings);
        if (settings.containsKey(StreamsAppConfig.BOOTSTRAP_SERVERS)) {
            closing(DataDirectoryLock.take(dataDirectory));
        } else {
            EmbeddedBroker broker = closing(EmbeddedBroker.start(dataDirectory));
            settings.put(StreamsAppConfig.BOOTSTRAP_SERVERS, broker.bootstrapServers());
            // Nobody watches over JMX what is over in a minute, and every client registers hundreds of metrics there.
            settings.putIfAbsent(KafkaSettings.PREFIX + CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG, "");
        }
        if (!settings.containsKey(WireConfig.URL)) {
            LocalRegistry registry = closing(LocalRegistry.start(settings.get(StreamsAppConfig.BOOTSTRAP_SERVERS), 0));
            settings.put(WireConfig.URL, registry.uri().toString());
        }
    }

    /** The settings, with the addresses of what was started. */
    public Map<String, String> settings() {
        return Map.copyOf(settings);
    }

    private <T extends AutoCloseable> T closing(T resource) {
        started.push(resource);
        return resource;
    }

    /** Stops what was started, the last one first. */
    @Override
    public void close() {
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException("Cannot stop the local cluster: " + e.getMessage(), e);
            }
        }
    }
}
