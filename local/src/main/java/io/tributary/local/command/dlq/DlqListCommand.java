package io.tributary.local.command.dlq;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.local.command.cluster.ClusterOptions;
import io.tributary.local.command.cluster.LocalCluster;
import io.tributary.local.command.console.ExitCode;
import io.tributary.local.command.console.JsonOption;
import io.tributary.local.command.console.Output;
import io.tributary.local.command.console.OutputOptions;
import io.tributary.local.command.console.Table;
import io.tributary.local.command.console.Terminal;
import io.tributary.local.command.deliveries.DeliveriesCommand;
import io.tributary.local.command.deliveries.DeliveryWatch;
import io.tributary.local.command.deliveries.Discards;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists dead letters, and what is parked by them now. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Lists the dead letters that are open, by what is wrong with them, and what is parked by them now.",
            "A letter is closed where its delivery was read once more, or another delivery took its place."
        })
public final class DlqListCommand implements Callable<Integer> {

    private final Map<String, String> environment;
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Mixin
    private LetterFilter filter;

    @Option(names = "--letters", description = "List every letter in a line of its own, with its id.")
    private boolean letters;

    @Option(names = "--all", description = "List also those that are closed or discarded, and what closed them.")
    private boolean all;

    @Mixin
    private ClusterOptions cluster;

    @Mixin
    private OutputOptions outputOptions;

    @Mixin
    private JsonOption json;

    public DlqListCommand(Map<String, String> environment, Terminal terminal) {
        this.environment = environment;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        filter.requireValid();
        Output output = outputOptions.output(spec.commandLine().getOut(), terminal);
        try (LocalCluster started = cluster.start(environment);
                DeliveryWatch watch = DeliveriesCommand.watch(started.settings())) {
            LetterSums sums = new LetterSums();
            Table lines = LetterLines.table();
            ObjectNode object = sums.json();
            ArrayNode listed = object.arrayNode();
            new Letters(started.settings(), watch, Discards.read(started.settings())).forEach(letter -> {
                if (filter.isMeant(letter) && (all || isNotClosed(letter))) {
                    sums.add(letter);
                    if (letters && (all || letter.state().isOpen())) {
                        if (json.isGiven()) {
                            listed.add(LetterLines.json(letter));
                        } else {
                            LetterLines.add(lines, letter);
                        }
                    }
                }
            });
            if (json.isGiven()) {
                output.json(sums.json().set("letters", listed));
            } else {
                print(output, sums, lines);
            }
            return ExitCode.OK;
        }
    }

    /** What is discarded is still missing. */
    private static boolean isNotClosed(Letter letter) {
        return letter.state().isOpen() || letter.state().kind() == LetterState.Kind.DISCARDED;
    }

    private void print(Output output, LetterSums sums, Table lines) {
        if (sums.isNothingOpen()) {
            output.sentence("No dead letter is open: nothing is parked.");
        } else {
            output.sentence("Parked now");
            output.table(sums.parked());
        }
        sums.discarded().forEach(output::sentence);
        if (letters) {
            output.sentence("");
            output.table(lines);
        } else if (all || !sums.isNothingOpen()) {
            output.sentence("");
            output.sentence("Dead letters");
            output.table(sums.groups());
        }
    }
}
