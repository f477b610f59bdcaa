package io.tributary.local.command.deliveries;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.local.command.cluster.ClusterOptions;
import io.tributary.local.command.cluster.LocalCluster;
import io.tributary.local.command.console.ExitCode;
import io.tributary.local.command.console.Json;
import io.tributary.local.command.console.JsonOption;
import io.tributary.local.command.console.Output;
import io.tributary.local.command.console.OutputOptions;
import io.tributary.local.command.console.Periods;
import io.tributary.local.command.console.Terminal;
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
            "Slices of Google Cloud's tables, hundreds of an account's month, share a line where nothing has to be done"
                    + " about them, or where too many are in the same state."
        })
public final class DeliveriesListCommand implements Callable<Integer> {

    private final Map<String, String> environment;
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--account",
            paramLabel = "ID",
            description = "Only those of this billing account or billing scope.")
    private String account;

    @Option(names = "--period", paramLabel = "YYYY-MM", description = "Only those of this month.")
    private String period;

    @Option(names = "--state", paramLabel = "STATE", description = "Only those in this state, such as HELD.")
    private String state;

    @Option(names = "--slices", description = "List every slice in a line of its own.")
    private boolean slices;

    @Mixin
    private ClusterOptions cluster;

    @Mixin
    private OutputOptions outputOptions;

    @Mixin
    private JsonOption json;

    public DeliveriesListCommand(Map<String, String> environment, Terminal terminal) {
        this.environment = environment;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        if (period != null) {
            Periods.requireMonthOrDay("--period", period);
        }
        Output output = outputOptions.output(spec.commandLine().getOut(), terminal);
        try (LocalCluster started = cluster.start(environment);
                DeliveryWatch watch = DeliveriesCommand.watch(started.settings())) {
            List<Delivery> meant = watch.all().stream().filter(this::isMeant).toList();
            List<Delivery> checks =
                    watch.checks().stream().filter(this::isMeant).toList();
            LiveDeliveries live = watch.live();
            if (json.isGiven()) {
                output.json(json(meant, checks, live));
            } else {
                output.table(DeliveriesCommand.table(meant, live, slices));
                print(output, checks);
            }
            return ExitCode.OK;
        }
    }

    private static void print(Output output, List<Delivery> checks) {
        if (!checks.isEmpty()) {
            output.sentence("");
            output.sentence("Checks across deliveries");
            output.table(CrossChecks.table(checks));
        }
    }

    private static ObjectNode json(List<Delivery> meant, List<Delivery> checks, LiveDeliveries live) {
        List<Delivery> ordered =
                meant.stream().sorted(DeliveriesCommand.BY_SCOPE_AND_TIME).toList();
        ObjectNode json = Json.object();
        json.set(
                "deliveries",
                Json.array(
                        ordered,
                        delivery -> DeliveryJson.of(delivery)
                                .put("live", live.part(delivery).text())));
        json.set("checks", Json.array(checks, CrossChecks::json));
        return json;
    }

    private boolean isMeant(Delivery delivery) {
        return (account == null || AccountPeriod.of(delivery).isOf(account))
                && (period == null || Periods.means(period, delivery.getBillingPeriodStart()))
                && (state == null || state.equalsIgnoreCase(delivery.getState()));
    }
}
