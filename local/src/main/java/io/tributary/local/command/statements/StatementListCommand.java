package io.tributary.local.command.statements;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.local.command.cluster.ClusterOptions;
import io.tributary.local.command.cluster.LocalCluster;
import io.tributary.local.command.console.ExitCode;
import io.tributary.local.command.console.Json;
import io.tributary.local.command.console.JsonOption;
import io.tributary.local.command.console.Output;
import io.tributary.local.command.console.OutputOptions;
import io.tributary.local.command.console.Terminal;
import io.tributary.schemas.BilledStatement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists statements. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Lists what accounts were billed, with where each statement is from.",
        footerHeading = "%nExample:%n",
        footer = "  tributary statement list --account 012345678901 --period 2026-10")
public final class StatementListCommand implements Callable<Integer> {

    private final Map<String, String> environment;
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Mixin
    private StatementChoice choice;

    @Mixin
    private ClusterOptions cluster;

    @Mixin
    private OutputOptions outputOptions;

    @Mixin
    private JsonOption json;

    public StatementListCommand(Map<String, String> environment, Terminal terminal) {
        this.environment = environment;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        choice.requireValid();
        Output output = outputOptions.output(spec.commandLine().getOut(), terminal);
        try (LocalCluster started = cluster.start(environment)) {
            List<BilledStatement> statements = StatementCommand.topic(started.settings()).read().stream()
                    .filter(choice::isMeant)
                    .toList();
            if (json.isGiven()) {
                ObjectNode object = Json.object();
                object.set("statements", Json.array(statements, StatementJson::of));
                output.json(object);
            } else {
                output.table(StatementTable.of(statements));
            }
            return ExitCode.OK;
        }
    }
}
