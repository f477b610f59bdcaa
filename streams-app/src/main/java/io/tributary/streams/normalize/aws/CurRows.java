package io.tributary.streams.normalize.aws;

import static java.math.BigDecimal.ZERO;

import io.tributary.schemas.RawPage;
import io.tributary.streams.deadletter.Rejection;
import io.tributary.streams.identity.NaturalKey;
import io.tributary.streams.normalize.ChargeKind;
import io.tributary.streams.normalize.FocusValue.ChargeCategory;
import io.tributary.streams.normalize.FocusValue.ChargeFrequency;
import io.tributary.streams.normalize.ParkedRow;
import io.tributary.streams.normalize.RecordSink;
import io.tributary.streams.normalize.RowNormalizer;
import io.tributary.streams.normalize.RowReader;
import io.tributary.streams.normalize.Times;
import io.tributary.streams.page.SourceRow;
import io.tributary.streams.record.CostColumns;
import io.tributary.streams.record.CostRow;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Turns a row of a report into FOCUS records: which charges each line item type becomes, and their amounts.
 *
 * <p>Usage that a commitment covers is billed by the commitment's fees. Covered usage has BilledCost 0 and its
 * amortized cost as EffectiveCost. A recurring fee becomes two records: a purchase, which is billed, and the unused
 * part, which is not. The negation of covered usage becomes no record. The difference between covered usage and
 * negation is published as a residual when the delivery is complete, so that the billed costs add up to the report's to
 * the last decimal.
 */
final class CurRows implements RowNormalizer {

    static final byte[] PURCHASE_PART = text("purchase");
    static final byte[] UNUSED_PART = text("unused");
    static final byte[] RESIDUAL = text("residual");

    // bill/BillType of invoices for purchases, and for refunds.
    private static final byte[] PURCHASE_BILL = text("Purchase");
    private static final byte[] REFUND_BILL = text("Refund");

    // ComputeSavingsPlans, MachineLearningSavingsPlans and what else may come.
    private static final byte[] SAVINGS_PLANS = text("SavingsPlans");

    // AWSSupportBusiness, AWSSupportEnterprise and others; and domains: what AWS sells by fees.
    private static final byte[] SUPPORT = text("Support");
    private static final byte[] REGISTRAR = text("AmazonRegistrar");

    private final CurColumns columns;
    private final CurAmounts amounts;
    private final String payerAccountId;
    private final long billingPeriodStart;
    private final long billingPeriodEnd;
    private final RowReader reader;
    private final CurIdentity identity;
    private final CurText text;
    private final CurPrices prices;
    private final CurAmortization amortization;
    private final CurCharge charge;
    private final ParkedRow parked;
    private final CostRow whole = new CostRow();
    private final CostRow part = new CostRow();
    private long periodStart;
    private long usageStart;
    private long usageEnd;

    CurRows(CurColumns columns, CostBasis basis, RawPage page) {
        this.columns = columns;
        // Not the page itself, since this object outlives it.
        payerAccountId = page.getBillingAccountId();
        billingPeriodStart = Times.startOf(page.getBillingPeriodStart());
        billingPeriodEnd = Times.startOf(page.getBillingPeriodEnd());
        reader = new RowReader(columns::name);
        identity = new CurIdentity(columns);
        text = new CurText(columns, reader, basis, page.getDataSet());
        amounts = new CurAmounts(columns, reader, basis);
        prices = new CurPrices(columns, reader, amounts);
        amortization = new CurAmortization(columns, reader, amounts);
        charge = new CurCharge(columns, reader, amounts, prices);
        parked = ParkedRow.underHeader(columns.count());
    }

    @Override
    public void normalize(SourceRow source, RecordSink sink) {
        SourceRow row = columns.read(source);
        reader.start(row);
        parked.requireFields(row);
        LineItemType type = type(row);
        String currency = reader.currency(columns.currencyCode);
        BigDecimal cost = amounts.cost();
        sink.cost(currency, cost);
        boolean share = cost.signum() == 0 && !reader.isBlank(columns.splitParentResourceId);
        if (isSettled(type) && !share) {
            // Before anything else can fail: covered usage and its negation cancel out, whatever else of them is bad.
            // AWS names the plan on every negation; one without is settled with the others of its payer.
            sink.settledByCommitment(row.string(commitmentColumn()), cost);
        }
        identify(row, type);
        whole.clear();
        text.write(row, whole);
        charge.period(whole, usageStart, usageEnd);
        // A refund bill gives back taxes and fees, too, in lines of their own types.
        boolean refund = type == LineItemType.REFUND || reader.is(columns.billType, REFUND_BILL);
        if (refund && usageStart < periodStart) {
            ChargeKind.correction(whole);
        }
        rawCosts(row);
        prices.start(row, currency);
        if (!reader.isBlank(columns.splitParentResourceId)) {
            allocated();
            if (type.isUse() && cost.signum() == 0 && isZero(columns.unblendedCost)) {
                charge.allocation(whole);
                finish(identity.key(), whole, sink);
                return;
            }
        }
        records(type, cost, sink);
    }

