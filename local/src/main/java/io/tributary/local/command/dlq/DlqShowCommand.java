package io.tributary.local.command.dlq;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.local.command.cluster.ClusterOptions;
import io.tributary.local.command.cluster.LocalCluster;
import io.tributary.local.command.console.Amounts;
import io.tributary.local.command.console.ExitCode;
import io.tributary.local.command.console.Json;
import io.tributary.local.command.console.JsonOption;
import io.tributary.local.command.console.Output;
import io.tributary.local.command.console.OutputOptions;
import io.tributary.local.command.console.Terminal;
import io.tributary.local.command.deliveries.DeliveriesCommand;
import io.tributary.local.command.deliveries.DeliveryWatch;
import io.tributary.local.command.deliveries.Discards;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows dead letters with their rows, or writes these to a file to be mended. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Shows dead letters: the row by its columns, what is wrong with it, where it came from, and what it parks.",
            "With --export, writes the rows of open letters to a CSV file, which is handed in again with"
                    + " `tributary dlq redrive --rows` once it is mended."
        })
public final class DlqShowCommand implements Callable<Integer> {

    private final Map<String, String> environment;
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "LETTER", description = "Ids of letters, as `tributary dlq list --letters` shows them.")
    private List<String> ids = List.of();

    @Mixin
    private LetterFilter filter;

    @Option(names = "--all", description = "Also those that are closed or discarded; ids need no such word.")
    private boolean all;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "Show this many letters at most; 20 by default. An export has all of them.")
    private int limit;

    @Option(
            names = "--export",
            paramLabel = "FILE",
            description = {
                "Write the rows of open letters to this file: the letter's id in x_letter, then the row's own columns;",
                "of JSON, x_letter and the row's text in x_row. Of one letter about a whole page: the page's content."
            })
    private Path export;

    @Mixin
    private ClusterOptions cluster;

    @Mixin
    private OutputOptions outputOptions;

    @Mixin
    private JsonOption json;

    public DlqShowCommand(Map<String, String> environment, Terminal terminal) {
        this.environment = environment;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        if (limit < 1) {
            throw new ConfigException("--limit is " + limit + ", expected at least 1");
        }
        ChosenLetters chosen = ChosenLetters.some(ids, filter);
        if (export != null) {
            OptionFiles.requireWritable("--export", export);
        }
        Output output = outputOptions.output(spec.commandLine().getOut(), terminal);
        try (LocalCluster started = cluster.start(environment);
                DeliveryWatch watch = DeliveriesCommand.watch(started.settings())) {
            Letters letters = new Letters(started.settings(), watch, Discards.read(started.settings()));
            if (export != null) {
                export(chosen, letters, output, started.settings());
            } else {
                show(chosen, letters, output, started.settings());
            }
            return ExitCode.OK;
        }
    }

    private void export(ChosenLetters chosen, Letters letters, Output output, Map<String, String> settings)
            throws IOException {
        RowsExport rows = new RowsExport(letters, chosen, settings);
        String written = rows.write(export);
        if (json.isGiven()) {
            output.json(Json.object()
                    .put("file", export.toString())
                    .put("letters", rows.exported())
                    .put("framing", rows.framing()));
        } else {
            output.sentence(written);
        }
    }

    private void show(ChosenLetters chosen, Letters letters, Output output, Map<String, String> settings) {
        List<ShownLetter> shown = new ArrayList<>();
        long[] meant = {0};
        OpenLetters open = new OpenLetters();
        letters.forEach(letter -> {
            open.add(letter);
            if (chosen.isMeant(letter) && (all || letter.state().isOpen() || chosen.isNamed(letter))) {
                meant[0]++;
                if (shown.size() < limit) {
                    shown.add(new ShownLetter(letter, settings));
                }
            }
        });
        chosen.requireAllFound();
        chosen.requireAnyFound(open);
        Set<String> lineKeys = shown.stream()
                .map(ShownLetter::lineKey)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
        LastGoodValues values = LastGoodValues.read(settings, lineKeys);
        if (json.isGiven()) {
            ObjectNode object = Json.object().put("meant", meant[0]);
            object.set("letters", Json.array(shown, letter -> letter.json(values)));
            output.json(object);
            return;
        }
        shown.forEach(letter -> letter.print(output, values));
        if (meant[0] == 0) {
            output.sentence("No dead letter of these is open; --all shows those that are closed.");
        } else if (meant[0] > shown.size()) {
            output.sentence("and " + Amounts.count(meant[0] - shown.size()) + " more; --limit shows more of them");
        }
    }
}
