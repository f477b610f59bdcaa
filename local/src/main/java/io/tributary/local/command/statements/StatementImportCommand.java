package io.tributary.local.command.statements;

import io.tributary.local.command.cluster.ClusterOptions;
import io.tributary.local.command.cluster.LocalCluster;
import io.tributary.local.command.console.Amounts;
import io.tributary.local.command.console.ExitCode;
import io.tributary.local.command.console.Output;
import io.tributary.local.command.console.OutputOptions;
import io.tributary.local.command.console.Terminal;
import io.tributary.local.statements.StatementFiles;
import io.tributary.local.statements.StatementTopic;
import io.tributary.local.statements.VoidInvoice;
import io.tributary.schemas.BilledStatement;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Imports statements from files. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Imports what was billed from files, whose form is told by their content:",
            "CSV with the columns provider, account, period, currency and amount, and any of invoice, tax, credits,"
                    + " converted_from, exchange_rate, issuer and issued;",
            "JSON of aws invoicing list-invoice-summaries;",
            "JSON of az billing invoice list, or of Microsoft.Billing's invoices;",
            "the CSV of a cost table of Google Cloud's console.",
            "A statement of an invoice that a list of Azure says is void is taken back.",
            "All statements of all files are imported, or none: if one cannot be read, the message names its file,"
                    + " line, column and value."
        },
        footerHeading = "%nExample:%n",
        footer = "  tributary statement import invoices.csv cost-table-2026-10.csv")
public final class StatementImportCommand implements Callable<Integer> {

    private final Map<String, String> environment;
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files of statements.")
    private List<Path> files;

    @Mixin
    private ClusterOptions cluster;

    @Mixin
    private OutputOptions outputOptions;

    public StatementImportCommand(Map<String, String> environment, Terminal terminal) {
        this.environment = environment;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        Output output = outputOptions.output(spec.commandLine().getOut(), terminal);
        StatementFiles.Content content =
                StatementFiles.read(files, InstantSource.system().instant().truncatedTo(ChronoUnit.MILLIS));
        List<String> takenBack = new ArrayList<>();
        if (!content.statements().isEmpty() || !content.voids().isEmpty()) {
            try (LocalCluster started = cluster.start(environment)) {
                takenBack.addAll(change(StatementCommand.topic(started.settings()), content));
            }
        }
        content.notes().forEach(output::sentence);
        takenBack.forEach(output::sentence);
        output.table(StatementTable.of(content.statements()));
        output.sentence(Amounts.count(content.statements().size(), "statement") + " imported.");
        return ExitCode.OK;
    }

    /** Publishes what was read, and says what becomes of statements of invoices that are void. */
    private static List<String> change(StatementTopic topic, StatementFiles.Content content) {
        List<String> sentences = new ArrayList<>();
        List<BilledStatement> takenBack = topic.change(
                content.statements(), statement -> content.voids().stream().anyMatch(one -> one.isOf(statement)));
        for (BilledStatement statement : takenBack) {
            VoidInvoice invoice = content.voids().stream()
                    .filter(one -> one.isOf(statement))
                    .findFirst()
                    .orElseThrow();
            sentences.add("The statement of " + StatementTable.name(statement) + " was taken back: " + invoice.reason()
                    + ".");
        }
        for (BilledStatement statement : topic.read()) {
            if (content.voids().stream().anyMatch(one -> one.hasNumberOf(statement))) {
                sentences.add("The statement of " + StatementTable.name(statement)
                        + " still stands, since the invoice of that number that is void is of another account."
                        + " To remove it: tributary statement remove " + StatementTable.options(statement));
            }
        }
        return sentences;
    }
}