    @Override
    public Optional<int[]> renewedColumns() {
        return Optional.of(columns.lineItemId < 0 ? new int[0] : new int[] {columns.lineItemId});
    }

    @Override
    public void cost(SourceRow source, RecordSink sink) {
        SourceRow row = columns.read(source);
        reader.start(row);
        sink.cost(reader.currency(columns.currencyCode), amounts.cost());
    }

    /** Writes the share that the row allocates of its instance's cost, which the instance's own row bills. */
    private void allocated() {
        put(whole, CostColumns.X_ALLOCATED_COST, amounts.optional(columns.netSplitCost, columns.splitCost));
        put(
                whole,
                CostColumns.X_ALLOCATED_UNUSED_COST,
                amounts.optional(columns.netSplitUnusedCost, columns.splitUnusedCost));
    }

    private boolean isZero(int column) {
        BigDecimal amount = reader.optionalMoney(column);
        return amount == null || amount.signum() == 0;
    }

    /** Reads the identity of the row. */
    private void identify(SourceRow row, LineItemType type) {
        reader.requireAccount(columns.payerAccountId);
        if (!reader.isBlank(columns.usageAccountId)) {
            reader.requireAccount(columns.usageAccountId);
        }
        periodStart = reader.time(columns.billingPeriodStart);
        usageStart = reader.time(columns.usageStart);
        usageEnd = CurCharge.exclusiveEnd(usageStart, reader.time(columns.usageEnd));
        identity.read(row, type, periodStart, usageStart, usageEnd);
    }

    private static boolean isSettled(LineItemType type) {
        return type == LineItemType.SAVINGS_PLAN_COVERED_USAGE || type == LineItemType.SAVINGS_PLAN_NEGATION;
    }

    private LineItemType type(SourceRow row) {
        int column = columns.lineItemType;
        reader.require(column);
        return LineItemType.of(row.source(column), row.offset(column), row.length(column));
    }

    private void rawCosts(SourceRow row) {
        int column = amounts.costColumn();
        whole.text(CostColumns.X_RAW_COST, row.source(column), row.offset(column), row.length(column));
        put(whole, CostColumns.X_UNBLENDED_COST, reader.optionalMoney(columns.unblendedCost));
        put(whole, CostColumns.X_NET_UNBLENDED_COST, reader.optionalMoney(columns.netUnblendedCost));
    }

    private void records(LineItemType type, BigDecimal cost, RecordSink sink) {
        switch (type) {
            case SAVINGS_PLAN_NEGATION:
                return;
            case SAVINGS_PLAN_COVERED_USAGE:
                charge.coveredByPlan(whole, cost, amortization.usedPlan(), amortization.usedCommitment());
                break;
            case DISCOUNTED_USAGE:
                charge.coveredByReservation(
                        whole, cost, amortization.usedReservation(), amortization.undiscountedReservation());
                break;
            case SAVINGS_PLAN_RECURRING_FEE:
                fee(cost, amortization.ofPlans(), amortization.unusedPlan(), amortization.unusedCommitment(), sink);
                return;
            case RESERVATION_FEE:
                fee(cost, amortization.ofReservation(), amortization.unusedReservation(), null, sink);
                return;
            case SAVINGS_PLAN_UPFRONT_FEE:
                charge.commitmentPurchase(whole, cost, amortization.ofPlans(), ChargeFrequency.ONE_TIME);
                break;
            case FEE:
                fee(cost);
                break;
            case FLAT_RATE_SUBSCRIPTION:
                charge.purchase(whole, cost, ChargeFrequency.RECURRING);
                break;
            case TAX:
                charge.tax(whole, cost, reader.is(columns.billType, PURCHASE_BILL));
                break;
            case CREDIT:
                charge.credit(whole, cost);
                break;
            case REFUND:
                refund(cost);
                break;
            case NEGOTIATED_DISCOUNT:
                charge.discount(whole, cost, cost, isDiscountAmortized());
                break;
            case VOLUME_DISCOUNT:
                charge.discount(whole, cost, ZERO, isDiscountAmortized());
                break;
            case UNKNOWN:
                whole.flag(CostColumns.X_UNKNOWN_LINE_ITEM_TYPE);
                charge.unknown(whole, cost);
                break;
            default:
                charge.usage(whole, cost);
                break;
        }
        finish(identity.key(), whole, sink);
    }

    private int commitmentColumn() {
        return reader.isBlank(columns.savingsPlanArn) ? columns.reservationArn : columns.savingsPlanArn;
    }

