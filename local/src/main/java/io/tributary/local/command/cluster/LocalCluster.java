package io.tributary.local.command.cluster;

import io.tributary.local.broker.DataDirectoryLock;
import io.tributary.local.broker.EmbeddedBroker;
import io.tributary.local.registry.LocalRegistry;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigException;

/** The broker and the registry that a run uses: those that the settings name, or else its own, on its data directory. */
public final class LocalCluster implements AutoCloseable {

    public static final String BOOTSTRAP_SERVERS = "kafka.bootstrap.servers";
    public static final String REGISTRY = "schema.registry.url";

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
        if (settings.containsKey(BOOTSTRAP_SERVERS) && !settings.containsKey(REGISTRY)) {
            throw new ConfigException("With --bootstrap-servers (" + settings.get(BOOTSTRAP_SERVERS)
                    + ") the cluster's own Schema Registry is needed, too: give --schema-registry-url");
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
        if (settings.containsKey(BOOTSTRAP_SERVERS)) {
            closing(DataDirectoryLock.take(dataDirectory));
        } else {
            EmbeddedBroker broker = closing(EmbeddedBroker.start(dataDirectory));
            settings.put(BOOTSTRAP_SERVERS, broker.bootstrapServers());
        }
        if (!settings.containsKey(REGISTRY)) {
            LocalRegistry registry = closing(LocalRegistry.start(settings.get(BOOTSTRAP_SERVERS), 0));
            settings.put(REGISTRY, registry.uri().toString());
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
