package io.tributary.samples.aws;

import io.tributary.samples.SampleTruth;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts the rows of a delivery as they are made, and what they must become: the rules of the mapping to FOCUS, written
 * a second time and as plainly as possible, so that the streams application can be checked against them.
 */
final class CurTally {

    private final boolean discounted;
    private final boolean net;
    /** Whether there are neither prices nor costs of what commitments cover. */
    private final boolean few;

    private final List<String> accounts;
    private final Map<LineItemType, Long> types = new EnumMap<>(LineItemType.class);
    private final ExactSum unblended = new ExactSum();
    private final ExactSum netUnblended = new ExactSum();
    private final RecordSums all = new RecordSums();
    private final Map<FocusRules.Category, RecordSums> categories = new EnumMap<>(FocusRules.Category.class);
    private final List<RecordSums> subAccounts = new ArrayList<>();
    private final Map<SavingsPlan, ExactSum> covered = new HashMap<>();

    /**
     * @param settings say which cost counts, net or unblended, and which columns there are
     * @param accounts the accounts that rows refer to by index
     */
    CurTally(AwsSampleSettings settings, List<String> accounts) {
        this.discounted = settings.discounts() != DiscountStyle.NONE;
        this.net = settings.discounts().isNet();
        this.few = settings.columns() == ExportColumns.FEW;
        this.accounts = accounts;
        for (FocusRules.Category category : FocusRules.Category.values()) {
            categories.put(category, new RecordSums());
        }
        accounts.forEach(account -> subAccounts.add(new RecordSums()));
    }

    void add(CurLine line) {
        types.merge(line.type(), 1L, Long::sum);
        unblended.add(line.amount(LegacyColumn.UNBLENDED_COST));
        if (discounted) {
            netUnblended.add(line.amount(LegacyColumn.NET_UNBLENDED_COST));
        }
        long gross = line.amount(LegacyColumn.UNBLENDED_COST);
        long cost = net ? line.amount(LegacyColumn.NET_UNBLENDED_COST) : gross;
        switch (line.type()) {
            case USAGE -> record(line, FocusRules.Category.USAGE, cost, cost, list(line, gross), cost);
            case FEE -> purchase(line, cost, line.isBlank(LegacyColumn.RESERVATION_ARN) ? cost : spread(line, cost));
            case FLAT_RATE_SUBSCRIPTION -> purchase(line, cost, cost);
            case TAX -> record(line, FocusRules.Category.TAX, cost, cost, gross, cost);
            // A credit has no price: its list and contracted costs are what is billed.
            case CREDIT -> record(line, FocusRules.Category.CREDIT, cost, cost, cost, cost);
            case REFUND -> refund(line, cost);
            case DISCOUNT, EDP_DISCOUNT, PRIVATE_RATE_DISCOUNT, RI_VOLUME_DISCOUNT, BUNDLED_DISCOUNT, SPP_DISCOUNT ->
                discount(line, cost);
            case SAVINGS_PLAN_COVERED_USAGE -> {
                covered.computeIfAbsent(line.plan(), plan -> new ExactSum()).add(cost);
                long effective = few
                        ? 0
                        : line.amount(net ? LegacyColumn.PLAN_NET_EFFECTIVE_COST : LegacyColumn.PLAN_EFFECTIVE_COST);
                // Without the plan it would cost what its negation takes off.
                record(line, FocusRules.Category.USAGE, 0, effective, list(line, gross), cost);
            }
            case SAVINGS_PLAN_NEGATION ->
                covered.computeIfAbsent(line.plan(), plan -> new ExactSum()).add(cost);
            case SAVINGS_PLAN_UPFRONT_FEE -> purchase(line, cost, spread(line, cost));
            case SAVINGS_PLAN_RECURRING_FEE -> {
                purchase(line, cost, spread(line, cost));
                unused(
                        line,
                        line.amount(LegacyColumn.PLAN_TOTAL_COMMITMENT_TO_DATE)
                                - line.amount(LegacyColumn.PLAN_USED_COMMITMENT));
            }
            case DISCOUNTED_USAGE -> {
                long effective = few ? 0 : FocusRules.effectiveCost(line, net);
                // Of its cost without the reservation, only the public price is known.
                long list = list(line, effective);
                record(line, FocusRules.Category.USAGE, cost, effective, list, list);
            }
            case RI_FEE -> {
                purchase(line, cost, spread(line, cost));
                unused(line, net ? FocusRules.netUnusedFee(line) : FocusRules.unusedFee(line));
            }
            case UNKNOWN ->
                record(
                        line,
                        line.isUsed() ? FocusRules.Category.USAGE : FocusRules.Category.ADJUSTMENT,
                        cost,
                        cost,
                        list(line, gross),
                        cost);
            default -> throw new IllegalStateException("no rule for a line of type " + line.type());
        }
    }

