package io.tributary.local.command.run;

import io.tributary.local.command.console.Amounts;
import io.tributary.local.command.console.Periods;
import io.tributary.local.command.deliveries.Refusals;
import io.tributary.local.view.ViewTotal;
import io.tributary.samples.SampleTruth;
import io.tributary.schemas.CurrencyTotals;
import io.tributary.schemas.Delivery;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Compares the outcome of a run with what its samples are known to hold, to the last decimal. */
final class TruthCheck {

    private TruthCheck() {}

    /** What is compared, by value: amounts in the order of their names. */
    private record Costs(List<String> names, List<BigDecimal> amounts) {

        /** Deliveries have these totals, and records two more. */
        static final List<String> OF_DELIVERIES = List.of("billed", "effective");

        static final List<String> OF_RECORDS = List.of("billed", "effective", "list", "contracted");

        static Costs none(List<String> names) {
            return new Costs(names, Collections.nCopies(names.size(), BigDecimal.ZERO));
        }

        static Costs of(CurrencyTotals totals) {
            return new Costs(OF_DELIVERIES, List.of(totals.getBilledCost(), totals.getEffectiveCost()));
        }

        static Costs of(ViewTotal total) {
            return new Costs(
                    OF_RECORDS,
                    List.of(total.billedCost(), total.effectiveCost(), total.listCost(), total.contractedCost()));
        }

        /** Those of the names that are compared. */
        static Costs of(SampleTruth.Costs truth, List<String> names) {
            return new Costs(
                    names,
                    List.of(truth.billedCost(), truth.effectiveCost(), truth.listCost(), truth.contractedCost())
                            .subList(0, names.size()));
        }

        Costs plus(Costs other) {
            return new Costs(
                    names,
                    IntStream.range(0, names.size())
                            .mapToObj(i -> amounts.get(i).add(other.amounts.get(i)))
                            .toList());
        }

        boolean isSame(Costs other) {
            return IntStream.range(0, names.size()).allMatch(i -> amounts.get(i).compareTo(other.amounts.get(i)) == 0);
        }

        @Override
        public String toString() {
            return IntStream.range(0, names.size())
                    .mapToObj(i -> Amounts.exact(amounts.get(i)) + " " + names.get(i))
                    .collect(Collectors.joining(", "));
        }
    }

    /** Where the newest deliveries differ from the truths; none where they are the same. */
    static List<String> deliveries(Collection<Truth> truths, Collection<Delivery> newest) {
        Map<String, Costs> found = new TreeMap<>();
        long dead = 0;
        for (Delivery delivery : newest) {
            if (Refusals.isRefused(delivery)) {
                continue;
            }
            dead += delivery.getRowsRejected();
            for (CurrencyTotals totals : delivery.getTotals()) {
                found.merge(
                        group(delivery.getBillingAccountId(), delivery.getBillingPeriodStart(), totals.getCurrency()),
                        Costs.of(totals),
                        Costs::plus);
            }
        }
        List<String> differences = differences(
                truths.stream().flatMap(truth -> truth.stated().stream()).toList(), found, Costs.OF_DELIVERIES);
        long expectedDead = truths.stream().mapToLong(Truth::deadLetters).sum();
        if (dead != expectedDead) {
            differences.add(dead + " dead letters, the truth is " + expectedDead);
        }
        return differences;
    }

    /** Where the clean view differs from the truths; none where it is the same. */
    static List<String> view(Collection<Truth> truths, Collection<ViewTotal> view) {
        Map<String, Costs> found = new TreeMap<>();
        view.forEach(total -> found.merge(
                group(total.billingAccountId(), total.billingPeriodStart(), total.currency()),
                Costs.of(total),
                Costs::plus));
        return differences(
                truths.stream().flatMap(truth -> truth.live().stream()).toList(), found, Costs.OF_RECORDS);
    }

    private static List<String> differences(Collection<Truth.Sum> truth, Map<String, Costs> found, List<String> names) {
        Map<String, Costs> expected = new TreeMap<>();
        truth.forEach(sum -> expected.merge(
                group(sum.account(), sum.periodStart(), sum.currency()), Costs.of(sum.costs(), names), Costs::plus));
        TreeSet<String> groups = new TreeSet<>(expected.keySet());
        groups.addAll(found.keySet());
        List<String> differences = new ArrayList<>();
        for (String group : groups) {
            Costs is = found.getOrDefault(group, Costs.none(names));
            Costs truly = expected.getOrDefault(group, Costs.none(names));
            if (!is.isSame(truly)) {
                differences.add(group + ": " + is + "; the truth is " + truly);
            }
        }
        return differences;
    }

    private static String group(String account, LocalDate periodStart, String currency) {
        return account + " " + Periods.text(periodStart) + " " + currency;
    }
}
