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
import java.util.EnumSet;
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
 * @param unread whether rows of the deliveries that count could not be read
 */
public record Reconciled(
        List<BilledStatement> statements,
        Extent extent,
        long records,
        PartAmounts feed,
        BigDecimal billed,
        Reconciliation outcome,
        String deliveryAccount,
        Unread unread) {

    /** Rows and pages that could not be read. */
    public enum Unread {
        /** There are none. */
        NONE,
        /** There are some, and about each somebody has to decide. */
        OPEN,
        /** There are some, and about some of them a person decided that nothing is to be done. */
        DISCARDED
    }

    /** Which of an account's records statements are of. */
    public enum Extent {
        /** All of the period. */
        PERIOD,
        /** Those that name the invoice. */
        INVOICE,
        /** Those that name none: no record names the statements' invoices. */
        UNNAMED
    }

    private static final Set<Cause.Kind> EXACT = EnumSet.of(Cause.Kind.ROUNDING, Cause.Kind.CURRENCY_CONVERSION);

    public Reconciled {
        statements = List.copyOf(statements);
        requireNonNull(extent, "extent");
        requireNonNull(feed, "feed");
        requireNonNull(billed, "billed");
        requireNonNull(outcome, "outcome");
        requireNonNull(deliveryAccount, "deliveryAccount");
        requireNonNull(unread, "unread");
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

    /** What is not explained, whether or not it is tolerated. */
    public BigDecimal unexplained() {
        return outcome.causes().stream()
                .filter(cause -> cause.kind() == Cause.Kind.UNEXPLAINED)
                .map(Cause::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Whether they differ by more than rounding and conversion explain, and by no more than what is tolerated. */
    public boolean isTolerated() {
        return outcome instanceof Reconciliation.WithinTolerance
                && outcome.causes().stream().anyMatch(cause -> !EXACT.contains(cause.kind()));
    }

    /** Whether there is something to look into: a gap, an amount that is not explained, or something not known. */
    private boolean isOpen() {
        return outcome.isGap()
                || unexplained().signum() != 0
                || !outcome.unknown().isEmpty();
    }

    /** Commands that help with the causes of a gap and with what is not known, each once; none where all is known. */
    public List<String> help() {
        if (!isOpen()) {
            return List.of();
        }
        String of = " --account " + deliveryAccount + " --period " + Periods.text(period());
        Set<String> commands = new TreeSet<>();
        for (Cause cause : outcome.causes()) {
            switch (cause.kind()) {
                case PARKED -> commands.add(deadLetters(of));
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
        if (!outcome.unknown().isEmpty()) {
            commands.add("tributary deliveries list" + of);
            if (unread != Unread.NONE) {
                commands.add(deadLetters(of));
            }
        }
        return new ArrayList<>(commands);
    }

    /** Those that were discarded are not listed without {@code --all}. */
    private String deadLetters(String of) {
        return "tributary dlq list" + of + (unread == Unread.DISCARDED ? " --all" : "");
    }
}
