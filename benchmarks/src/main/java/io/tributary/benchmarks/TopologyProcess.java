package io.tributary.benchmarks;

import io.tributary.streams.StreamsAppConfig;
import io.tributary.streams.StreamsApplication;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** A JVM of its own for one topology, from fresh state until it is told to stop. */
final class TopologyProcess {

    private TopologyProcess() {}

    /** @param arguments the {@link Contestant}, and a file with the settings of the streams application */
    public static void main(String[] arguments) throws Exception {
        StreamsAppConfig config = StreamsAppConfig.from(read(Path.of(arguments[1])));
        try (AutoCloseable running = start(Contestant.valueOf(arguments[0]), config)) {
            ChildJvm.ready(running.getClass().getSimpleName());
            ChildJvm.awaitEndOfParent();
        }
    }

    private static AutoCloseable start(Contestant contestant, StreamsAppConfig config) {
        if (contestant == Contestant.PASS_THROUGH) {
            return PassThrough.start(config);
        }
        StreamsApplication application = new StreamsApplication(config);
        application.start();
        return application;
    }

    private static Map<String, String> read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        Map<String, String> settings = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> settings.put(name, properties.getProperty(name)));
        return settings;
    }
}
