package io.tributary.samples.aws;

import io.tributary.samples.file.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The rows of AWS's FOCUS exports for a bill's lines.
 *
 * <ul>
 *   <li>Usage under a commitment has a billed cost of 0, and its part of the commitment as effective cost. There are no
 *       negation rows.
 *   <li>A commitment's fees are purchases whose effective cost is 0, and that are left out where nothing was paid.
 *   <li>The unused part of a commitment, if there is any, is a row of usage whose billed cost is 0.
 *   <li>Rows that split the costs of others are left out, and so are those of all capacity that is reserved.
 *   <li>In all other rows both costs are the line's cost.
 *   <li>Discounts are no part of list costs, and those for the volume of commitments none of contracted costs.
 * </ul>
 */
final class FocusRules {

    private static final byte[] PROVIDER = ascii("AWS");
    private static final byte[] MANAGEMENT_ACCOUNT = ascii("Management Account");
    private static final byte[] MEMBER_ACCOUNT = ascii("Account");
    private static final byte[] CORRECTION = ascii("Correction");
    private static final byte[] SPEND = ascii("Spend");
    private static final byte[] USAGE = ascii("Usage");
    private static final byte[] SAVINGS_PLAN = ascii("Savings Plan");
    private static final byte[] RESERVED = ascii("Reserved Instance");
    private static final byte[] USED = ascii("Used");
    private static final byte[] UNUSED = ascii("Unused");
    private static final byte[] STANDARD = ascii("Standard");
    private static final byte[] DYNAMIC = ascii("Dynamic");
    private static final byte[] COMMITTED = ascii("Committed");
    private static final byte[] HOURS = ascii("Hours");

    private final boolean net;
    private final Output output;
    private final FocusRow row = new FocusRow();

    /** @param net whether the net columns are the billed costs */
    FocusRules(boolean net, Output output) {
        this.net = net;
        this.output = output;
    }

    /** Receives the rows. */
    interface Output {

        void take(FocusRow row, Category category) throws IOException;
    }

    /** Makes the rows of a line: none, one or two. */
    void rows(CurLine line) throws IOException {
        if (!line.isBlank(LegacyColumn.SPLIT_PARENT_RESOURCE_ID) || isWholeReservation(line)) {
            return;
        }
        long cost = line.amount(net ? LegacyColumn.NET_UNBLENDED_COST : LegacyColumn.UNBLENDED_COST);
        switch (line.type()) {
            case SAVINGS_PLAN_NEGATION -> {
                // Covered usage is billed as 0, so that there is nothing to negate.
            }
            case SAVINGS_PLAN_COVERED_USAGE ->
                used(
                        line,
                        0,
                        line.amount(net ? LegacyColumn.PLAN_NET_EFFECTIVE_COST : LegacyColumn.PLAN_EFFECTIVE_COST),
                        cost);
            case DISCOUNTED_USAGE ->
                used(line, cost, effectiveCost(line, net), line.amount(LegacyColumn.PRICING_PUBLIC_ON_DEMAND_COST));
            case SAVINGS_PLAN_RECURRING_FEE -> {
                purchase(line, cost, Frequency.RECURRING);
                unused(
                        line,
                        line.amount(LegacyColumn.PLAN_TOTAL_COMMITMENT_TO_DATE)
                                - line.amount(LegacyColumn.PLAN_USED_COMMITMENT));
            }
            case RI_FEE -> {
                purchase(line, cost, Frequency.RECURRING);
                unused(line, net ? netUnusedFee(line) : unusedFee(line));
            }
            case SAVINGS_PLAN_UPFRONT_FEE -> purchase(line, cost, Frequency.ONE_TIME);
            case FEE -> {
                if (isOfCommitment(line)) {
                    purchase(line, cost, Frequency.ONE_TIME);
                } else {
                    charge(line, Category.PURCHASE, Frequency.ONE_TIME, cost);
                }
            }
            case FLAT_RATE_SUBSCRIPTION -> charge(line, Category.PURCHASE, Frequency.RECURRING, cost);
            case TAX -> charge(line, Category.TAX, Frequency.ONE_TIME, cost);
            case CREDIT -> charge(line, Category.CREDIT, Frequency.ONE_TIME, cost);
            case REFUND -> refund(line, cost);
            case USAGE -> charge(line, Category.USAGE, Frequency.USAGE_BASED, cost);
            case UNKNOWN ->
                charge(line, line.isUsed() ? Category.USAGE : Category.ADJUSTMENT, Frequency.USAGE_BASED, cost);
            default ->
                charge(
                        line,
                        line.isBlank(LegacyColumn.PRODUCT_SKU) ? Category.ADJUSTMENT : Category.USAGE,
                        Frequency.USAGE_BASED,
                        cost,
                        0,
                        line.type() == LineItemType.RI_VOLUME_DISCOUNT ? 0 : cost);
        }
    }

