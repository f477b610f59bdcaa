package io.tributary.local.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that say which cluster is meant: one that is named, or the one that {@code run} keeps on its data directory. */
final class ClusterOptions {

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description =
                    "The data directory that run was given; $XDG_DATA_HOME/tributary or ~/.local/share/tributary by"
                            + " default.")
    private Path dataDirectory;

    @Option(names = "--bootstrap-servers", paramLabel = "HOST:PORT", description = "Use this Kafka cluster.")
    private String bootstrapServers;

    @Option(names = "--schema-registry-url", paramLabel = "URL", description = "Use this Schema Registry.")
    private String schemaRegistryUrl;

    @Mixin
    private SettingsOptions settingsOptions;

    /** Whether another cluster is named than the one on the data directory. */
    boolean namesCluster(Map<String, String> environment) {
        return settings(environment).containsKey(LocalCluster.BOOTSTRAP_SERVERS);
    }

    LocalCluster start(Map<String, String> environment) throws IOException {
        DataDirectory data = data(environment);
        Files.createDirectories(data.root());
        Logs.toFile(data.log());
        Map<String, String> settings = settings(environment);
        settings.putIfAbsent("streams.state.directory", data.state().toString());
        return LocalCluster.start(settings, data.root());
    }

    private DataDirectory data(Map<String, String> environment) {
        return dataDirectory == null ? DataDirectory.ofUser(environment) : new DataDirectory(dataDirectory);
    }

    private Map<String, String> settings(Map<String, String> environment) {
        Map<String, String> options = new HashMap<>();
        if (bootstrapServers != null) {
            options.put(LocalCluster.BOOTSTRAP_SERVERS, bootstrapServers);
        }
        if (schemaRegistryUrl != null) {
            options.put(LocalCluster.REGISTRY, schemaRegistryUrl);
        }
        return new HashMap<>(settingsOptions.merged(environment, options));
    }
}
