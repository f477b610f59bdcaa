package io.tributary.local.command.run;

import io.tributary.local.command.console.Amounts;
import io.tributary.local.command.console.Periods;
import io.tributary.local.command.deliveries.Refusals;
import io.tributary.local.view.ViewTotal;
import io.tributary.schemas.CurrencyTotals;
import io.tributary.schemas.Delivery;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Compares the outcome of a run with what its samples are known to hold, to the last decimal. */
final class TruthCheck {

    private TruthCheck() {}

    /** Billed and effective cost, compared by value. */
    private record Costs(BigDecimal billed, BigDecimal effective) {

        static final Costs NONE = new Costs(BigDecimal.ZERO, BigDecimal.ZERO);

        Costs plus(Costs other) {
            return new Costs(billed.add(other.billed), effective.add(other.effective));
        }

        boolean isSame(Costs other) {
            return billed.compareTo(other.billed) == 0 && effective.compareTo(other.effective) == 0;
        }

        @Override
        public String toString() {
            return Amounts.exact(billed) + " billed, " + Amounts.exact(effective) + " effective";
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
                        new Costs(totals.getBilledCost(), totals.getEffectiveCost()),
                        Costs::plus);
            }
        }
        List<String> differences = differences(
                truths.stream().flatMap(truth -> truth.stated().stream()).toList(), found);
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
                new Costs(total.billedCost(), total.effectiveCost()),
                Costs::plus));
        return differences(
                truths.stream().flatMap(truth -> truth.live().stream()).toList(), found);
    }

    private static List<String> differences(Collection<Truth.Sum> truth, Map<String, Costs> found) {
        Map<String, Costs> expected = new TreeMap<>();
        truth.forEach(sum -> expected.merge(
                group(sum.account(), sum.periodStart(), sum.currency()),
                new Costs(sum.billedCost(), sum.effectiveCost()),
                Costs::plus));
        TreeSet<String> groups = new TreeSet<>(expected.keySet());
        groups.addAll(found.keySet());
        List<String> differences = new ArrayList<>();
        for (String group : groups) {
            Costs is = found.getOrDefault(group, Costs.NONE);
            Costs truly = expected.getOrDefault(group, Costs.NONE);
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
