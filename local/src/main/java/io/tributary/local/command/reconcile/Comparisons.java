package io.tributary.local.command.reconcile;

import io.tributary.schemas.BilledStatement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Finds the records that statements are compared with. */
final class Comparisons {

    private static final Comparator<BilledStatement> ORDER = Comparator.comparing(BilledStatement::getProvider)
            .thenComparing(BilledStatement::getBillingAccountId)
            .thenComparing(BilledStatement::getBillingPeriodStart)
            .thenComparing(BilledStatement::getCurrency)
            .thenComparing(statement -> Objects.toString(statement.getInvoiceId(), ""));

    private Comparisons() {}

    private record Together(AccountMonth month, String currency, String convertedFrom, Object exchangeRate) {}

    /**
     * The comparisons, in order. A statement of a period is compared with all of its records. One of an invoice is
     * compared with the records that name it; where none does, since the provider names no invoices or has not yet,
     * with those that name none, together with the others of which that is so.
     */
    static List<Comparison> of(Collection<BilledStatement> statements, FeedSums sums) {
        List<Comparison> comparisons = new ArrayList<>();
        Map<Together, List<BilledStatement>> unnamed = new LinkedHashMap<>();
        for (BilledStatement statement : statements.stream().sorted(ORDER).toList()) {
            AccountMonth month = AccountMonth.of(statement);
            Set<String> named = sums.invoices(month);
            if (statement.getInvoiceId() == null) {
                comparisons.add(new Comparison(month, List.of(statement), Reconciled.Extent.PERIOD, named));
            } else if (named.contains(statement.getInvoiceId())) {
                comparisons.add(new Comparison(month, List.of(statement), Reconciled.Extent.INVOICE, named));
            } else {
                unnamed.computeIfAbsent(
                                new Together(
                                        month,
                                        statement.getCurrency(),
                                        statement.getConvertedFrom(),
                                        statement.getExchangeRate()),
                                first -> new ArrayList<>())
                        .add(statement);
            }
        }
        unnamed.forEach((together, several) -> comparisons.add(
                new Comparison(together.month(), several, Reconciled.Extent.UNNAMED, sums.invoices(together.month()))));
        comparisons.sort(
                Comparator.comparing(comparison -> comparison.statements().get(0), ORDER));
        return comparisons;
    }
}
