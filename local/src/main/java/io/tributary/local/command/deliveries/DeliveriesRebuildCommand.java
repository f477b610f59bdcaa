package io.tributary.local.command.deliveries;

import io.tributary.local.command.cluster.ClusterOptions;
import io.tributary.local.command.cluster.LocalCluster;
import io.tributary.local.command.console.ExitCode;
import io.tributary.local.command.console.JsonOption;
import io.tributary.local.command.console.Output;
import io.tributary.local.command.console.OutputOptions;
import io.tributary.local.command.console.Periods;
import io.tributary.local.command.console.StalledException;
import io.tributary.local.command.console.Terminal;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.apache.kafka.common.config.ConfigException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Hands the streams application what is published of accounts' periods, so that it knows them again. */
@Command(
        name = "rebuild",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Has accounts' periods known again: reads what is published of them from billing.costs and billing.ledger,"
                    + " hands it to the streams application, and publishes the raw pages of their newest deliveries"
                    + " once more, so that these are taken.",
            "For deliveries that are FORGOTTEN, and where the application's state was lost."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tributary deliveries rebuild --account 012345678901 --period 2026-10",
            "  tributary deliveries rebuild --all                  whatever is FORGOTTEN",
            "  tributary deliveries rebuild --all --lost           everything, after the state was lost"
        })
public final class DeliveriesRebuildCommand implements Callable<Integer> {

    /** Deliveries are told one by one up to this number. */
    private static final int SENTENCES = 20;

    private final Map<String, String> environment;
    private final Terminal terminal;
    private final Afterwards afterwards;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--account",
            paramLabel = "ID",
            description = "The billing account; for Azure the billing scope. With --period.")
    private String account;

    @Option(
            names = "--period",
            paramLabel = "YYYY-MM",
            description = "The billing period: its month, or its first day where several begin in one month.")
    private String period;

    @Option(names = "--all", description = "Every account's period that is FORGOTTEN.")
    private boolean all;

    @Option(
            names = "--lost",
            description = "With --all: every account's period that has published records, since the application's state"
                    + " was lost.")
    private boolean lost;

    @Option(names = "--no-replay", description = "Do not publish the raw pages of the newest deliveries once more.")
    private boolean noReplay;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            description = "Why; it is kept with the instruction.",
            defaultValue = "rebuilt by tributary deliveries rebuild",
            showDefaultValue = Visibility.NEVER)
    private String reason;

    @Mixin
    private ClusterOptions cluster;

    @Mixin
    private OutputOptions outputOptions;

    @Mixin
    private JsonOption json;

    /** @param afterwards done on a cluster of its own, once what was rebuilt is settled */
    public DeliveriesRebuildCommand(Map<String, String> environment, Terminal terminal, Afterwards afterwards) {
        this.environment = environment;
        this.terminal = terminal;
        this.afterwards = afterwards;
    }

    @Override
    public Integer call() throws Exception {
        requireOptions();
        output();
        boolean ownCluster = !cluster.namesCluster(environment);
        try (LocalCluster started = cluster.start(environment);
                DeliveryWatch watch = DeliveriesCommand.watch(started.settings())) {
            Statements statements = new Statements(started.settings());
            List<Statement> meant = meant(watch, statements);
            if (meant.isEmpty()) {
                line().accept(
                                all && !lost
                                        ? "No account's period is FORGOTTEN: there is nothing to rebuild."
                                        : "No delivery was taken or has begun: there is nothing to rebuild.");
            }
            // The application ignores an instruction that is not newer than the last one, and knows milliseconds.
            Instant now = InstantSource.system().instant().truncatedTo(ChronoUnit.MILLIS);
            Rebuilding rebuilding = new Rebuilding(
                    started.settings(),
                    new RecordOwners(statements, watch.all()),
                    statements.byName(watch.all()),
                    reason,
                    now,
                    line());
            List<Rebuilt> rebuilt = rebuild(rebuilding, meant);
            List<Replayed> replayed = noReplay ? List.of() : rebuilding.replay(rebuilt);
            List<String> refused =
                    ownCluster && !rebuilt.isEmpty() ? settle(rebuilding, rebuilt, replayed, watch) : List.of();
            print(rebuilt, rebuilding, replayed, refused, ownCluster, watch);
            if (ownCluster && !rebuilt.isEmpty()) {
                watch.pollAll();
                afterwards.apply(started.settings(), watch).forEach(line());
            }
            rebuilding.requireReplayed();
            return refused.isEmpty() ? ExitCode.OK : ExitCode.PROBLEM;
        }
    }

    private void requireOptions() {
        if (all == (account != null || period != null)) {
            throw new ConfigException("Expected either --account and --period, or --all");
        }
        if (!all && (account == null || period == null)) {
            throw new ConfigException("--account and --period belong together: expected both");
        }
        if (lost && !all) {
            throw new ConfigException("--lost belongs to --all: an account's period that is named is rebuilt anyhow");
        }
        if (period != null) {
            Periods.requireMonthOrDay("--period", period);
        }
    }

    /** The statements to rebuild, those of an account's period after each other. */
    private List<Statement> meant(DeliveryWatch watch, Statements statements) {
        if (!all) {
            AccountPeriod accountPeriod = AccountPeriod.meant(account, period, watch.all());
            return statements.begun(watch.all().stream()
                    .filter(delivery -> AccountPeriod.of(delivery).equals(accountPeriod))
                    .toList());
        }
        return statements.begun(watch.all()).stream()
                .filter(statement -> lost || statement.isForgotten())
                .sorted(Comparator.comparing(statement -> AccountPeriod.of(statement.standing()), AccountPeriod.ORDER))
                .toList();
    }

    private List<Rebuilt> rebuild(Rebuilding rebuilding, List<Statement> meant) throws IOException {
        List<Rebuilt> rebuilt =
                rebuilding.rebuild(meant, lost, cluster.data(environment).scratch());
        rebuilding.notes().forEach(line());
        return rebuilt;
    }

    private List<String> settle(
            Rebuilding rebuilding, List<Rebuilt> rebuilt, List<Replayed> replayed, DeliveryWatch watch) {
        if (!rebuilding.settle(replayed, watch)) {
            throw new StalledException(
                    "The streams application has made no progress with what was rebuilt for a minute;"
                            + " the next run continues it");
        }
        if (replayed.size() > SENTENCES) {
            line().accept(Replayed.outcome(replayed, watch));
        } else {
            replayed.forEach(one -> line().accept(one.outcome(watch)));
        }
        List<String> refused = rebuilding.refusals(rebuilt);
        refused.forEach(message -> line().accept("A part of the rebuild was refused: " + message));
        return refused;
    }

    private void print(
            List<Rebuilt> rebuilt,
            Rebuilding rebuilding,
            List<Replayed> replayed,
            List<String> refused,
            boolean isAwaited,
            DeliveryWatch watch) {
        if (!json.isGiven()) {
            output().table(DeliveriesCommand.table(watch));
            return;
        }
        List<String> notes = new ArrayList<>(rebuilding.notes());
        rebuilding.lacks().ifPresent(notes::add);
        notes.addAll(refused);
        output().json(ReplayJson.rebuilt(
                rebuilt.stream().map(Rebuilt::json).toList(),
                replayed.stream().map(one -> one.json(isAwaited, watch)).toList(),
                notes));
    }

    private Output output() {
        return outputOptions.output(spec.commandLine().getOut(), terminal);
    }

    /** Where sentences go: with {@code --json} standard output has the object alone. */
    private Consumer<String> line() {
        return json.isGiven() ? spec.commandLine().getErr()::println : output()::sentence;
    }
}
