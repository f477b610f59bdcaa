package io.tributary.local.command.reconcile;

import io.tributary.local.command.console.Amounts;
import io.tributary.schemas.BilledStatement;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds the records that statements are compared with. */
final class Comparisons {

    private static final Comparator<BilledStatement> ORDER = Comparator.comparing(BilledStatement::getProvider)
            .thenComparing(BilledStatement::getBillingAccountId)
            .thenComparing(BilledStatement::getBillingPeriodStart)
            .thenComparing(BilledStatement::getCurrency)
            .thenComparing(statement -> Objects.toString(statement.getInvoiceId(), ""));

    /** Less than any currency is invoiced in. */
    private static final BigDecimal NOTHING = new BigDecimal("0.0005");

    private Comparisons() {}

    /**
     * What statements have in common that are compared together.
     *
     * @param conversion empty also where no record is in the currency that they were converted from
     */
    private record Together(String currency, Optional<Conversion> conversion) {

        boolean mayBeOf(String recordCurrency) {
            return currency.equals(recordCurrency)
                    || conversion
                            .filter(known -> known.from().equals(recordCurrency))
                            .isPresent();
        }
    }

    /**
     * The comparisons, in order. A statement of a period is compared with all of its records. One of an invoice is
     * compared with the records that name it; where none does, since the provider names no invoices or has not yet,
     * with those that name none, together with the others of which that is so.
     */
    static List<Comparison> of(Collection<BilledStatement> statements, FeedSums sums) {
        List<Comparison> comparisons = new ArrayList<>();
        Map<AccountMonth, List<BilledStatement>> unnamed = new LinkedHashMap<>();
        for (BilledStatement statement : statements.stream().sorted(ORDER).toList()) {
            AccountMonth month = AccountMonth.of(statement);
            Set<String> named = sums.invoices(month);
            if (statement.getInvoiceId() == null) {
                comparisons.add(alone(month, statement, Reconciled.Extent.PERIOD, named, false));
            } else if (named.contains(statement.getInvoiceId())) {
                comparisons.add(alone(month, statement, Reconciled.Extent.INVOICE, named, false));
            } else {
                unnamed.computeIfAbsent(month, first -> new ArrayList<>()).add(statement);
            }
        }
        unnamed.forEach((month, several) -> comparisons.addAll(unnamed(month, several, sums)));
        comparisons.sort(
                Comparator.comparing(comparison -> comparison.statements().get(0), ORDER));
        return comparisons;
    }

    private static Comparison alone(
            AccountMonth month,
            BilledStatement statement,
            Reconciled.Extent extent,
            Set<String> named,
            boolean isOneOfSeveral) {
        return new Comparison(
                month, List.of(statement), extent, named, Conversion.of(statement), Optional.empty(), isOneOfSeveral);
    }

    /**
     * Comparisons of invoices of an account's period that no record names. No two of them share a record: those that
     * may be of the same ones, and cannot be added up, are compared with nothing. Those without a record are
     * compared one by one, so that they cannot offset each other.
     */
    private static List<Comparison> unnamed(AccountMonth month, List<BilledStatement> statements, FeedSums sums) {
        Map<String, Sum> records = sums.unnamed(month);
        if (!sums.invoices(month).isEmpty()) {
            // What rounds to nothing, such as what a bill's lines lack to its total, is no invoice's that is not named.
            records.values().removeIf(sum -> sum.amount().abs().compareTo(NOTHING) < 0);
        }
        Map<Together, List<BilledStatement>> groups = new LinkedHashMap<>();
        for (BilledStatement statement : statements) {
            Optional<Conversion> conversion =
                    Conversion.of(statement).filter(known -> records.containsKey(known.from()));
            groups.computeIfAbsent(new Together(statement.getCurrency(), conversion), first -> new ArrayList<>())
                    .add(statement);
        }
        List<Comparison> comparisons = new ArrayList<>();
        groups.forEach((together, group) -> {
            Set<String> named = sums.invoices(month);
            if (records.keySet().stream().noneMatch(together::mayBeOf)) {
                group.forEach(statement -> comparisons.add(
                        alone(month, statement, Reconciled.Extent.UNNAMED, named, statements.size() > 1)));
                return;
            }
            Set<Optional<Conversion>> conversions =
                    group.stream().map(Conversion::of).collect(Collectors.toSet());
            comparisons.add(new Comparison(
                    month,
                    group,
                    Reconciled.Extent.UNNAMED,
                    named,
                    conversions.size() == 1 ? conversions.iterator().next() : Optional.empty(),
                    rivals(together, groups, records),
                    false));
        });
        return comparisons;
    }

    /** Says which other invoices may be of the same records; empty where none may. */
    private static Optional<String> rivals(
            Together together, Map<Together, List<BilledStatement>> groups, Map<String, Sum> records) {
        Set<String> currencies = new TreeSet<>();
        List<String> rivals = new ArrayList<>();
        groups.forEach((other, statements) -> {
            Set<String> shared = records.keySet().stream()
                    .filter(currency -> together.mayBeOf(currency) && other.mayBeOf(currency))
                    .collect(Collectors.toSet());
            // One invoice that is stated in two currencies is no two invoices.
            if (!shared.isEmpty() && !invoices(statements).equals(invoices(groups.get(together)))) {
                currencies.addAll(shared);
                statements.forEach(
                        statement -> rivals.add(statement.getInvoiceId() + " in " + statement.getCurrency()));
            }
        });
        return rivals.isEmpty()
                ? Optional.empty()
                : Optional.of(currencies.stream()
                                .map(currency -> Amounts.count(
                                                records.get(currency).records(), "record") + " of "
                                        + Amounts.exact(records.get(currency).amount()) + " " + currency)
                                .collect(Collectors.joining(" and "))
                        + " that name no invoice may as well be of " + String.join(", ", rivals)
                        + ": they are compared with none of these invoices");
    }

    private static Set<String> invoices(List<BilledStatement> statements) {
        return statements.stream().map(BilledStatement::getInvoiceId).collect(Collectors.toSet());
    }
}
