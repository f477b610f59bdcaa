package io.tributary.benchmarks;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;

/** One contestant's way through all raw pages, from fresh state, in a JVM of its own. */
final class Run {

    private final Cluster cluster;
    private final Path directory;
    private final int threads;
    private final List<String> options;

    /**
     * @param directory where state and logs go
     * @param threads stream threads
     * @param options options of the application's JVM
     */
    Run(Cluster cluster, Path directory, int threads, List<String> options) {
        this.cluster = cluster;
        this.directory = directory;
        this.threads = threads;
        this.options = List.copyOf(options);
    }

    /**
     * Result of a run.
     *
     * @param timeline when
     * @param stateBytes bytes of the stores on disk, after the application has ended
     */
    record Result(Timeline timeline, long stateBytes) {}

    Result of(Contestant contestant, int repeat, RawLog log)
            throws IOException, ExecutionException, InterruptedException {
        String application = contestant.label() + "-" + repeat;
        Path state = directory.resolve("state").resolve(application);
        Map<String, String> settings = cluster.settings();
        settings.put("streams.application.id", application);
        settings.put("streams.instance.id", application);
        settings.put("streams.state.directory", state.toString());
        settings.put("streams.threads", Integer.toString(threads));
        Path file = directory.resolve(application + ".properties");
        write(settings, file);

        List<String> jvmOptions = new ArrayList<>(List.of("-Xms1g", "-Xmx1g"));
        options.forEach(option -> jvmOptions.add(option.replace("%a", application)));
        Timeline timeline;
        try (ChildJvm child = ChildJvm.start(
                application,
                directory.resolve("logs"),
                jvmOptions,
                TopologyProcess.class,
                contestant.name(),
                file.toString())) {
            child.awaitReady();
            timeline = Timeline.watch(cluster.admin(), application, log, child, cluster.broker());
        }
        long stateBytes = Folders.bytes(state);
        Folders.delete(state);
        return new Result(timeline, stateBytes);
    }

    private static void write(Map<String, String> settings, Path file) throws IOException {
        Properties properties = new Properties();
        properties.putAll(settings);
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
    }
}
