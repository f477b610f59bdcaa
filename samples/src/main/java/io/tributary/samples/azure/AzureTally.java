package io.tributary.samples.azure;

import io.tributary.samples.SampleTruth;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Counts the rows of a delivery of a data set, and what they must become: the rules of the mapping to FOCUS, written
 * a second time and as plainly as possible, so that the streams application can be checked against them.
 */
final class AzureTally {

    private static final Set<String> COMMITMENTS = Set.of(Commitment.RESERVATION, Commitment.SAVINGS_PLAN);

    private static final SampleTruth.Costs NOTHING =
            new SampleTruth.Costs(0, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

    private final AzureDataSet dataSet;
    private final Agreement agreement;
    private final boolean besideAmortized;
    private final ChargePrices prices;
    private final Map<String, Sums> currencies = new TreeMap<>();
    private final Map<Account, Sums> accounts = new TreeMap<>();
    private final Map<Account, BigDecimal> taxes = new TreeMap<>();
    private long rows;
    private long deadLetters;

    /** The account that is billed, and its currency. */
    record Account(String id, String currency) implements Comparable<Account> {

        @Override
        public int compareTo(Account other) {
            int byId = id.compareTo(other.id);
            return byId != 0 ? byId : currency.compareTo(other.currency);
        }
    }

    /** @param all the data sets of the scope */
    AzureTally(AzureDataSet dataSet, Agreement agreement, Set<AzureDataSet> all) {
        this.dataSet = dataSet;
        this.agreement = agreement;
        this.besideAmortized = all.contains(AzureDataSet.AMORTIZED);
        this.prices = new ChargePrices(dataSet, agreement);
    }

    void add(Charge charge) {
        rows++;
        if (charge.isBroken()) {
            deadLetters++;
            return;
        }
        BigDecimal cost = charge.cost(dataSet);
        switch (dataSet) {
            case ACTUAL -> actual(charge, cost);
            case AMORTIZED -> amortized(charge, cost);
            case FOCUS -> focus(charge, cost);
            default -> throw new IllegalStateException("no rule for " + dataSet);
        }
    }

    private void actual(Charge charge, BigDecimal cost) {
        if (!besideAmortized) {
            record(charge, cost, cost, cost);
        } else if (isCommitmentTrade(charge)) {
            record(charge, cost, cost, BigDecimal.ZERO);
        } else {
            excluded(charge, cost);
        }
    }

    private void amortized(Charge charge, BigDecimal cost) {
        record(charge, cost, isUnderCommitment(charge) ? BigDecimal.ZERO : cost, cost);
    }

    private void focus(Charge charge, BigDecimal cost) {
        if (isCommitmentTrade(charge)) {
            // A defect of the export: purchases of savings plans have an effective cost, which their usage has too.
            record(charge, cost, cost, BigDecimal.ZERO);
        } else {
            BigDecimal billed = isUnderCommitment(charge) ? BigDecimal.ZERO : cost;
            record(charge, billed, billed, cost);
        }
    }

    private boolean isUnderCommitment(Charge charge) {
        return agreement != Agreement.MOSA && COMMITMENTS.contains(charge.pricingModel());
    }

    private boolean isCommitmentTrade(Charge charge) {
        return isUnderCommitment(charge) && Set.of("Purchase", "Refund").contains(charge.chargeType());
    }

    private void record(Charge charge, BigDecimal source, BigDecimal billed, BigDecimal effective) {
        BigDecimal contracted = prices.contractedCost(charge);
        BigDecimal list = prices.listCost(charge);
        SampleTruth.Costs costs = new SampleTruth.Costs(1, billed, effective, list, contracted);
        currency(charge).add(source, costs, source.subtract(billed));
        accounts.computeIfAbsent(account(charge), account -> new Sums()).add(source, costs, BigDecimal.ZERO);
        if (charge.chargeType().equals("Tax")) {
            taxes.merge(account(charge), billed, BigDecimal::add);
        }
    }

    private void excluded(Charge charge, BigDecimal cost) {
        currency(charge).add(cost, NOTHING, cost);
    }

    private Sums currency(Charge charge) {
        return currencies.computeIfAbsent(charge.profile().currency(), currency -> new Sums());
    }

    private Account account(Charge charge) {
        return new Account(accountId(charge), charge.profile().currency());
    }

    private String accountId(Charge charge) {
        if (dataSet == AzureDataSet.FOCUS) {
            return RowText.accountPath(charge);
        }
        return agreement == Agreement.MOSA
                ? charge.subscription().guid()
                : charge.profile().id();
    }

    long rows() {
        return rows;
    }

    long deadLetters() {
        return deadLetters;
    }

    /** Sums by currency. */
    Map<String, SampleTruth.ScopeTotals> currencies() {
        Map<String, SampleTruth.ScopeTotals> totals = new TreeMap<>();
        currencies.forEach((currency, sums) -> totals.put(currency, sums.totals()));
        return totals;
    }

    /** BilledCost of the records that are tax, by account and currency; no account without any. */
    Map<Account, BigDecimal> taxes() {
        return new TreeMap<>(taxes);
    }

    /** Sums of the records, by account and currency. */
    Map<Account, SampleTruth.ScopeTotals> accounts() {
        Map<Account, SampleTruth.ScopeTotals> totals = new TreeMap<>();
        accounts.forEach((account, sums) -> totals.put(account, sums.totals()));
        return totals;
    }

    /** Sums that grow. */
    private static final class Sums {
        private long rows;
        private BigDecimal source = BigDecimal.ZERO;
        private SampleTruth.Costs costs = NOTHING;
        private BigDecimal excluded = BigDecimal.ZERO;

        void add(BigDecimal source, SampleTruth.Costs costs, BigDecimal excluded) {
            rows++;
            this.source = this.source.add(source);
            this.costs = this.costs.plus(costs);
            this.excluded = this.excluded.add(excluded);
        }

        SampleTruth.ScopeTotals totals() {
            SampleTruth.Costs exact = new SampleTruth.Costs(
                    costs.records(),
                    plain(costs.billedCost()),
                    plain(costs.effectiveCost()),
                    plain(costs.listCost()),
                    plain(costs.contractedCost()));
            return new SampleTruth.ScopeTotals(rows, plain(source), exact, plain(excluded));
        }

        private static BigDecimal plain(BigDecimal amount) {
            BigDecimal stripped = amount.stripTrailingZeros();
            return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
        }
    }
}