    private void refund(CurLine line, long cost) throws IOException {
        boolean closed = "Refund".equals(text(line, LegacyColumn.BILL_TYPE));
        if (isOfCommitment(line) || "ComputeSavingsPlans".equals(text(line, LegacyColumn.PRODUCT_CODE))) {
            begin(line, Category.PURCHASE, Frequency.ONE_TIME)
                    .costs(cost, line.isAmortized() ? 0 : cost, gross(line), cost);
            output.take(row, Category.PURCHASE);
            return;
        }
        Category category = line.isBlank(LegacyColumn.PRODUCT_CODE) ? Category.ADJUSTMENT : Category.USAGE;
        begin(line, category, Frequency.ONE_TIME).costs(cost, cost, gross(line), cost);
        if (closed) {
            row.text(FocusColumn.CHARGE_CLASS, CORRECTION);
        }
        output.take(row, category);
    }

    private void charge(CurLine line, Category category, Frequency frequency, long cost) throws IOException {
        long publicCost = line.amount(LegacyColumn.PRICING_PUBLIC_ON_DEMAND_COST);
        long unpriced = category == Category.CREDIT ? cost : gross(line);
        charge(line, category, frequency, cost, publicCost == 0 ? unpriced : publicCost, cost);
    }

    private void charge(CurLine line, Category category, Frequency frequency, long cost, long list, long contracted)
            throws IOException {
        boolean spot = text(line, LegacyColumn.USAGE_TYPE).contains("SpotUsage");
        begin(line, category, frequency).costs(cost, cost, list, contracted);
        if (category == Category.USAGE || category == Category.PURCHASE) {
            row.text(FocusColumn.PRICING_CATEGORY, spot ? DYNAMIC : STANDARD)
                    .number(FocusColumn.LIST_UNIT_PRICE, LegacyColumn.PRICING_PUBLIC_ON_DEMAND_RATE)
                    .number(FocusColumn.CONTRACTED_UNIT_PRICE, LegacyColumn.UNBLENDED_RATE)
                    .number(FocusColumn.PRICING_CURRENCY_LIST_UNIT_PRICE, LegacyColumn.PRICING_PUBLIC_ON_DEMAND_RATE)
                    .number(FocusColumn.PRICING_CURRENCY_CONTRACTED_UNIT_PRICE, LegacyColumn.UNBLENDED_RATE);
            priced(line);
        }
        if (category == Category.USAGE) {
            consumed(line);
            if (!line.isBlank(LegacyColumn.CAPACITY_RESERVATION_ARN)) {
                row.text(FocusColumn.CAPACITY_RESERVATION_ID, line.text(LegacyColumn.CAPACITY_RESERVATION_ARN))
                        .text(
                                FocusColumn.CAPACITY_RESERVATION_STATUS,
                                line.text(LegacyColumn.CAPACITY_RESERVATION_STATUS));
            }
        }
        output.take(row, category);
    }

