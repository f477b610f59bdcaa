package io.tributary.local.command.alerts;

import io.tributary.local.command.cluster.AlertsConfig;
import io.tributary.local.command.cluster.ClusterOptions;
import io.tributary.local.command.cluster.LocalCluster;
import io.tributary.local.command.console.ExitCode;
import io.tributary.local.command.console.Interruption;
import io.tributary.local.command.console.JsonOption;
import io.tributary.local.command.console.Output;
import io.tributary.local.command.console.OutputOptions;
import io.tributary.local.command.console.Terminal;
import io.tributary.local.command.deliveries.DeliveriesCommand;
import io.tributary.local.command.deliveries.DeliveryWatch;
import io.tributary.local.command.reconcile.Reconciling;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.common.config.ConfigException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Evaluates alerts by what is known of deliveries. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Looks what needs a person now, by the deliveries that are known: opens and closes alerts on"
                    + " billing.alerts, and tells the webhook.",
            "Exits with 1 where alerts are open."
        })
public final class AlertsCheckCommand implements Callable<Integer> {

    private final Map<String, String> environment;
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--every",
            paramLabel = "SECONDS",
            description = "Look again after so many seconds, until it is stopped.")
    private Integer every;

    @Mixin
    private ClusterOptions cluster;

    @Mixin
    private OutputOptions outputOptions;

    @Mixin
    private JsonOption json;

    public AlertsCheckCommand(Map<String, String> environment, Terminal terminal) {
        this.environment = environment;
        this.terminal = terminal;
    }

    @Override
    @SuppressWarnings("try")
    public Integer call() throws Exception {
        if (every != null && every < 1) {
            throw new ConfigException("--every is " + every + ", expected at least 1 second");
        }
        Output output = outputOptions.output(spec.commandLine().getOut(), terminal);
        AlertsConfig.from(cluster.settings(environment, Map.of()));
        try (Interruption interruption = Interruption.ofThisThread();
                LocalCluster started = cluster.start(environment);
                DeliveryWatch watch = DeliveriesCommand.watch(started.settings())) {
            Path scratch = cluster.data(environment).reconciling();
            while (true) {
                Alerts.Outcome outcome = AlertCheck.of(started.settings(), watch)
                        .reconciled(
                                Reconciling.of(started.settings(), scratch, watch.all(), watch.live(), all -> true)
                                        .reconciled(),
                                true)
                        .outcome();
                AlertsListCommand.print(output, outcome.open(), json.isGiven());
                outcome.notes().forEach(spec.commandLine().getErr()::println);
                output.flush();
                if (every == null) {
                    return outcome.open().isEmpty() ? ExitCode.OK : ExitCode.PROBLEM;
                }
                Thread.sleep(Duration.ofSeconds(every).toMillis());
                watch.pollAll();
            }
        }
    }
}
