package io.tributary.local.command.statements;

import io.tributary.local.command.cluster.ClusterOptions;
import io.tributary.local.command.cluster.LocalCluster;
import io.tributary.local.command.console.ExitCode;
import io.tributary.local.command.console.Output;
import io.tributary.local.command.console.OutputOptions;
import io.tributary.local.command.console.Terminal;
import io.tributary.local.statements.StatementTopic;
import io.tributary.schemas.BilledStatement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.common.config.ConfigException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Removes a statement. */
@Command(
        name = "remove",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Removes a statement, which the options must tell from all others: --whole-period one of a period from"
                        + " those of its invoices. An account that is written just so is meant before others. Its topic"
                        + " keeps that it was removed.",
        footerHeading = "%nExample:%n",
        footer = "  tributary statement remove --account 012345678901 --period 2026-10 --invoice 1234567890")
public final class StatementRemoveCommand implements Callable<Integer> {

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

    public StatementRemoveCommand(Map<String, String> environment, Terminal terminal) {
        this.environment = environment;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        choice.requireValid();
        Output output = outputOptions.output(spec.commandLine().getOut(), terminal);
        try (LocalCluster started = cluster.start(environment)) {
            StatementTopic topic = StatementCommand.topic(started.settings());
            List<BilledStatement> known = topic.read();
            List<BilledStatement> meant = choice.of(known);
            if (meant.size() != 1) {
                throw new ConfigException("The options mean " + meant.size() + " statements, expected one of "
                        + (meant.isEmpty() ? known : meant)
                                .stream().map(StatementTable::name).toList());
            }
            topic.remove(meant.get(0));
            output.table(StatementTable.of(meant));
            output.sentence("The statement was removed.");
            return ExitCode.OK;
        }
    }
}
