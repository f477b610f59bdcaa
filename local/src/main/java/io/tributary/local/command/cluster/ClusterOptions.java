package io.tributary.local.command.cluster;

import io.tributary.local.command.console.Logs;
import io.tributary.schemas.wire.WireConfig;
import io.tributary.streams.StreamsAppConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that choose the cluster: one that is named, or the one that {@code run} keeps in its data directory. */
public final class ClusterOptions {

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Where run keeps broker, registry and state between runs; $XDG_DATA_HOME/tributary or"
                    + " ~/.local/share/tributary by default.")
    private Path dataDirectory;

    @Option(names = "--bootstrap-servers", paramLabel = "HOST:PORT", description = "Use this Kafka cluster.")
    private String bootstrapServers;

    @Option(names = "--schema-registry-url", paramLabel = "URL", description = "Use this Schema Registry.")
    private String schemaRegistryUrl;

    @Mixin
    private SettingsOptions settingsOptions;

    /** Whether another cluster is named than the one on the data directory. */
    public boolean namesCluster(Map<String, String> environment) {
        return settings(environment, Map.of()).containsKey(StreamsAppConfig.BOOTSTRAP_SERVERS);
    }

    /** The data directory that is meant. */
    public DataDirectory data(Map<String, String> environment) {
        return dataDirectory == null ? DataDirectory.ofUser(environment) : new DataDirectory(dataDirectory);
    }

    /**
     * The settings that count.
     *
     * @param environment the process's environment
     * @param options settings that have options of their own
     */
    public Map<String, String> settings(Map<String, String> environment, Map<String, String> options) {
        Map<String, String> all = new HashMap<>(options);
        SettingsOptions.putIfGiven(all, StreamsAppConfig.BOOTSTRAP_SERVERS, bootstrapServers);
        SettingsOptions.putIfGiven(all, WireConfig.URL, schemaRegistryUrl);
        Map<String, String> settings = settingsOptions.merged(environment, all);
        settings.putIfAbsent(
                StreamsAppConfig.STATE_DIRECTORY, data(environment).state().toString());
        return settings;
    }

    /** Starts what the settings do not name. */
    public LocalCluster start(Map<String, String> environment) throws IOException {
        DataDirectory data = data(environment);
        Files.createDirectories(data.root());
        Logs.toFile(data.log());
        return LocalCluster.start(settings(environment, Map.of()), data.root());
    }
}
