package io.tributary.local.command.history;

import io.tributary.local.command.console.Amounts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Whether the changes of a history add up to what is live, currency by currency. */
final class Agreement {

    /**
     * A currency.
     *
     * @param billed BilledCost that the changes come to
     * @param effective EffectiveCost that they come to
     * @param live what is live
     */
    record Sum(BigDecimal billed, BigDecimal effective, LiveTotal live) {

        /** What is live and no change says. */
        BigDecimal missingBilled() {
            return live.billed().subtract(billed);
        }

        /** The same of EffectiveCost. */
        BigDecimal missingEffective() {
            return live.effective().subtract(effective);
        }

        boolean agrees() {
            return missingBilled().signum() == 0 && missingEffective().signum() == 0;
        }
    }

    private final SortedSet<String> currencies = new TreeSet<>();
    private final SortedMap<String, Sum> sums = new TreeMap<>();

    /** @param only the currency that counts; {@code null} for all */
    Agreement(TotalHistory history, Map<String, LiveTotal> live, String only) {
        currencies.addAll(live.keySet());
        currencies.addAll(history.billed().keySet());
        for (String currency : currencies) {
            if (only != null && !only.equals(currency)) {
                continue;
            }
            sums.put(
                    currency,
                    new Sum(
                            history.billed().getOrDefault(currency, BigDecimal.ZERO),
                            history.effective().getOrDefault(currency, BigDecimal.ZERO),
                            live.getOrDefault(currency, LiveTotal.NONE)));
        }
    }

    /** Every currency that is known. */
    SortedSet<String> currencies() {
        return currencies;
    }

    SortedMap<String, Sum> sums() {
        return sums;
    }

    boolean agrees() {
        return sums.values().stream().allMatch(Sum::agrees);
    }

    /** What is missing, in sentences; none where the changes add up. */
    List<String> missing() {
        List<String> missing = new ArrayList<>();
        sums.forEach((currency, sum) -> {
            if (!sum.agrees()) {
                missing.add("The changes add up to " + Amounts.exact(sum.billed()) + " " + currency + ", and "
                        + Amounts.exact(sum.live().billed()) + " are live: " + Amounts.exact(sum.missingBilled()) + " "
                        + currency + " (EffectiveCost " + Amounts.exact(sum.missingEffective())
                        + ") came about without a record of billing.deliveries that says so, or are on their way.");
            }
        });
        return missing;
    }
}