    private void used(CurLine line, long billed, long effective, long contracted) throws IOException {
        begin(line, Category.USAGE, Frequency.USAGE_BASED)
                .costs(billed, effective, line.amount(LegacyColumn.PRICING_PUBLIC_ON_DEMAND_COST), contracted);
        committed(line, effective, USED);
        row.number(FocusColumn.LIST_UNIT_PRICE, LegacyColumn.PRICING_PUBLIC_ON_DEMAND_RATE)
                .number(FocusColumn.PRICING_CURRENCY_LIST_UNIT_PRICE, LegacyColumn.PRICING_PUBLIC_ON_DEMAND_RATE);
        priced(line);
        consumed(line);
        output.take(row, Category.USAGE);
    }

    /** The cost before discounts, which is the list cost of what has no public price. */
    private static long gross(CurLine line) {
        return line.amount(LegacyColumn.UNBLENDED_COST);
    }

    /** The effective cost of reserved usage; where AWS leaves the sum blank, that of its parts. */
    static long effectiveCost(CurLine line, boolean net) {
        LegacyColumn whole =
                net ? LegacyColumn.RESERVATION_NET_EFFECTIVE_COST : LegacyColumn.RESERVATION_EFFECTIVE_COST;
        if (line.hasAmount(whole)) {
            return line.amount(whole);
        }
        return net
                ? line.amount(LegacyColumn.RESERVATION_NET_AMORTIZED_UPFRONT_COST_FOR_USAGE)
                        + line.amount(LegacyColumn.RESERVATION_NET_RECURRING_FEE_FOR_USAGE)
                : line.amount(LegacyColumn.RESERVATION_AMORTIZED_UPFRONT_COST_FOR_USAGE)
                        + line.amount(LegacyColumn.RESERVATION_RECURRING_FEE_FOR_USAGE);
    }

    /** What is unused of a reservation. */
    static long unusedFee(CurLine line) {
        return line.amount(LegacyColumn.RESERVATION_UNUSED_AMORTIZED_UPFRONT_FEE_FOR_BILLING_PERIOD)
                + line.amount(LegacyColumn.RESERVATION_UNUSED_RECURRING_FEE);
    }

    /** The same after discounts. */
    static long netUnusedFee(CurLine line) {
        return line.amount(LegacyColumn.RESERVATION_NET_UNUSED_AMORTIZED_UPFRONT_FEE_FOR_BILLING_PERIOD)
                + line.amount(LegacyColumn.RESERVATION_NET_UNUSED_RECURRING_FEE);
    }

    private void unused(CurLine line, long effective) throws IOException {
        if (effective != 0) {
            begin(line, Category.USAGE, Frequency.USAGE_BASED).costs(0, effective, 0, 0);
            committed(line, effective, UNUSED);
            output.take(row, Category.USAGE);
        }
    }

    private void purchase(CurLine line, long cost, Frequency frequency) throws IOException {
        if (cost != 0 || line.isBroken()) {
            begin(line, Category.PURCHASE, frequency).costs(cost, line.isAmortized() ? 0 : cost, gross(line), cost);
            commitment(line);
            priced(line);
            output.take(row, Category.PURCHASE);
        }
    }

    private FocusRules begin(CurLine line, Category category, Frequency frequency) {
        FocusService service = FocusService.of(line);
        boolean marketplace = "AWS Marketplace".equals(text(line, LegacyColumn.BILLING_ENTITY));
        row.begin(line)
                .text(FocusColumn.BILLING_ACCOUNT_TYPE, MANAGEMENT_ACCOUNT)
                .text(FocusColumn.CHARGE_CATEGORY, category.text)
                .text(FocusColumn.CHARGE_FREQUENCY, frequency.text)
                .text(FocusColumn.PROVIDER_NAME, PROVIDER)
                .text(FocusColumn.PUBLISHER_NAME, marketplace ? line.text(LegacyColumn.LEGAL_ENTITY) : PROVIDER)
                .text(FocusColumn.SERVICE_CATEGORY, service.category())
                .text(FocusColumn.SERVICE_SUBCATEGORY, service.subcategory())
                .text(FocusColumn.SUB_ACCOUNT_TYPE, MEMBER_ACCOUNT);
        return this;
    }

