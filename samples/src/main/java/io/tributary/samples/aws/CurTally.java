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
    private final List<String> accounts;
    private final Map<LineItemType, Long> types = new EnumMap<>(LineItemType.class);
    private final ExactSum unblended = new ExactSum();
    private final ExactSum netUnblended = new ExactSum();
    private final RecordSums all = new RecordSums();
    private final Map<FocusRules.Category, RecordSums> categories = new EnumMap<>(FocusRules.Category.class);
    private final List<RecordSums> subAccounts = new ArrayList<>();
    private final Map<SavingsPlan, ExactSum> covered = new HashMap<>();

    /**
     * @param discounts says which cost counts: net or unblended
     * @param accounts the accounts that rows refer to by index
     */
    CurTally(DiscountStyle discounts, List<String> accounts) {
        this.discounted = discounts != DiscountStyle.NONE;
        this.net = discounts == DiscountStyle.NET_ONLY;
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
        long cost = line.amount(net ? LegacyColumn.NET_UNBLENDED_COST : LegacyColumn.UNBLENDED_COST);
        switch (line.type()) {
            case USAGE -> record(line, FocusRules.Category.USAGE, cost, cost);
            case FEE ->
                record(line, FocusRules.Category.PURCHASE, cost, line.isBlank(LegacyColumn.RESERVATION_ARN) ? cost : 0);
            case FLAT_RATE_SUBSCRIPTION -> record(line, FocusRules.Category.PURCHASE, cost, cost);
            case TAX -> record(line, FocusRules.Category.TAX, cost, cost);
            case CREDIT -> record(line, FocusRules.Category.CREDIT, cost, cost);
            case REFUND -> refund(line, cost);
            case DISCOUNT, EDP_DISCOUNT, PRIVATE_RATE_DISCOUNT, RI_VOLUME_DISCOUNT, BUNDLED_DISCOUNT, SPP_DISCOUNT ->
                record(
                        line,
                        line.isBlank(LegacyColumn.PRODUCT_SKU)
                                ? FocusRules.Category.ADJUSTMENT
                                : FocusRules.Category.USAGE,
                        cost,
                        cost);
            case SAVINGS_PLAN_COVERED_USAGE -> {
                covered.computeIfAbsent(line.plan(), plan -> new ExactSum()).add(cost);
                record(
                        line,
                        FocusRules.Category.USAGE,
                        0,
                        line.amount(net ? LegacyColumn.PLAN_NET_EFFECTIVE_COST : LegacyColumn.PLAN_EFFECTIVE_COST));
            }
            case SAVINGS_PLAN_NEGATION ->
                covered.computeIfAbsent(line.plan(), plan -> new ExactSum()).add(cost);
            case SAVINGS_PLAN_UPFRONT_FEE -> record(line, FocusRules.Category.PURCHASE, cost, 0);
            case SAVINGS_PLAN_RECURRING_FEE -> {
                record(line, FocusRules.Category.PURCHASE, cost, 0);
                long unused = line.amount(LegacyColumn.PLAN_TOTAL_COMMITMENT_TO_DATE)
                        - line.amount(LegacyColumn.PLAN_USED_COMMITMENT);
                record(line, FocusRules.Category.USAGE, 0, unused);
            }
            case DISCOUNTED_USAGE ->
                record(
                        line,
                        FocusRules.Category.USAGE,
                        cost,
                        line.amount(
                                net
                                        ? LegacyColumn.RESERVATION_NET_EFFECTIVE_COST
                                        : LegacyColumn.RESERVATION_EFFECTIVE_COST));
            case RI_FEE -> {
                record(line, FocusRules.Category.PURCHASE, cost, 0);
                long unused = net
                        ? line.amount(LegacyColumn.RESERVATION_NET_UNUSED_AMORTIZED_UPFRONT_FEE_FOR_BILLING_PERIOD)
                                + line.amount(LegacyColumn.RESERVATION_NET_UNUSED_RECURRING_FEE)
                        : line.amount(LegacyColumn.RESERVATION_UNUSED_AMORTIZED_UPFRONT_FEE_FOR_BILLING_PERIOD)
                                + line.amount(LegacyColumn.RESERVATION_UNUSED_RECURRING_FEE);
                record(line, FocusRules.Category.USAGE, 0, unused);
            }
            case UNKNOWN ->
                record(line, line.isUsed() ? FocusRules.Category.USAGE : FocusRules.Category.ADJUSTMENT, cost, cost);
            default -> throw new IllegalStateException("no rule for a line of type " + line.type());
        }
    }

    private void refund(CurLine line, long cost) {
        boolean ofCommitment = !line.isBlank(LegacyColumn.RESERVATION_ARN)
                || !line.isBlank(LegacyColumn.PLAN_ARN)
                || "ComputeSavingsPlans".equals(ascii(line, LegacyColumn.PRODUCT_CODE));
        if (ofCommitment) {
            record(line, FocusRules.Category.PURCHASE, cost, 0);
        } else {
            record(
                    line,
                    line.isBlank(LegacyColumn.PRODUCT_CODE)
                            ? FocusRules.Category.ADJUSTMENT
                            : FocusRules.Category.USAGE,
                    cost,
                    cost);
        }
    }

    private void record(CurLine line, FocusRules.Category category, long billed, long effective) {
        all.add(billed, effective);
        categories.get(category).add(billed, effective);
        subAccounts.get(line.account()).add(billed, effective);
    }

    /** The sums, once all rows of the delivery have been added. To be called once. */
    SampleTruth.Totals totals() {
        Map<String, BigDecimal> residuals = new TreeMap<>();
        covered.forEach((plan, sum) -> {
            BigDecimal residual = sum.total();
            if (residual.signum() != 0) {
                long amount = residual.setScale(CurLine.SCALE).unscaledValue().longValueExact();
                residuals.put(plan.arn(), residual);
                all.add(amount, amount);
                categories.get(FocusRules.Category.ADJUSTMENT).add(amount, amount);
                subAccounts.get(plan.owner()).add(amount, amount);
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
                byCategory,
                bySubAccount,
                byType,
                residuals);
    }

    private static String ascii(CurLine line, LegacyColumn column) {
        return line.isBlank(column) ? "" : new String(line.text(column), StandardCharsets.US_ASCII);
    }
}
