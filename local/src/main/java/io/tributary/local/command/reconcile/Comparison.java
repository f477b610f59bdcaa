package io.tributary.local.command.reconcile;

import io.tributary.local.reconcile.Billed;
import io.tributary.schemas.BilledStatement;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Statements, and which records they are compared with.
 *
 * @param month the account's period
 * @param statements those that are compared together, all in one currency
 * @param extent which of the account's records they are of
 * @param named invoices that the records of the account's period name
 * @param conversion from which currency all of the statements were converted; empty where it is not the same for all
 * @param notCompared why these statements are compared with nothing, without a full stop; empty where they are compared
 * @param isOneOfSeveral whether other statements may as well be of what has no live record, such as rows that could not
 *     be read
 */
record Comparison(
        AccountMonth month,
        List<BilledStatement> statements,
        Reconciled.Extent extent,
        Set<String> named,
        Optional<Conversion> conversion,
        Optional<String> notCompared,
        boolean isOneOfSeveral) {

    Comparison {
        statements = List.copyOf(statements);
        named = Set.copyOf(named);
    }

    String currency() {
        return statements.get(0).getCurrency();
    }

    /** The statements' invoices. */
    Set<String> invoices() {
        Set<String> invoices = new TreeSet<>();
        statements.stream()
                .filter(statement -> statement.getInvoiceId() != null)
                .forEach(statement -> invoices.add(statement.getInvoiceId()));
        return invoices;
    }

    /** Whether every record of the period is compared. */
    boolean isOfAll() {
        return extent == Reconciled.Extent.PERIOD || extent == Reconciled.Extent.UNNAMED && named.isEmpty();
    }

    /** Whether what names {@code invoice}, or nothing, is compared. */
    boolean has(Optional<String> invoice) {
        return switch (extent) {
            case PERIOD -> true;
            case INVOICE -> invoice.filter(invoices()::contains).isPresent();
            case UNNAMED -> invoice.filter(named::contains).isEmpty();
        };
    }

    /** Whether records of a slot are compared, whatever their currency. */
    boolean has(Slot slot) {
        return slot.month().equals(month) && has(slot.invoice());
    }

    /** What an amount of a currency is in the statements' currency; empty where that is not stated. */
    Optional<BigDecimal> factor(String of) {
        if (of.equals(currency())) {
            return Optional.of(BigDecimal.ONE);
        }
        return conversion.filter(known -> known.from().equals(of)).map(Conversion::rate);
    }

    /** When the last of the statements was issued; empty where that is not known of one of them. */
    Optional<Instant> issuedAt() {
        return statements.stream().allMatch(statement -> statement.getIssuedAt() != null)
                ? statements.stream().map(BilledStatement::getIssuedAt).max(Instant::compareTo)
                : Optional.empty();
    }

    /** What all of them state. */
    Billed billed() {
        return new Billed(
                currency(),
                sum(BilledStatement::getAmount).orElseThrow(),
                sum(BilledStatement::getTaxAmount),
                sum(BilledStatement::getCreditAmount),
                Math.max(0, Currency.getInstance(currency()).getDefaultFractionDigits()),
                (int) Math.max(
                        1, statements.stream().filter(Comparison::isOfSomething).count()));
    }

    private static boolean isOfSomething(BilledStatement statement) {
        return Stream.of(statement.getAmount(), statement.getTaxAmount(), statement.getCreditAmount())
                .anyMatch(amount -> amount != null && amount.signum() != 0);
    }

    /** Empty where one of them does not state it. */
    private Optional<BigDecimal> sum(Function<BilledStatement, BigDecimal> amount) {
        return statements.stream().allMatch(statement -> amount.apply(statement) != null)
                ? statements.stream().map(amount).reduce(BigDecimal::add)
                : Optional.empty();
    }
}