    /** Writes the two records of a commitment's recurring fee: the purchase, which is billed, and its unused part. */
    private void fee(
            BigDecimal cost, boolean amortized, BigDecimal unused, BigDecimal unusedCommitment, RecordSink sink) {
        part.copyFrom(whole);
        part.text(CostColumns.X_RECORD_PART, PURCHASE_PART);
        charge.commitmentPurchase(part, cost, amortized, ChargeFrequency.RECURRING);
        finish(identity.key(PURCHASE_PART), part, sink);
        part.copyFrom(whole);
        part.text(CostColumns.X_RECORD_PART, UNUSED_PART);
        part.absent(CostColumns.X_UNBLENDED_COST);
        part.absent(CostColumns.X_NET_UNBLENDED_COST);
        charge.unused(part, unused, unusedCommitment);
        finish(identity.key(UNUSED_PART), part, sink);
    }

    private void fee(BigDecimal cost) {
        if (whole.has(CostColumns.COMMITMENT_DISCOUNT_ID)) {
            charge.commitmentPurchase(whole, cost, isAmortized(), ChargeFrequency.ONE_TIME);
        } else {
            charge.fee(whole, cost);
        }
    }

    private void refund(BigDecimal cost) {
        boolean commitment =
                whole.has(CostColumns.COMMITMENT_DISCOUNT_ID) || reader.contains(columns.productCode, SAVINGS_PLANS);
        charge.refund(whole, cost, refunded(commitment), commitment, isAmortized());
    }

    private ChargeCategory refunded(boolean commitment) {
        if (commitment || reader.contains(columns.productCode, SUPPORT) || reader.is(columns.productCode, REGISTRAR)) {
            return ChargeCategory.PURCHASE;
        }
        return reader.isBlank(columns.productCode) ? ChargeCategory.ADJUSTMENT : ChargeCategory.USAGE;
    }

    /**
     * Whether the amortized costs of the commitment that a discount names are after discounts: only on the net basis.
     * On the other they are not, so that the discount, too, has to keep its cost.
     */
    private boolean isDiscountAmortized() {
        return amounts.areNet() && isAmortized();
    }

    /** Whether usage bears the cost of the commitment that the row names. */
    private boolean isAmortized() {
        boolean plan = !reader.isBlank(columns.savingsPlanArn) || reader.contains(columns.productCode, SAVINGS_PLANS);
        return plan ? amortization.ofPlans() : amortization.ofReservation();
    }

    private void finish(NaturalKey key, CostRow record, RecordSink sink) {
        prices.pricingCurrency(record);
        if (reader.rounded()) {
            record.flag(CostColumns.X_AMOUNT_ROUNDED);
        }
        reader.writeDefects(record);
        text.objects(record);
        sink.record(key, record);
    }

    @Override
    public Rejection park(SourceRow source, Rejection rejection) {
        SourceRow row = columns.read(source);
        reader.start(row);
        return parked.park(
                row, rejection, () -> lacking(row), () -> reader.currency(columns.currencyCode), () -> keys(row));
    }

    /** What the row's records would have been billed with: nothing where a commitment settles the row. */
    private BigDecimal lacking(SourceRow row) {
        BigDecimal cost = amounts.cost();
        boolean settled =
                ParkedRow.attempt(() -> type(row)).filter(CurRows::isSettled).isPresent()
                        && ParkedRow.attempt(() -> reader.currency(columns.currencyCode))
                                .isPresent();
        return settled ? ZERO : cost;
    }

    private List<NaturalKey> keys(SourceRow row) {
        LineItemType type = type(row);
        identify(row, type);
        switch (type) {
            case SAVINGS_PLAN_NEGATION:
                return List.of();
            case SAVINGS_PLAN_RECURRING_FEE:
            case RESERVATION_FEE:
                return List.of(identity.key(PURCHASE_PART), identity.key(UNUSED_PART));
            default:
                return List.of(identity.key());
        }
    }

    @Override
    public void residual(String commitmentId, String currency, BigDecimal amount, RecordSink sink) {
        whole.clear();
        text.residual(whole, payerAccountId, commitmentId, currency, billingPeriodStart, billingPeriodEnd);
        whole.text(CostColumns.X_RECORD_PART, RESIDUAL);
        charge.period(whole, billingPeriodStart, billingPeriodEnd);
        charge.adjustment(whole, amount);
        prices.samePricingCurrency(whole);
        sink.cost(currency, amount);
        sink.record(identity.residualKey(payerAccountId, billingPeriodStart, commitmentId, currency), whole);
    }

    private static void put(CostRow row, int field, BigDecimal amount) {
        if (amount != null) {
            row.decimal(field, amount);
        }
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
