package io.tributary.local.command.reconcile;

import io.tributary.local.command.cluster.ClusterOptions;
import io.tributary.local.command.cluster.DataDirectory;
import io.tributary.local.command.cluster.KafkaSettings;
import io.tributary.local.command.cluster.LocalCluster;
import io.tributary.local.command.cluster.LocalConfig;
import io.tributary.local.command.console.Amounts;
import io.tributary.local.command.console.Choices;
import io.tributary.local.command.console.ExitCode;
import io.tributary.local.command.console.JsonOption;
import io.tributary.local.command.console.Output;
import io.tributary.local.command.console.Output.Mark;
import io.tributary.local.command.console.OutputOptions;
import io.tributary.local.command.console.Periods;
import io.tributary.local.command.console.Terminal;
import io.tributary.local.command.deliveries.DeliveriesCommand;
import io.tributary.local.command.deliveries.DeliveryWatch;
import io.tributary.local.command.statements.StatementChoice;
import io.tributary.local.reconcile.Cause;
import io.tributary.local.statements.StatementTopic;
import io.tributary.schemas.BilledStatement;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.kafka.common.config.ConfigException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares totals with what was billed. */
@Command(
        name = "reconcile",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Compares the live records with what was billed, by account, period, invoice and currency, and splits each"
                    + " gap into causes that add up to it exactly.",
            "tributary statement keeps what was billed. Exit code 1 says that there is a gap."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tributary reconcile",
            "  tributary reconcile --account 012345678901 --period 2026-10",
            "  tributary reconcile --invoice 1234567890 --rows changed-after-issue --output rows.csv"
        })
public final class ReconcileCommand implements Callable<Integer> {

    /** Causes that live records are not behind. */
    private static final Set<Cause.Kind> WITHOUT_RECORDS = EnumSet.of(Cause.Kind.PARKED, Cause.Kind.NOT_DELIVERED);

    /** How many statements an error names. */
    private static final int NAMED = 5;

    private final Map<String, String> environment;
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Mixin
    private StatementChoice choice;

    @Option(
            names = "--tolerance",
            paramLabel = "SHARE%%",
            description = "Share of a billed amount that is tolerated; the setting reconcile.tolerance by default.")
    private String tolerance;

    @Option(
            names = "--rows",
            paramLabel = "CAUSE",
            description = "Write the records behind a cause to --output, as CSV with all their columns:"
                    + " currency-conversion, other-statement, changed-after-issue, tax, credits, rounding or"
                    + " unexplained; of the last two these are all that were compared.")
    private String rows;

    @Option(names = "--output", paramLabel = "FILE", description = "Where --rows writes.")
    private Path output;

    @Mixin
    private ClusterOptions cluster;

    @Mixin
    private OutputOptions outputOptions;

    @Mixin
    private JsonOption json;

    public ReconcileCommand(Map<String, String> environment, Terminal terminal) {
        this.environment = environment;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        choice.requireValid();
        Output out = outputOptions.output(spec.commandLine().getOut(), terminal);
        Optional<Cause.Kind> cause = cause();
        BigDecimal share = tolerance == null
                ? LocalConfig.from(cluster.settings(environment, Map.of())).tolerance()
                : LocalConfig.share("--tolerance", tolerance);
        DataDirectory data = cluster.data(environment);
        try (LocalCluster started = cluster.start(environment);
                DeliveryWatch watch = DeliveriesCommand.watch(started.settings())) {
            Optional<Reconciling> reconciling = Reconciling.open(
                    started.settings(), data.reconciling(), watch.all(), watch.live(), choice::isMeant, share);
            if (reconciling.isEmpty()) {
                requireNone(new StatementTopic(started.settings(), KafkaSettings.of(started.settings())).read());
                return printNothing(out);
            }
            try (Reconciling opened = reconciling.get()) {
                Reconciling.Result result = opened.result();
                Optional<Long> written =
                        cause.isPresent() ? Optional.of(opened.write(cause.get(), output)) : Optional.empty();
                if (json.isGiven()) {
                    out.json(ReconciledJson.of(exitCode(result), result));
                } else {
                    ReconciledReport.print(out, result);
                    written.ifPresent(
                            records -> out.sentence(Amounts.count(records, "record") + " written to " + output + "."));
                }
                return exitCode(result);
            }
        }
    }

    private static int exitCode(Reconciling.Result result) {
        return result.reconciled().stream().anyMatch(one -> one.outcome().isGap()) ? ExitCode.PROBLEM : ExitCode.OK;
    }

    private int printNothing(Output out) {
        if (json.isGiven()) {
            out.json(ReconciledJson.of(ExitCode.OK, Reconciling.Result.NONE));
        } else {
            out.marked(
                    Mark.NOTE,
                    "no statement of what was billed is known: nothing was reconciled",
                    List.of("tributary statement list", "tributary statement import FILE"));
        }
        return ExitCode.OK;
    }

    /** Refuses options that mean no statement although there are some: a name may be mistyped. */
    private static void requireNone(List<BilledStatement> known) {
        if (!known.isEmpty()) {
            List<String> accounts = known.stream()
                    .map(statement -> statement.getProvider() + " " + statement.getBillingAccountId() + " "
                            + Periods.text(statement.getBillingPeriodStart()))
                    .distinct()
                    .toList();
            int more = accounts.size() - NAMED;
            throw new ConfigException("The options mean no statement of what was billed: expected one of "
                    + String.join(", ", accounts.subList(0, Math.min(NAMED, accounts.size())))
                    + (more > 0 ? " and " + Amounts.count(more) + " more" : "")
                    + "; tributary statement list shows them all");
        }
    }

    private Optional<Cause.Kind> cause() throws IOException {
        if ((rows == null) != (output == null)) {
            throw new ConfigException("--rows and --output belong together: one of them was given");
        }
        if (rows == null) {
            return Optional.empty();
        }
        Cause.Kind cause;
        try {
            cause = Choices.one("--rows", Cause.Kind.class, rows);
        } catch (IllegalArgumentException unknown) {
            throw new ConfigException(unknown.getMessage());
        }
        if (WITHOUT_RECORDS.contains(cause)) {
            String shows = cause == Cause.Kind.PARKED ? "tributary dlq list --letters" : "tributary deliveries list";
            throw new ConfigException("--rows is '" + rows + "', behind which there are no live records: expected"
                    + " another cause; " + shows + " shows what there is");
        }
        if (Files.isDirectory(output)) {
            throw new ConfigException("--output is '" + output + "', a directory: expected a file");
        }
        requireFolder(output.toAbsolutePath().getParent());
        return Optional.of(cause);
    }

    /** Makes the folder, before anything is read. */
    private void requireFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new ConfigException("--output is '" + output + "', whose folder cannot be made: " + e);
        }
        if (!Files.isWritable(Files.exists(output) ? output : folder)) {
            throw new ConfigException("--output is '" + output + "': expected a file that can be written");
        }
    }
}
