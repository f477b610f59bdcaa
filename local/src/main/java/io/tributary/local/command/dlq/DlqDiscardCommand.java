package io.tributary.local.command.dlq;

import io.tributary.local.command.alerts.AlertCheck;
import io.tributary.local.command.cluster.ClusterOptions;
import io.tributary.local.command.cluster.LocalCluster;
import io.tributary.local.command.console.ExitCode;
import io.tributary.local.command.console.Json;
import io.tributary.local.command.console.JsonOption;
import io.tributary.local.command.console.Output;
import io.tributary.local.command.console.OutputOptions;
import io.tributary.local.command.console.Terminal;
import io.tributary.local.command.deliveries.DeliveriesCommand;
import io.tributary.local.command.deliveries.DeliveryWatch;
import io.tributary.local.command.deliveries.Discards;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.kafka.common.config.ConfigException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Has a person decide that nothing is to be done about dead letters. */
@Command(
        name = "discard",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Decides that nothing is to be done about open dead letters. Their money stays out of the total, and is"
                    + " still said; a row that says the same in a later delivery stays discarded.",
            "It stays on the topic, so that --undo can take it back."
        })
public final class DlqDiscardCommand implements Callable<Integer> {

    private final Map<String, String> environment;
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "LETTER", description = "Ids of letters, as `tributary dlq list --letters` shows them.")
    private List<String> ids = List.of();

    @Mixin
    private LetterFilter filter;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; it is kept with the decision.")
    private String reason;

    @Option(names = "--undo", description = "Take the decision back: discarded letters are open again.")
    private boolean undo;

    @Mixin
    private ClusterOptions cluster;

    @Mixin
    private OutputOptions outputOptions;

    @Mixin
    private JsonOption json;

    public DlqDiscardCommand(Map<String, String> environment, Terminal terminal) {
        this.environment = environment;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        if (!undo && (reason == null || reason.isBlank())) {
            throw new ConfigException("Expected --reason: it is kept with the decision");
        }
        ChosenLetters chosen = ChosenLetters.some(ids, filter);
        Output output = outputOptions.output(spec.commandLine().getOut(), terminal);
        try (LocalCluster started = cluster.start(environment);
                DeliveryWatch watch = DeliveriesCommand.watch(started.settings())) {
            Decided decided = decide(chosen, watch, started.settings());
            if (json.isGiven()) {
                var object = Json.object().put("undone", undo);
                decided.all().into(object);
                object.put("rowsNotNamed", decided.same().rows());
                output.json(object);
            } else if (decided.all().isEmpty()) {
                output.sentence("None of these dead letters is " + (undo ? "discarded" : "open") + ".");
            } else {
                output.sentence((undo ? "open again: " : "discarded: ") + decided.text() + ".");
            }
            AlertCheck.of(started.settings(), watch)
                    .evaluate()
                    .forEach(json.isGiven() ? spec.commandLine().getErr()::println : output::sentence);
            return ExitCode.OK;
        }
    }

    /** What was decided, and how much of it a person did not name: rows that say the same share a decision. */
    private record Decided(ParkedSums all, ParkedSums same) {

        /** {@code 2 rows, parked 4.00 USD; 1 row of them says the same as another}. */
        private String text() {
            return all.count() + ", parked " + all.money()
                    + (same.isEmpty()
                            ? ""
                            : "; of these " + same.count()
                                    + (same.rows() == 1 ? " was not named, and says" : " were not named, and say")
                                    + " the same as one that was");
        }
    }

    /** Ids are looked for before anything is decided. */
    private Decided decide(ChosenLetters chosen, DeliveryWatch watch, Map<String, String> settings) {
        Instant now = InstantSource.system().instant().truncatedTo(ChronoUnit.MILLIS);
        Discards discards = Discards.read(settings);
        Letters letters = new Letters(settings, watch, discards);
        LetterState.Kind expected = undo ? LetterState.Kind.DISCARDED : LetterState.Kind.OPEN;
        OpenLetters open = new OpenLetters();
        Set<String> keys = new HashSet<>();
        letters.forEach(letter -> {
            open.add(letter);
            if (chosen.isMeant(letter) && letter.state().kind() == expected) {
                keys.add(discards.key(letter.content(), letter.delivery()));
            }
        });
        chosen.requireAllFound();
        chosen.requireAnyFound(open);
        Decided decided = new Decided(new ParkedSums(), new ParkedSums());
        if (keys.isEmpty()) {
            return decided;
        }
        try (Discards.Writer writer = discards.writer()) {
            letters.forEach(letter -> {
                if (letter.state().kind() == expected
                        && keys.contains(discards.key(letter.content(), letter.delivery()))) {
                    decided.all().add(letter);
                    if (!chosen.isMeant(letter)) {
                        decided.same().add(letter);
                    } else if (undo) {
                        writer.undo(letter.content(), letter.delivery());
                    } else {
                        writer.discard(letter.content(), letter.delivery(), reason, now);
                    }
                }
            });
            writer.flush();
        }
        return decided;
    }
}
