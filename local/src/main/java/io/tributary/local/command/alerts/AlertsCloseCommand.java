package io.tributary.local.command.alerts;

import io.tributary.local.command.cluster.AlertsConfig;
import io.tributary.local.command.cluster.ClusterOptions;
import io.tributary.local.command.cluster.LocalCluster;
import io.tributary.local.command.console.ExitCode;
import io.tributary.local.command.console.Output;
import io.tributary.local.command.console.OutputOptions;
import io.tributary.local.command.console.Terminal;
import io.tributary.local.command.deliveries.DeliveriesCommand;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Closes an alert that no evaluation will close. */
@Command(
        name = "close",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Closes the alert of an input that could not be read and never will be: EXTRACTION_FAILED.",
            "It opens again when a run cannot read the input. Other alerts close by themselves."
        })
public final class AlertsCloseCommand implements Callable<Integer> {

    private final Map<String, String> environment;
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "ALERT", description = "The alert's id, as `tributary alerts list --json` shows it.")
    private String id;

    @Mixin
    private ClusterOptions cluster;

    @Mixin
    private OutputOptions outputOptions;

    public AlertsCloseCommand(Map<String, String> environment, Terminal terminal) {
        this.environment = environment;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        Output output = outputOptions.output(spec.commandLine().getOut(), terminal);
        AlertsConfig.from(cluster.settings(environment, Map.of()));
        try (LocalCluster started = cluster.start(environment)) {
            DeliveriesCommand.ensureTopics(started.settings());
            Alerts.Outcome outcome = new Alerts(started.settings(), InstantSource.system()).close(id);
            output.sentence(outcome.closed().isEmpty() ? id + " is closed already." : "Closed " + id + ".");
            outcome.notes().forEach(output::sentence);
            return ExitCode.OK;
        }
    }
}
