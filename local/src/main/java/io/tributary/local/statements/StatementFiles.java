package io.tributary.local.statements;

import io.tributary.extractors.source.SourceException;
import io.tributary.schemas.BilledStatement;
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
     * @param voids invoices that are void; none of them has a statement here
     * @param notes sentences: the form of each file, and entries that are no statements
     */
    public record Content(List<BilledStatement> statements, List<VoidInvoice> voids, List<String> notes) {

        public Content {
            statements = List.copyOf(statements);
            voids = List.copyOf(voids);
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
        List<VoidInvoice> voids = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (Path path : paths) {
            StatementFile file = StatementFile.read(path, readAt);
            StatementForm form = form(file, path);
            FormContent content = form.read(file);
            notes.add(path + ": " + form.description() + ", "
                    + count(content.statements().size()));
            content.notes().forEach(note -> notes.add(path + ": " + note));
            content.statements().forEach(one -> add(statements, one));
            voids.addAll(content.voids());
        }
        statements.values().forEach(read -> requireNotVoid(read, voids));
        return new Content(
                statements.values().stream().map(ReadStatement::statement).toList(), voids, notes);
    }

    private static String count(int statements) {
        return statements == 1 ? "1 statement" : statements + " statements";
    }

    private static void add(Map<String, ReadStatement> statements, ReadStatement read) {
        ReadStatement other = statements.putIfAbsent(StatementKeys.of(read.statement()), read);
        if (other != null) {
            throw statesTwice(read, other.place() + " does: expected it once");
        }
    }

    private static void requireNotVoid(ReadStatement read, List<VoidInvoice> voids) {
        voids.stream().filter(one -> one.isOf(read.statement())).findFirst().ifPresent(one -> {
            throw statesTwice(read, one.place() + " does, where " + one.reason() + ": expected one of them");
        });
    }

    private static SourceException.Malformed statesTwice(ReadStatement read, String other) {
        BilledStatement statement = read.statement();
        return new SourceException.Malformed(
                read.place(),
                "states "
                        + (statement.getInvoiceId() == null ? "the period" : "invoice " + statement.getInvoiceId())
                        + " of account " + statement.getBillingAccountId() + ", "
                        + statement.getBillingPeriodStart() + ", in " + statement.getCurrency() + ", as " + other);
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
}
