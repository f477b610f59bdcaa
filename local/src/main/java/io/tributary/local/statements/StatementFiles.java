package io.tributary.local.statements;

import io.tributary.extractors.source.SourceException;
import io.tributary.schemas.BilledStatement;
import io.tributary.schemas.Keys;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads statements of what was billed from files of any form that is known. */
public final class StatementFiles {

    private static final List<StatementForm> FORMS =
            List.of(new AwsInvoiceSummaries(), new AzureInvoices(), new StatementCsv(), new GcpCostTable());

    private StatementFiles() {}

    /**
     * What was read.
     *
     * @param statements all of them, in order of the files
     * @param notes sentences: the form of each file, and entries that are no statements
     */
    public record Content(List<BilledStatement> statements, List<String> notes) {

        public Content {
            statements = List.copyOf(statements);
            notes = List.copyOf(notes);
        }
    }

    /**
     * Reads files.
     *
     * @param readAt becomes the statements' time of recording
     * @throws SourceException if a file is missing or malformed, or two entries say something of one invoice
     */
    public static Content read(List<Path> paths, Instant readAt) {
        Map<String, ReadStatement> statements = new LinkedHashMap<>();
        List<String> notes = new ArrayList<>();
        for (Path path : paths) {
            StatementFile file = StatementFile.read(path, readAt);
            StatementForm form = form(file, path);
            List<String> left = new ArrayList<>();
            List<ReadStatement> read = form.read(file, left);
            notes.add(path + ": " + form.description() + ", " + count(read.size()));
            left.forEach(note -> notes.add(path + ": " + note));
            read.forEach(one -> add(statements, one));
        }
        return new Content(
                statements.values().stream().map(ReadStatement::statement).toList(), notes);
    }

    private static String count(int statements) {
        return statements == 1 ? "1 statement" : statements + " statements";
    }

    private static void add(Map<String, ReadStatement> statements, ReadStatement read) {
        ReadStatement other = statements.putIfAbsent(key(read.statement()), read);
        if (other != null) {
            BilledStatement statement = read.statement();
            throw new SourceException.Malformed(
                    read.place(),
                    "states "
                            + (statement.getInvoiceId() == null ? "the period" : "invoice " + statement.getInvoiceId())
                            + " of account " + statement.getBillingAccountId() + ", "
                            + statement.getBillingPeriodStart() + ", in " + statement.getCurrency()
                            + ", as " + other.place() + " does: expected it once");
        }
    }

    private static StatementForm form(StatementFile file, Path path) {
        return FORMS.stream()
                .filter(form -> form.isFormOf(file))
                .findFirst()
                .orElseThrow(() -> new SourceException.Malformed(
                        path.toString(),
                        "is of no form that is known: expected "
                                + FORMS.stream().map(StatementForm::description).collect(Collectors.joining(", or "))));
    }

    /** The key of a statement on its topic. */
    public static String key(BilledStatement statement) {
        return Keys.billedStatement(
                statement.getProvider(),
                statement.getBillingAccountId(),
                statement.getBillingPeriodStart(),
                statement.getInvoiceId(),
                statement.getCurrency());
    }
}
