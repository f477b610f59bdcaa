package io.tributary.local.command.dlq;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.local.command.alerts.AlertCheck;
import io.tributary.local.command.cluster.ClusterOptions;
import io.tributary.local.command.cluster.LocalCluster;
import io.tributary.local.command.console.Amounts;
import io.tributary.local.command.console.ExitCode;
import io.tributary.local.command.console.JsonOption;
import io.tributary.local.command.console.Output;
import io.tributary.local.command.console.OutputOptions;
import io.tributary.local.command.console.Terminal;
import io.tributary.local.command.deliveries.AccountPeriod;
import io.tributary.local.command.deliveries.DeliveriesCommand;
import io.tributary.local.command.deliveries.DeliveryWatch;
import io.tributary.local.command.deliveries.Discards;
import io.tributary.local.command.deliveries.LineKeys;
import io.tributary.local.command.deliveries.MendedNow;
import io.tributary.local.command.deliveries.MendedPreview;
import io.tributary.local.command.deliveries.MendedReplay;
import io.tributary.local.command.deliveries.Mends;
import io.tributary.local.command.deliveries.StreamsRun;
import io.tributary.schemas.Delivery;
import io.tributary.schemas.Provider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Has the deliveries of dead letters read once more, with what was mended of them. */
@Command(
        name = "redrive",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Reads rows and pages again that could not be read: with mended rows from a file, or as they were"
                    + " delivered, by today's rules.",
            "The whole delivery is published once more, as another reading of it, in one transaction with all of its"
                    + " account's period: rows that say the same as before change nothing.",
            "A letter that is closed already is named, and changes nothing."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing of the account's period is parked any more, or the application elsewhere was handed everything",
            "1:there are problems left: the summary says which",
            "2:wrong options, or a file or a letter that does not fit; nothing was published"
        })
public final class DlqRedriveCommand implements Callable<Integer> {

    private static final int SENTENCES = 20;

