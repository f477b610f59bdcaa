package io.tributary.local.command.reconcile;

import static java.util.Objects.requireNonNull;

import io.tributary.local.command.console.Periods;
import io.tributary.local.reconcile.Cause;
import io.tributary.local.reconcile.PartAmounts;
import io.tributary.local.reconcile.Reconciliation;
import io.tributary.schemas.BilledStatement;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Statements that were reconciled with the records that they are of.
 *
 * @param statements those that are compared together, all of one account, period and currency
 * @param extent which of the account's records they were compared with
 * @param records how many these are
 * @param feed what those of them come to that are in the statements' currency
 * @param billed what the statements come to
 * @param outcome whether both agree, and why not
 * @param deliveryAccount the account that the records' deliveries are of, which for Azure is a billing scope; that of
 *     the statements where nothing was delivered
 */
public record Reconciled(
        List<BilledStatement> statements,
        Extent extent,
        long records,
        PartAmounts feed,
        BigDecimal billed,
        Reconciliation outcome,
        String deliveryAccount) {

    /** Which of an account's records statements are of. */
    public enum Extent {
        /** All of the period. */
        PERIOD,
        /** Those that name the invoice. */
        INVOICE,
        /** Those that name none: no record names the statements' invoices. */
        UNNAMED
    }

    public Reconciled {
        statements = List.copyOf(statements);
        requireNonNull(extent, "extent");
        requireNonNull(feed, "feed");
        requireNonNull(billed, "billed");
        requireNonNull(outcome, "outcome");
        requireNonNull(deliveryAccount, "deliveryAccount");
    }

    public String provider() {
        return statements.get(0).getProvider();
    }

    public String account() {
        return statements.get(0).getBillingAccountId();
    }

    public LocalDate period() {
        return statements.get(0).getBillingPeriodStart();
    }

    public String currency() {
        return statements.get(0).getCurrency();
    }

    /** The statements' invoices; none where they are of the period. */
    public Set<String> invoices() {
        Set<String> invoices = new TreeSet<>();
        statements.stream()
                .filter(statement -> statement.getInvoiceId() != null)
                .forEach(statement -> invoices.add(statement.getInvoiceId()));
        return invoices;
    }

    /** What was compared, in a few words. */
    public String name() {
        Set<String> invoices = invoices();
        String of = invoices.isEmpty()
                ? "whole period"
                : (invoices.size() == 1 ? "invoice " : "invoices ") + String.join(", ", invoices);
        return account() + " " + Periods.text(period()) + " " + of + " " + currency();
    }

    /** Commands that help with the causes of a gap, each once; none where there is no gap. */
    public List<String> help() {
        if (!outcome.isGap()) {
            return List.of();
        }
        String of = " --account " + deliveryAccount + " --period " + Periods.text(period());
        Set<String> commands = new TreeSet<>();
        for (Cause cause : outcome.causes()) {
            switch (cause.kind()) {
                case PARKED -> commands.add("tributary dlq list" + of);
                case CHANGED_AFTER_ISSUE ->
                    cause.findings().stream()
                            .findFirst()
                            .ifPresent(first -> commands.add(
                                    "tributary replay" + of + " --from-delivery " + first.subject() + " --dry-run"));
                case OTHER_STATEMENT, NOT_DELIVERED, UNEXPLAINED -> commands.add("tributary deliveries list" + of);
                default -> {
                    // Nothing has to be done about it here.
                }
            }
        }
        return new ArrayList<>(commands);
    }
}