    private void costs(long billed, long effective, long list, long contracted) {
        row.amount(FocusColumn.BILLED_COST, billed)
                .amount(FocusColumn.EFFECTIVE_COST, effective)
                .amount(FocusColumn.LIST_COST, list)
                .amount(FocusColumn.CONTRACTED_COST, contracted)
                .amount(FocusColumn.PRICING_CURRENCY_EFFECTIVE_COST, effective);
    }

    private void priced(CurLine line) {
        row.number(FocusColumn.PRICING_QUANTITY, LegacyColumn.USAGE_AMOUNT)
                .text(FocusColumn.PRICING_UNIT, line.text(LegacyColumn.PRICING_UNIT));
    }

    private void consumed(CurLine line) {
        row.number(FocusColumn.CONSUMED_QUANTITY, LegacyColumn.USAGE_AMOUNT)
                .text(FocusColumn.CONSUMED_UNIT, line.text(LegacyColumn.PRICING_UNIT));
    }

    private void commitment(CurLine line) {
        boolean plan = !line.isBlank(LegacyColumn.PLAN_ARN);
        row.text(FocusColumn.COMMITMENT_DISCOUNT_CATEGORY, plan ? SPEND : USAGE)
                .text(FocusColumn.COMMITMENT_DISCOUNT_TYPE, plan ? SAVINGS_PLAN : RESERVED)
                .text(FocusColumn.PRICING_CATEGORY, COMMITTED);
    }

    private void committed(CurLine line, long spent, byte[] status) {
        commitment(line);
        row.text(FocusColumn.COMMITMENT_DISCOUNT_STATUS, status);
        if (!line.isBlank(LegacyColumn.PLAN_ARN)) {
            row.amount(FocusColumn.COMMITMENT_DISCOUNT_QUANTITY, spent)
                    .text(FocusColumn.COMMITMENT_DISCOUNT_UNIT, line.text(LegacyColumn.CURRENCY_CODE));
        } else {
            row.number(
                            FocusColumn.COMMITMENT_DISCOUNT_QUANTITY,
                            status == USED ? LegacyColumn.USAGE_AMOUNT : LegacyColumn.RESERVATION_UNUSED_QUANTITY)
                    .text(FocusColumn.COMMITMENT_DISCOUNT_UNIT, HOURS);
        }
    }

    private static boolean isWholeReservation(CurLine line) {
        return "Reserved".equals(text(line, LegacyColumn.CAPACITY_RESERVATION_STATUS));
    }

    private static boolean isOfCommitment(CurLine line) {
        return !line.isBlank(LegacyColumn.RESERVATION_ARN) || !line.isBlank(LegacyColumn.PLAN_ARN);
    }

    private static String text(CurLine line, LegacyColumn column) {
        return line.isBlank(column) ? "" : new String(Text.value(line.text(column)), StandardCharsets.UTF_8);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** FOCUS's ChargeCategory. */
    enum Category {
        USAGE("Usage"),
        PURCHASE("Purchase"),
        TAX("Tax"),
        CREDIT("Credit"),
        ADJUSTMENT("Adjustment");

        private final String spelling;
        private final byte[] text;

        Category(String spelling) {
            this.spelling = spelling;
            this.text = ascii(spelling);
        }

        String spelling() {
            return spelling;
        }
    }

    /** FOCUS's ChargeFrequency. */
    private enum Frequency {
        ONE_TIME("One-Time"),
        RECURRING("Recurring"),
        USAGE_BASED("Usage-Based");

        private final byte[] text;

        Frequency(String spelling) {
            this.text = ascii(spelling);
        }
    }
}
