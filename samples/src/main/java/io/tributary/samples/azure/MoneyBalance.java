package io.tributary.samples.azure;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/**
 * Holds the two views of a delivery to the same money: what the rows of actual costs come to is what is billed by the
 * amortized rows and by the commitments that were bought and returned.
 */
final class MoneyBalance {

    private final Map<String, BigDecimal> actual = new TreeMap<>();
    private final Map<String, BigDecimal> billed = new TreeMap<>();

    void add(Charge charge) {
        if (charge.isBroken()) {
            return;
        }
        String currency = charge.profile().currency();
        if (AzureDataSet.ACTUAL.holds(charge)) {
            actual.merge(currency, charge.cost(AzureDataSet.ACTUAL), BigDecimal::add);
        }
        boolean trade = charge.kind() == Charge.Kind.COMMITMENT;
        boolean underCommitment = charge.commitment() != null && !trade;
        if (trade || AzureDataSet.AMORTIZED.holds(charge) && !underCommitment) {
            billed.merge(currency, charge.cost(AzureDataSet.AMORTIZED), BigDecimal::add);
        }
    }

    /** @throws IllegalStateException when the views disagree */
    void check(AzurePlan.Delivery delivery) {
        if (!actual.keySet().equals(billed.keySet())) {
            throw new IllegalStateException("currencies of " + delivery + ": actual costs are in " + actual.keySet()
                    + ", billed ones in " + billed.keySet());
        }
        actual.forEach((currency, sum) -> {
            if (sum.compareTo(billed.get(currency)) != 0) {
                throw new IllegalStateException("views of " + delivery + " in " + currency + ": actual costs are " + sum
                        + ", billed ones " + billed.get(currency));
            }
        });
    }
}
