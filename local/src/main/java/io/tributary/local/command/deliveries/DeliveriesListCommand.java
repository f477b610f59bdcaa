package io.tributary.local.command.deliveries;

import io.tributary.local.command.cluster.ClusterOptions;
import io.tributary.local.command.cluster.LocalCluster;
import io.tributary.local.command.console.ExitCode;
import io.tributary.local.command.console.Periods;
import io.tributary.schemas.Delivery;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists what became of deliveries. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Lists the deliveries that are known, with their states and verdicts.",
            "Slices of Google Cloud's tables, hundreds of an account's month, have a line together where nothing has to be"
                    + " done about them, or where too many are in the same state."
        })
public final class DeliveriesListCommand implements Callable<Integer> {

    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--account",
            paramLabel = "ID",
            description = "Those of this billing account alone, or of this billing scope.")
    private String account;

    @Option(names = "--period", paramLabel = "YYYY-MM", description = "Those of this month alone.")
    private String period;

    @Option(names = "--state", paramLabel = "STATE", description = "Those in this state alone, such as HELD.")
    private String state;

    @Option(names = "--slices", description = "List every slice in a line of its own.")
    private boolean slices;

    @Mixin
    private ClusterOptions cluster;

    public DeliveriesListCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        if (period != null) {
            Periods.requireMonthOrDay("--period", period);
        }
        try (LocalCluster started = cluster.start(environment);
                DeliveryWatch watch = DeliveriesCommand.watch(started.settings())) {
            List<Delivery> meant = watch.all().stream().filter(this::isMeant).toList();
            DeliveriesCommand.table(meant, slices).forEach(spec.commandLine().getOut()::println);
            return ExitCode.FINE;
        }
    }

    private boolean isMeant(Delivery delivery) {
        return (account == null || AccountPeriod.of(delivery).isOf(account))
                && (period == null || Periods.means(period, delivery.getBillingPeriodStart()))
                && (state == null || state.equalsIgnoreCase(delivery.getState()));
    }
}
