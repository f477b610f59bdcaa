package io.tributary.local.command;

import io.tributary.local.command.cluster.SettingsOptions;
import io.tributary.local.command.console.ExitCode;
import io.tributary.local.command.console.Interruption;
import io.tributary.local.command.console.Logs;
import io.tributary.streams.StreamsAppConfig;
import io.tributary.streams.StreamsApplication;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs the streams application against a cluster. */
@Command(
        name = "streams",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Turns raw pages on a Kafka cluster into clean cost records, dead letters and delivery verdicts, until it"
                    + " is stopped."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tributary streams --config tributary.properties",
            "  tributary streams --set kafka.bootstrap.servers=kafka:9092"
                    + " --set schema.registry.url=http://registry:8081"
                    + " --set streams.state.directory=/var/lib/tributary/state",
            "  KAFKA_BOOTSTRAP_SERVERS=kafka:9092 SCHEMA_REGISTRY_URL=http://registry:8081"
                    + " STREAMS_STATE_DIRECTORY=/state tributary streams"
        })
final class StreamsCommand implements Callable<Integer> {

    private final Map<String, String> environment;

    @Mixin
    private SettingsOptions settingsOptions;

    StreamsCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    @SuppressWarnings("try")
    public Integer call() throws Exception {
        StreamsAppConfig config = StreamsAppConfig.from(settingsOptions.merged(environment, Map.of()));
        Logs.toConsole();
        try (Interruption interruption = Interruption.ofThisThread();
                StreamsApplication application = new StreamsApplication(config)) {
            application.start();
            application.awaitEnd();
            if (application.failure().isPresent()) {
                Throwable cause = application.failure().get();
                throw new IllegalStateException("The streams application failed: " + cause.getMessage(), cause);
            }
            return ExitCode.OK;
        }
    }
}