    private final Map<String, String> environment;
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "LETTER", description = "Ids of letters, as `tributary dlq list --letters` shows them.")
    private List<String> ids = List.of();

    @Mixin
    private LetterFilter filter;

    @Option(
            names = "--rows",
            paramLabel = "FILE",
            description =
                    "Mended rows, as `tributary dlq show --export` wrote them: its letters are meant. A row that is"
                            + " as it was delivered is read again as it is.")
    private Path rowsFile;

    @Option(
            names = "--page",
            paramLabel = "FILE",
            description = "The mended content of a whole page, for one letter about a page.")
    private Path pageFile;

    @Option(
            names = "--page-rows",
            paramLabel = "N",
            description =
                    "How many rows the page of --page has, where it has not as many as the page stated when it was"
                            + " delivered.")
    private Integer pageRows;

    @Option(
            names = "--again",
            description = "Mend rows of --rows once more that were mended before, where the file says other than then.")
    private boolean again;

    @Option(
            names = "--other-line",
            description = "Take rows of --rows also where they are of another line of the bill than was delivered.")
    private boolean otherLine;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; it is kept with what was mended.")
    private String reason;

    @Option(
            names = "--dry-run",
            description = "Publish nothing, but say what would change, in records and money by currency.")
    private boolean dryRun;

    @Mixin
    private ClusterOptions cluster;

    @Mixin
    private OutputOptions outputOptions;

    @Mixin
    private JsonOption json;

    public DlqRedriveCommand(Map<String, String> environment, Terminal terminal) {
        this.environment = environment;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        RedrivePlan plan = plan();
        output();
        boolean ownCluster = !cluster.namesCluster(environment);
        try (LocalCluster started = cluster.start(environment);
                DeliveryWatch watch = DeliveriesCommand.watch(started.settings())) {
            Map<String, String> settings = started.settings();
            MendedReplay replay = new MendedReplay(settings);
            if (!dryRun) {
                // What a command left behind that was killed must be ended, or taken, before anything is decided.
                Set<String> providers = providers(watch);
                replay.endLeftovers(providers);
                if (ownCluster) {
                    StreamsRun.untilTaken(settings, watch, providers);
                }
                watch.pollAll();
            }
            plan.make(
                    new Letters(settings, watch, Discards.read(settings))::forEach,
                    new LineKeys(settings),
                    new MendedNow(settings)::of);
            plan.notes().stream().limit(SENTENCES).forEach(line());
            // All of it is looked at before anything is published.
            Map<AccountPeriod, Integer> records = new HashMap<>();
            plan.deliveries().forEach((accountPeriod, mends) -> records.put(accountPeriod, replay.check(mends)));
            plan.replacedPages().forEach(line());
            if (dryRun) {
                preview(plan, replay, watch);
                return ExitCode.OK;
            }
            Redriven redriven = publish(plan, records, replay, watch);
            Optional<RedriveOutcome> outcome = ownCluster
                    ? Optional.of(redriven.settle(settings, cluster.data(environment), plan))
                    : Optional.empty();
            print(plan, redriven, outcome);
            if (ownCluster) {
                AlertCheck.of(settings, watch).evaluate().forEach(line());
            }
            return outcome.map(RedriveOutcome::exitCode).orElse(ExitCode.OK);
        }
    }

    private RedrivePlan plan() throws IOException {
        if (rowsFile != null && pageFile != null) {
            throw new ConfigException("--rows and --page exclude each other");
        }
        if (pageFile != null && ids.size() != 1) {
            throw new ConfigException("--page is the content of one page: expected the id of one letter");
        }
        if (pageRows != null && pageFile == null) {
            throw new ConfigException("--page-rows is about the content of a page: expected --page with it");
        }
        if (rowsFile != null) {
            OptionFiles.requireReadable("--rows", rowsFile);
        }
        if (pageFile != null) {
            OptionFiles.requireReadable("--page", pageFile);
        }
        Optional<RowsFile> rows = rowsFile == null ? Optional.empty() : Optional.of(RowsFile.read(rowsFile));
        Optional<byte[]> page = pageFile == null ? Optional.empty() : Optional.of(Files.readAllBytes(pageFile));
        ChosenLetters chosen = rows.isPresent() ? ChosenLetters.any(ids, filter) : ChosenLetters.some(ids, filter);
        OptionalInt rowsOfPage = pageRows == null ? OptionalInt.empty() : OptionalInt.of(pageRows);
        Instant now = InstantSource.system().instant().truncatedTo(ChronoUnit.MILLIS);
        return new RedrivePlan(
                chosen,
                rows,
                page,
                rowsOfPage,
                new RedrivePlan.Allowed(again, otherLine),
                reason == null ? "" : reason,
                now);
    }

    private static Set<String> providers(DeliveryWatch watch) {
        Set<String> providers =
                Provider.builtIn().stream().map(Provider::name).collect(Collectors.toCollection(TreeSet::new));
        watch.all().forEach(delivery -> providers.add(delivery.getProvider()));
        return providers;
    }

    private void preview(RedrivePlan plan, MendedReplay replay, DeliveryWatch watch) {
        List<MendedPreview> previews = new ArrayList<>();
        for (Map<Delivery, Mends> ofAccount : plan.deliveries().values()) {
            previews.addAll(replay.preview(ofAccount, watch));
        }
        if (json.isGiven()) {
            output().json(MendedPreview.json(previews));
        } else {
            previews.forEach(preview -> preview.print(output()));
            if (!plan.changes().isEmpty()) {
                output().sentence(changes(plan));
            }
            if (previews.isEmpty()) {
                output().sentence("Nothing would be published.");
            }
        }
    }

    private Redriven publish(
            RedrivePlan plan, Map<AccountPeriod, Integer> records, MendedReplay replay, DeliveryWatch watch) {
        Redriven redriven = new Redriven(watch);
        plan.deliveries().forEach((accountPeriod, mends) -> {
            redriven.add(mends, replay.publish(mends, records.get(accountPeriod)));
            line().accept(sentence(accountPeriod, mends));
        });
        return redriven;
    }

    private static String sentence(AccountPeriod accountPeriod, Map<Delivery, Mends> mends) {
        long mended = mends.values().stream().mapToLong(Mends::rows).sum();
        return "Account " + accountPeriod + ": "
                + (mends.size() == 1
                        ? "delivery " + mends.keySet().iterator().next().getDeliveryId() + " was"
                        : Amounts.count(mends.size(), "delivery", "deliveries") + " were")
                + " published once more" + (mended > 0 ? ", with " + Amounts.count(mended, "mended row") : "") + ".";
    }

    private void print(RedrivePlan plan, Redriven redriven, Optional<RedriveOutcome> outcome) {
        if (json.isGiven()) {
            ObjectNode object = redriven.json(outcome.isPresent());
            object.put("letters", plan.letters())
                    .put("lettersMendedAgain", plan.mendedAgain())
                    .put("lettersClosed", plan.closed());
            RedriveOutcome.into(object, outcome);
            output().json(object);
            return;
        }
        if (!plan.changes().isEmpty()) {
            output().sentence(changes(plan));
        }
        if (redriven.isEmpty()) {
            output().sentence("Nothing was published.");
        }
        outcome.ifPresentOrElse(
                known -> known.print(output()),
                () -> output().sentence("The streams application decides what comes of it: see tributary dlq list."));
    }

    /** Which columns a person changed: an editor may have changed others than was meant. */
    private static String changes(RedrivePlan plan) {
        return "Mended columns: "
                + plan.changes().entrySet().stream()
                        .limit(SENTENCES)
                        .map(change -> change.getKey() + " of " + Amounts.count(change.getValue(), "row"))
                        .collect(Collectors.joining(", "))
                + ".";
    }

    private Output output() {
        return outputOptions.output(spec.commandLine().getOut(), terminal);
    }

    /** Where sentences go: with {@code --json} standard output has the object alone. */
    private Consumer<String> line() {
        return json.isGiven() ? spec.commandLine().getErr()::println : output()::sentence;
    }
}