    /** The cost at the public price, or {@code otherwise} where the line has none: 0 is none. */
    private long list(CurLine line, long otherwise) {
        long list = few ? 0 : line.amount(LegacyColumn.PRICING_PUBLIC_ON_DEMAND_COST);
        return list == 0 ? otherwise : list;
    }

    /** The effective cost of a commitment's fee: what it covers has it, unless AWS does not spread it. */
    private long spread(CurLine line, long cost) {
        return line.isAmortized() && !few ? 0 : cost;
    }

    /** What is bought has no public price: its list cost is the cost before discounts. */
    private void purchase(CurLine line, long cost, long effective) {
        record(line, FocusRules.Category.PURCHASE, cost, effective, line.amount(LegacyColumn.UNBLENDED_COST), cost);
    }

    /** The part of a commitment that nothing used: it would have cost nothing without the commitment. */
    private void unused(CurLine line, long effective) {
        record(line, FocusRules.Category.USAGE, 0, few ? 0 : effective, 0, 0);
    }

    /** A discount is no part of list costs; one for the volume of reservations depends on commitments. */
    private void discount(CurLine line, long cost) {
        FocusRules.Category category = few || line.isBlank(LegacyColumn.PRODUCT_SKU)
                ? FocusRules.Category.ADJUSTMENT
                : FocusRules.Category.USAGE;
        record(line, category, cost, cost, 0, line.type() == LineItemType.RI_VOLUME_DISCOUNT ? 0 : cost);
    }

    private void refund(CurLine line, long cost) {
        boolean ofCommitment = !line.isBlank(LegacyColumn.RESERVATION_ARN)
                || !line.isBlank(LegacyColumn.PLAN_ARN)
                || "ComputeSavingsPlans".equals(ascii(line, LegacyColumn.PRODUCT_CODE));
        if (ofCommitment) {
            purchase(line, cost, spread(line, cost));
            return;
        }
        FocusRules.Category category =
                line.isBlank(LegacyColumn.PRODUCT_CODE) ? FocusRules.Category.ADJUSTMENT : FocusRules.Category.USAGE;
        record(line, category, cost, cost, line.amount(LegacyColumn.UNBLENDED_COST), cost);
    }

    private void record(
            CurLine line, FocusRules.Category category, long billed, long effective, long list, long contracted) {
        all.add(billed, effective, list, contracted);
        categories.get(category).add(billed, effective, list, contracted);
        subAccounts.get(line.account()).add(billed, effective, list, contracted);
    }

    /** The sums, once all rows of the delivery have been added. To be called once. */
    SampleTruth.Totals totals() {
        Map<String, BigDecimal> residuals = new TreeMap<>();
        covered.forEach((plan, sum) -> {
            BigDecimal residual = sum.total();
            if (residual.signum() != 0) {
                long amount = residual.setScale(CurLine.SCALE).unscaledValue().longValueExact();
                residuals.put(plan.arn(), residual);
                all.add(amount, amount, amount, amount);
                categories.get(FocusRules.Category.ADJUSTMENT).add(amount, amount, amount, amount);
                subAccounts.get(plan.owner()).add(amount, amount, amount, amount);
            }
        });
        Map<String, SampleTruth.Costs> byCategory = new TreeMap<>();
        categories.forEach((category, costs) -> costs.into(byCategory, category.spelling()));
        Map<String, SampleTruth.Costs> bySubAccount = new TreeMap<>();
        for (int i = 0; i < accounts.size(); i++) {
            subAccounts.get(i).into(bySubAccount, accounts.get(i));
        }
        Map<String, Long> byType = new TreeMap<>();
        types.forEach((type, rows) -> byType.put(type.spelling(), rows));
        SampleTruth.Costs costs = all.costs();
        return new SampleTruth.Totals(
                types.values().stream().mapToLong(Long::longValue).sum(),
                unblended.total(),
                netUnblended.total(),
                costs.records(),
                costs.billedCost(),
                costs.effectiveCost(),
                costs.listCost(),
                costs.contractedCost(),
                byCategory,
                bySubAccount,
                byType,
                residuals);
    }

    private static String ascii(CurLine line, LegacyColumn column) {
        return line.isBlank(column) ? "" : new String(line.text(column), StandardCharsets.US_ASCII);
    }
}
