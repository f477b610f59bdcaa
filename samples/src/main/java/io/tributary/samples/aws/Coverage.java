package io.tributary.samples.aws;

import io.tributary.samples.SeededRandom;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * What Savings Plans covered in one hour or day, and the rows of negation and of recurring fees that follow from it.
 */
final class Coverage {

    private static final int KINDS = UsageKind.values().length;
    private static final int REGIONS = Region.values().length;
    private static final long SMALLEST_COMMITMENT = Price.amount("0.5");
    private static final long ROUNDING = Price.amount("0.0000000001");

    private final Bill bill;
    private final List<SavingsPlan> plans;
    private final long[] expected;
    private final long[] used;
    private final long[] covered;
    private final long[] coveredNet;
    private final boolean[] any;

    Coverage(Bill bill, List<SavingsPlan> plans) {
        this.bill = bill;
        this.plans = plans;
        this.expected = new long[plans.size()];
        this.used = new long[plans.size()];
        this.covered = new long[plans.size() * KINDS * REGIONS];
        this.coveredNet = new long[covered.length];
        this.any = new boolean[covered.length];
    }

    /** Makes a plan's commitment larger by what a line may use of it. */
    void expect(SavingsPlan plan, long effective) {
        expected[plan.index()] += effective;
    }

    void add(SavingsPlan plan, UsageKind kind, Region region, long cost, long net, long effective) {
        int slot = (plan.index() * KINDS + kind.ordinal()) * REGIONS + region.ordinal();
        covered[slot] = Math.addExact(covered[slot], cost);
        coveredNet[slot] = Math.addExact(coveredNet[slot], net);
        any[slot] = true;
        used[plan.index()] = Math.addExact(used[plan.index()], effective);
    }

    /**
     * Makes the rows of the block whose usage has been added, and starts the next.
     *
     * @param at dates the row that is being made
     */
    void rows(CurLine line, int block, Consumer<LocalDateTime> at, LocalDateTime start) throws IOException {
        for (int slot = 0; slot < covered.length; slot++) {
            if (any[slot]) {
                negation(line, block, slot, at, start);
            }
        }
        for (SavingsPlan plan : plans) {
            recurringFee(line, plan, at, start);
        }
        Arrays.fill(covered, 0);
        Arrays.fill(coveredNet, 0);
        Arrays.fill(any, false);
        Arrays.fill(used, 0);
    }

    private void negation(CurLine line, int block, int slot, Consumer<LocalDateTime> at, LocalDateTime start)
            throws IOException {
        SavingsPlan plan = plans.get(slot / (KINDS * REGIONS));
        byte[][] usage =
                bill.catalogue().row(UsageKind.values()[slot / REGIONS % KINDS], Region.values()[slot % REGIONS]);
        // Sums of rounded amounts are not the rounded sum: now and then the provider's is off by one at the last place.
        long chance = SeededRandom.mix(bill.delivery().seed(), (long) block * covered.length + slot);
        long rounding = (chance & 7) != 0 ? 0 : (chance & 8) == 0 ? ROUNDING : -ROUNDING;
        line.begin(bill.catalogue().blank(), LineItemType.SAVINGS_PLAN_NEGATION, DecimalStyle.FIXED)
                .account(plan.owner(), bill.account(plan.owner()))
                .under(plan)
                .text(LegacyColumn.PRODUCT_CODE, usage[LegacyColumn.PRODUCT_CODE.ordinal()])
                .text(LegacyColumn.USAGE_TYPE, usage[LegacyColumn.USAGE_TYPE.ordinal()])
                .text(LegacyColumn.OPERATION, usage[LegacyColumn.OPERATION.ordinal()])
                .text(LegacyColumn.PRODUCT_NAME, usage[LegacyColumn.PRODUCT_NAME.ordinal()])
                .text(
                        LegacyColumn.LINE_ITEM_DESCRIPTION,
                        "SavingsPlanNegation used by the accounts of the organization")
                .quantity(1, 0)
                .cost(rounding - covered[slot])
                .net(rounding - coveredNet[slot]);
        at.accept(start);
        bill.add(line);
    }

    private void recurringFee(CurLine line, SavingsPlan plan, Consumer<LocalDateTime> at, LocalDateTime start)
            throws IOException {
        long rest = expected[plan.index()] + expected[plan.index()] / 4 + SMALLEST_COMMITMENT;
        long commitment = Math.max(used[plan.index()], rest);
        long recurring = Price.part(commitment, plan.recurringThousandths());
        line.begin(bill.catalogue().blank(), LineItemType.SAVINGS_PLAN_RECURRING_FEE, DecimalStyle.PLAIN)
                .account(plan.owner(), bill.account(plan.owner()))
                .under(plan)
                .text(LegacyColumn.PRODUCT_CODE, "ComputeSavingsPlans")
                .text(LegacyColumn.PRODUCT_NAME, "Savings Plans for AWS Compute usage")
                .text(
                        LegacyColumn.USAGE_TYPE,
                        "ComputeSP:1yr" + plan.paymentOption().replace(" ", ""))
                .text(
                        LegacyColumn.LINE_ITEM_DESCRIPTION,
                        "1 year " + plan.paymentOption() + " Savings Plan, hourly commitment")
                .quantity(1, 0)
                .cost(recurring)
                .net(recurring)
                .amount(LegacyColumn.PLAN_TOTAL_COMMITMENT_TO_DATE, commitment)
                .amount(LegacyColumn.PLAN_USED_COMMITMENT, used[plan.index()])
                .amount(LegacyColumn.PLAN_RECURRING_COMMITMENT_FOR_BILLING_PERIOD, recurring)
                .amount(LegacyColumn.PLAN_NET_RECURRING_COMMITMENT_FOR_BILLING_PERIOD, recurring)
                .amount(LegacyColumn.PLAN_AMORTIZED_UPFRONT_COMMITMENT_FOR_BILLING_PERIOD, commitment - recurring)
                .amount(LegacyColumn.PLAN_NET_AMORTIZED_UPFRONT_COMMITMENT_FOR_BILLING_PERIOD, commitment - recurring);
        at.accept(start);
        bill.add(line);
    }
}
