package io.tributary.local.command;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists what became of deliveries. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists every delivery that is known, with its state and its verdict.")
final class DeliveriesListCommand implements Callable<Integer> {

    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ClusterOptions cluster;

    DeliveriesListCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        try (LocalCluster started = cluster.start(environment);
                DeliveryWatch watch = DeliveriesCommand.watch(started.settings())) {
            DeliveriesCommand.table(watch).forEach(spec.commandLine().getOut()::println);
            return ExitCode.FINE;
        }
    }
}
