package io.tributary.local.command.alerts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.local.command.cluster.ClusterOptions;
import io.tributary.local.command.cluster.LocalCluster;
import io.tributary.local.command.console.ExitCode;
import io.tributary.local.command.console.Json;
import io.tributary.local.command.console.JsonOption;
import io.tributary.local.command.console.Output;
import io.tributary.local.command.console.OutputOptions;
import io.tributary.local.command.console.Periods;
import io.tributary.local.command.console.Table;
import io.tributary.local.command.console.Terminal;
import io.tributary.local.command.deliveries.DeliveriesCommand;
import io.tributary.schemas.Alert;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists alerts. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Lists the alerts that are open, as they were found when they were last evaluated: by run, or by alerts"
                    + " check.",
            "The oldest comes first."
        })
public final class AlertsListCommand implements Callable<Integer> {

    private final Map<String, String> environment;
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Option(names = "--account", paramLabel = "ID", description = "Only those of this billing account or scope.")
    private String account;

    @Option(names = "--period", paramLabel = "YYYY-MM", description = "Only those of this month.")
    private String period;

    @Option(names = "--kind", paramLabel = "KIND", description = "Only those of this kind, such as PARKED.")
    private AlertKind kind;

    @Option(names = "--all", description = "List closed ones, too.")
    private boolean all;

    @Mixin
    private ClusterOptions cluster;

    @Mixin
    private OutputOptions outputOptions;

    @Mixin
    private JsonOption json;

    public AlertsListCommand(Map<String, String> environment, Terminal terminal) {
        this.environment = environment;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        if (period != null) {
            Periods.requireMonthOrDay("--period", period);
        }
        Output output = outputOptions.output(spec.commandLine().getOut(), terminal);
        try (LocalCluster started = cluster.start(environment)) {
            DeliveriesCommand.ensureTopics(started.settings());
            List<Alert> alerts;
            try (AlertTopic topic = new AlertTopic(started.settings())) {
                alerts = topic.read().values().stream()
                        .filter(this::isMeant)
                        .sorted(Comparator.comparing(Alert::getOpenedAt).thenComparing(Alert::getId))
                        .toList();
            }
            print(output, alerts, json.isGiven());
            return ExitCode.OK;
        }
    }

    static void print(Output output, List<Alert> alerts, boolean asJson) {
        if (asJson) {
            ObjectNode object = Json.object();
            object.set("alerts", Json.array(alerts, AlertJson::of));
            output.json(object);
            return;
        }
        if (alerts.isEmpty()) {
            output.sentence("No alerts.");
            return;
        }
        output.table(table(alerts));
        alerts.stream()
                .filter(AlertBook::isOpen)
                .filter(alert -> alert.getCommand() != null)
                .map(Alert::getCommand)
                .distinct()
                .forEach(command -> output.sentence("  " + command));
    }

    private static Table table(List<Alert> alerts) {
        Table table = new Table(List.of(
                Table.Column.text("kind"),
                Table.Column.text("status").usually(AlertBook.OPEN),
                Table.Column.text("since"),
                Table.Column.sentence("what")));
        for (Alert alert : alerts) {
            List<String> row = List.of(
                    alert.getKind(), alert.getStatus(), alert.getOpenedAt().toString(), alert.getSummary());
            if (AlertBook.isOpen(alert)) {
                table.add(row);
            } else {
                table.addQuiet(row);
            }
        }
        return table;
    }

    private boolean isMeant(Alert alert) {
        return (all || AlertBook.isOpen(alert))
                && (kind == null || alert.getKind().equals(kind.name()))
                && (account == null || account.equals(alert.getBillingAccountId()))
                && (period == null
                        || alert.getBillingPeriodStart() != null
                                && Periods.means(period, alert.getBillingPeriodStart()));
    }
}
