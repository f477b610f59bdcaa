package io.tributary.local.command.reconcile;

import static io.tributary.local.command.console.Table.Column.id;
import static io.tributary.local.command.console.Table.Column.number;
import static io.tributary.local.command.console.Table.Column.text;

import io.tributary.local.command.console.Amounts;
import io.tributary.local.command.console.Output;
import io.tributary.local.command.console.Output.Mark;
import io.tributary.local.command.console.Periods;
import io.tributary.local.command.console.Table;
import io.tributary.local.reconcile.Cause;
import io.tributary.local.reconcile.Finding;
import io.tributary.local.reconcile.Reconciliation;
import java.util.ArrayList;
import java.util.List;

/** Prints what was reconciled. */
public final class ReconciledReport {

    private static final String NONE = "-";

    private ReconciledReport() {}

    /** Prints all of it: a table, and of each gap its causes and what helps. */
    static void print(Output out, Reconciling.Result result) {
        out.table(table(result));
        out.sentence("");
        for (Reconciled one : result.reconciled()) {
            if (one.outcome().isGap()) {
                out.marked(Mark.PROBLEM, sentence(one) + ":", lines(one));
            } else if (!lines(one).isEmpty()) {
                out.marked(Mark.NOTE, sentence(one) + ":", lines(one));
            }
        }
        if (result.reconciled().stream().noneMatch(one -> one.outcome().isGap())) {
            boolean isTolerated = result.reconciled().stream().anyMatch(Reconciled::isTolerated);
            out.marked(Mark.OK, isTolerated ? "no gap beyond the tolerance" : "no gap", List.of());
        }
        out.flush();
    }

    /** A line for each comparison, and for what no statement is of. */
    public static Table table(Reconciling.Result result) {
        Table table = new Table(List.of(
                text("provider"),
                id("account"),
                text("period"),
                id("invoice"),
                text("currency"),
                number("billed"),
                number("feed"),
                number("gap"),
                text("state")));
        for (Reconciled one : result.reconciled()) {
            table.add(List.of(
                    one.provider(),
                    one.account(),
                    Periods.text(one.period()),
                    one.invoices().isEmpty() ? "whole period" : String.join(", ", one.invoices()),
                    one.currency(),
                    Amounts.exact(one.billed()),
                    Amounts.exact(one.feed().total()),
                    Amounts.exact(one.outcome().gap()),
                    one.outcome().state()));
        }
        for (WithoutStatement one : result.withoutStatement()) {
            table.add(List.of(
                    one.provider(),
                    one.account(),
                    Periods.text(one.period()),
                    one.invoice().orElse("not invoiced"),
                    one.currency(),
                    NONE,
                    Amounts.exact(one.amount()),
                    NONE,
                    "NO_STATEMENT"));
        }
        return table;
    }

    /** The state in a sentence, without a full stop. */
    public static String sentence(Reconciled one) {
        Reconciliation outcome = one.outcome();
        return one.name() + " " + outcome.state() + ": billed " + Amounts.exact(one.billed()) + ", the feed has "
                + Amounts.exact(one.feed().total()) + ", a difference of " + Amounts.exact(outcome.gap());
    }

    /** Causes, what was found, what is not known, and commands that help, a line each. */
    public static List<String> lines(Reconciled one) {
        List<String> lines = new ArrayList<>();
        for (Cause cause : one.outcome().causes()) {
            lines.add(Amounts.exact(cause.amount()) + " " + cause.kind() + ": "
                    + cause.kind().text());
            for (Finding finding : cause.findings()) {
                lines.add("  " + finding.sentence());
            }
        }
        one.outcome().unknown().forEach(sentence -> lines.add("not known: " + sentence));
        one.help().forEach(command -> lines.add("see " + command));
        return lines;
    }
}
