package io.tributary.streams.normalize.aws;

import static java.math.BigDecimal.ZERO;

import io.tributary.streams.normalize.ByteTable;
import io.tributary.streams.normalize.RowReader;
import io.tributary.streams.page.SourceRow;
import io.tributary.streams.record.CostColumns;
import io.tributary.streams.record.CostRow;
import io.tributary.streams.record.Decimals;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The kinds of charge that FOCUS knows: what each is called, and what its four costs, its prices and its quantities are.
 * Source: FOCUS 1.4 Cost and Usage, and its commitment discount scenarios.
 */
final class CurCharge {

    static final byte[] ADJUSTMENT = text("Adjustment");
    static final byte[] BILLED = text("Billed");
    static final byte[] COMMITTED = text("Committed");
    static final byte[] CORRECTION = text("Correction");
    static final byte[] CREDIT = text("Credit");
    static final byte[] DYNAMIC = text("Dynamic");
    static final byte[] ONE_TIME = text("One-Time");
    static final byte[] PURCHASE = text("Purchase");
    static final byte[] RECURRING = text("Recurring");
    static final byte[] REFUND = text("Refund");
    static final byte[] STANDARD = text("Standard");
    static final byte[] TAX = text("Tax");
    static final byte[] UNBLENDED = text("Unblended");
    static final byte[] UNUSED = text("Unused");
    static final byte[] USAGE = text("Usage");
    static final byte[] USAGE_BASED = text("Usage-Based");
    static final byte[] USED = text("Used");
    private static final byte[] SPEND = text("Spend");
    private static final byte[] SPOT_USAGE = text("SpotUsage");
    private static final byte[] SPOT = text("Spot");
    private static final byte[] HOURS = text("Hours");
    private static final byte[] NORMALIZED_HOURS = text("Normalized Hours");
    private static final byte[] EFFECTIVE = text("Effective");
    private static final byte[] PUBLIC_ON_DEMAND = text("PublicOnDemand");
    // Descriptions and usage types of fees that come again: Recurring, recurring, Monthly, monthly.
    private static final byte[] RECURRING_WORD = text("ecurring");
    private static final byte[] MONTHLY_WORD = text("onthly");

    private static final BigDecimal SMALLEST_DIFFERENCE = new BigDecimal("1E-9");
    private static final BigDecimal RELATIVE_DIFFERENCE = new BigDecimal("1E-6");

    /** AWS pricing/unit in FOCUS's unit form; units that are not named here are in it already. */
    private static final ByteTable<byte[]> UNITS = new ByteTable<>(Map.ofEntries(
            unit("Hrs", "Hours"),
            unit("hrs", "Hours"),
            unit("Hours", "Hours"),
            unit("hours", "Hours"),
            unit("Hour", "Hours"),
            unit("Hourly", "Hours"),
            unit("GB-Mo", "GB-Months"),
            unit("GB-Month", "GB-Months"),
            unit("GB-month", "GB-Months"),
            unit("GB-Hours", "GB-Hours"),
            unit("GB-hours", "GB-Hours"),
            unit("IOPS-Mo", "IOPS-Months"),
            unit("GiBps-mo", "GiB/Second-Months"),
            unit("MiBps-mo", "MiB/Second-Months"),
            unit("Obj-Month", "Objects-Months"),
            unit("User-Month", "Users-Months"),
            unit("LCU-Hrs", "LCU-Hours"),
            unit("ACU-Hr", "ACU-Hours"),
            unit("vCPU-Hours", "vCPU-Hours"),
            unit("vCPU-hour", "vCPU-Hours"),
            unit("Lambda-GB-Second", "Lambda-GB-Seconds"),
            unit("ReadCapacityUnit-Hrs", "ReadCapacityUnits-Hours"),
            unit("WriteCapacityUnit-Hrs", "WriteCapacityUnits-Hours"),
            unit("Request", "Requests"),
            unit("requests", "Requests"),
            unit("Requests", "Requests"),
            unit("API Calls", "API Calls"),
            unit("API Requests", "API Requests"),
            unit("Queries", "Queries"),
            unit("seconds", "Seconds"),
            unit("Second", "Seconds"),
            unit("Month", "Months"),
            unit("Mo", "Months"),
            unit("Quantity", "Units"),
            unit("Count", "Count")));

    private final CurColumns columns;
    private final RowReader reader;
    private SourceRow source;
    private byte[] currencyText;
    private boolean foreignPrices;

    CurCharge(CurColumns columns, RowReader reader) {
        this.columns = columns;
        this.reader = reader;
    }

    /** Begins the charges of another row. */
    void start(SourceRow row, String rowCurrency) {
        source = row;
        currencyText = text(rowCurrency);
        foreignPrices = !reader.isBlank(columns.pricingCurrency) && !reader.is(columns.pricingCurrency, currencyText);
    }

    /** The end as FOCUS has it: AWS's is exclusive, but one that equals the start, or an hour's last second, is not. */
    static long exclusiveEnd(long start, long end) {
        boolean lastSecond = end % 3_600_000L == 3_599_000L;
        return end == start || lastSecond ? end + 1000L : end;
    }

    void period(CostRow charge, long start, long end) {
        charge.number(CostColumns.CHARGE_PERIOD_START, start);
        charge.number(CostColumns.CHARGE_PERIOD_END, end);
    }

    void usage(CostRow charge, BigDecimal cost) {
        kind(charge, USAGE, USAGE_BASED, usagePricing(charge));
        if (charge.has(CostColumns.COMMITMENT_DISCOUNT_ID)) {
            charge.text(CostColumns.COMMITMENT_DISCOUNT_STATUS, USED);
        }
        costs(charge, cost, cost, listCost(cost), cost, UNBLENDED);
        quantities(charge, reader.quantity(columns.usageAmount), true);
        listUnitPrice(charge);
        unitPrice(
                charge,
                CostColumns.CONTRACTED_UNIT_PRICE,
                reader.price(columns.unblendedRate),
                charge.decimal(CostColumns.CONTRACTED_COST));
    }

    private byte[] usagePricing(CostRow charge) {
        if (charge.has(CostColumns.COMMITMENT_DISCOUNT_ID)) {
            return COMMITTED;
        }
        boolean spot = reader.contains(columns.usageType, SPOT_USAGE) || reader.contains(columns.purchaseOption, SPOT);
        return spot ? DYNAMIC : STANDARD;
    }

    /** Usage that a plan covers: what it would have cost without is what the plan's negation takes off. */
    void coveredByPlan(CostRow charge, BigDecimal effective) {
        BigDecimal contracted = reader.moneyOr(columns.unblendedCost, ZERO);
        covered(charge, ZERO, effective, listCost(contracted), contracted, UNBLENDED);
    }

    /** Usage that a reservation covers: of what it would have cost without, only the public price is known. */
    void coveredByReservation(CostRow charge, BigDecimal billed, BigDecimal effective) {
        BigDecimal list = listCost(effective);
        boolean known = publicOnDemandCost() != null;
        covered(charge, billed, effective, list, list, known ? PUBLIC_ON_DEMAND : EFFECTIVE);
    }

    private void covered(
            CostRow charge,
            BigDecimal billed,
            BigDecimal effective,
            BigDecimal list,
            BigDecimal contracted,
            byte[] contractedBasis) {
        kind(charge, USAGE, USAGE_BASED, COMMITTED);
        charge.text(CostColumns.COMMITMENT_DISCOUNT_STATUS, USED);
        costs(charge, billed, effective, list, contracted, contractedBasis);
        quantities(charge, reader.quantity(columns.usageAmount), true);
        listUnitPrice(charge);
        BigDecimal units = units(columns.normalizedUsageAmount);
        commitmentQuantity(
                charge, effective, units == null ? reader.quantity(columns.usageAmount) : units, units != null);
    }

    /** A share of what another row bills: it costs nothing of its own. */
    void allocation(CostRow charge) {
        kind(charge, USAGE, USAGE_BASED, usagePricing(charge));
        if (charge.has(CostColumns.COMMITMENT_DISCOUNT_ID)) {
            charge.text(CostColumns.COMMITMENT_DISCOUNT_STATUS, USED);
        }
        costs(charge, ZERO, ZERO, ZERO, ZERO, BILLED);
        quantities(charge, reader.quantity(columns.usageAmount), true);
    }

    /**
     * The public price of what the row charges, in the bill's currency.
     *
     * @return {@code null} where the row has none, or has it in another currency: AWS gives no rate between them
     */
    private BigDecimal publicOnDemandCost() {
        return foreignPrices ? null : delivered(columns.publicOnDemandCost);
    }

    private BigDecimal listCost(BigDecimal otherwise) {
        BigDecimal list = publicOnDemandCost();
        return list == null ? otherwise : list;
    }

    /** A cost that the row has; reports that passed through Athena have 0 where the original has a blank. */
    private BigDecimal delivered(int column) {
        BigDecimal cost = reader.money(column);
        return cost == null || cost.signum() == 0 ? null : cost;
    }

    /** Units of a commitment, in that column's measure; {@code null} where the row has none. */
    private BigDecimal units(int column) {
        BigDecimal units = reader.quantity(column);
        return units == null || units.signum() == 0 ? null : units;
    }

    /** The purchase of a commitment: billed at a price of its own, and amortized over what it covers. */
    void commitmentPurchase(CostRow charge, BigDecimal cost, byte[] frequency) {
        kind(charge, PURCHASE, frequency, STANDARD);
        costs(charge, cost, ZERO, cost, cost, BILLED);
        BigDecimal units = units(columns.totalReservedUnits);
        quantities(charge, units == null ? reader.quantity(columns.usageAmount) : units, false);
        // Of a plan, what this fee pays for: what was paid upfront is the quantity of the upfront fee.
        BigDecimal flexible = units(columns.totalReservedNormalizedUnits);
        commitmentQuantity(charge, cost, flexible == null ? units : flexible, flexible != null);
    }

    /** What of a commitment was paid for and not used: it is billed with the purchase. */
    void unused(CostRow charge, BigDecimal unused) {
        kind(charge, USAGE, USAGE_BASED, COMMITTED);
        charge.text(CostColumns.COMMITMENT_DISCOUNT_STATUS, UNUSED);
        costs(charge, ZERO, unused, ZERO, ZERO, BILLED);
        quantities(charge, ZERO, false);
        // In the units of its purchase, also where nothing is left.
        boolean flexible = units(columns.totalReservedNormalizedUnits) != null
                || units(columns.unusedNormalizedUnitQuantity) != null;
        int units = flexible ? columns.unusedNormalizedUnitQuantity : columns.unusedQuantity;
        commitmentQuantity(charge, unused, reader.quantity(units), flexible);
    }

    void purchase(CostRow charge, BigDecimal cost, byte[] frequency) {
        kind(charge, PURCHASE, frequency, STANDARD);
        costs(charge, cost, cost, cost, cost, BILLED);
        quantities(charge, reader.quantity(columns.usageAmount), false);
    }

    /** A fee for no commitment; AWS says only in words whether it comes again. */
    void fee(CostRow charge, BigDecimal cost) {
        boolean recurring = reader.contains(columns.description, RECURRING_WORD)
                || reader.contains(columns.description, MONTHLY_WORD)
                || reader.contains(columns.usageType, RECURRING_WORD)
                || reader.contains(columns.usageType, MONTHLY_WORD);
        purchase(charge, cost, recurring ? RECURRING : ONE_TIME);
    }

    void tax(CostRow charge, BigDecimal cost, boolean onPurchase) {
        kind(charge, TAX, onPurchase ? ONE_TIME : RECURRING, null);
        costs(charge, cost, cost, cost, cost, BILLED);
        charge.absent(CostColumns.SKU_ID);
        charge.absent(CostColumns.SKU_PRICE_ID);
    }

    void credit(CostRow charge, BigDecimal cost) {
        kind(charge, CREDIT, ONE_TIME, null);
        costs(charge, cost, cost, cost, cost, BILLED);
    }

    /** Marks what gives back a charge of an earlier billing period, which is closed by then. */
    void correction(CostRow charge) {
        charge.text(CostColumns.CHARGE_CLASS, CORRECTION);
    }

    /** A refund belongs to the category of what it refunds. */
    void refund(CostRow charge, BigDecimal cost, boolean commitment, boolean product) {
        kind(charge, commitment ? PURCHASE : product ? USAGE : ADJUSTMENT, ONE_TIME, null);
        costs(charge, cost, commitment ? ZERO : cost, cost, cost, BILLED);
        if (commitment || product) {
            quantities(charge, reader.quantity(columns.usageAmount), false);
        }
    }

    void discount(CostRow charge, BigDecimal cost, BigDecimal contracted) {
        kind(charge, charge.has(CostColumns.SKU_ID) ? USAGE : ADJUSTMENT, USAGE_BASED, STANDARD);
        costs(charge, cost, cost, ZERO, contracted, BILLED);
        quantities(charge, reader.quantity(columns.usageAmount), false);
    }

    void unknown(CostRow charge, BigDecimal cost) {
        BigDecimal amount = reader.quantity(columns.usageAmount);
        boolean used = amount != null && amount.signum() != 0;
        kind(charge, used ? USAGE : ADJUSTMENT, USAGE_BASED, STANDARD);
        costs(charge, cost, cost, listCost(cost), cost, BILLED);
        quantities(charge, amount, used);
    }

    void adjustment(CostRow charge, BigDecimal amount) {
        kind(charge, ADJUSTMENT, ONE_TIME, null);
        costs(charge, amount, amount, amount, amount, BILLED);
    }

    private void kind(CostRow charge, byte[] category, byte[] frequency, byte[] pricing) {
        charge.text(CostColumns.CHARGE_CATEGORY, category);
        charge.text(CostColumns.CHARGE_FREQUENCY, frequency);
        if (pricing == null) {
            charge.absent(CostColumns.PRICING_CATEGORY);
        } else {
            charge.text(CostColumns.PRICING_CATEGORY, pricing);
        }
    }

    private static void costs(
            CostRow charge,
            BigDecimal billed,
            BigDecimal effective,
            BigDecimal list,
            BigDecimal contracted,
            byte[] contractedBasis) {
        charge.decimal(CostColumns.BILLED_COST, billed);
        charge.decimal(CostColumns.EFFECTIVE_COST, effective);
        charge.decimal(CostColumns.LIST_COST, list);
        charge.decimal(CostColumns.CONTRACTED_COST, contracted);
        charge.text(CostColumns.X_CONTRACTED_COST_BASIS, contractedBasis);
    }

    private void quantities(CostRow charge, BigDecimal quantity, boolean consumed) {
        if (quantity == null) {
            return;
        }
        charge.decimal(CostColumns.PRICING_QUANTITY, quantity);
        if (consumed) {
            charge.decimal(CostColumns.CONSUMED_QUANTITY, quantity);
        }
        if (reader.isBlank(columns.unit)) {
            return;
        }
        unit(charge, CostColumns.PRICING_UNIT);
        if (consumed) {
            unit(charge, CostColumns.CONSUMED_UNIT);
        }
    }

    private void unit(CostRow charge, int field) {
        int column = columns.unit;
        byte[] unit = UNITS.get(source.source(column), source.offset(column), source.length(column));
        if (unit == null) {
            charge.text(field, source.source(column), source.offset(column), source.length(column));
        } else {
            charge.text(field, unit);
        }
    }

    /** In the plan's currency for what is a commitment to spend, in units for what is a commitment to use. */
    private void commitmentQuantity(CostRow charge, BigDecimal spend, BigDecimal units, boolean normalized) {
        if (!charge.has(CostColumns.COMMITMENT_DISCOUNT_ID)) {
            return;
        }
        boolean spending = charge.isText(CostColumns.COMMITMENT_DISCOUNT_CATEGORY, SPEND);
        BigDecimal quantity = spending ? Decimals.scaled(spend, Decimals.QUANTITY_SCALE) : units;
        if (quantity != null) {
            charge.decimal(CostColumns.COMMITMENT_DISCOUNT_QUANTITY, quantity);
            charge.text(
                    CostColumns.COMMITMENT_DISCOUNT_UNIT,
                    spending ? currencyText : normalized ? NORMALIZED_HOURS : HOURS);
        }
    }

    /** Takes the public price of a unit, in the price list's currency and, where that is the bill's, in the bill's. */
    private void listUnitPrice(CostRow charge) {
        BigDecimal price = reader.price(columns.publicOnDemandRate);
        if (price == null) {
            return;
        }
        if (foreignPrices) {
            BigDecimal cost = delivered(columns.publicOnDemandCost);
            unitPrice(charge, CostColumns.PRICING_CURRENCY_LIST_UNIT_PRICE, cost == null ? null : price, cost);
            return;
        }
        BigDecimal list = charge.decimal(CostColumns.LIST_COST);
        // Athena's 0 for a blank, once more.
        boolean says = price.signum() != 0 || list.signum() == 0 || delivered(columns.publicOnDemandCost) != null;
        unitPrice(charge, CostColumns.LIST_UNIT_PRICE, says ? price : null, list);
    }

    /** Takes a unit price, unless it contradicts the cost that the source states: the cost is right then. */
    private void unitPrice(CostRow charge, int field, BigDecimal price, BigDecimal cost) {
        if (price == null) {
            return;
        }
        if (price.signum() < 0 || contradicts(charge, price, cost)) {
            charge.flag(CostColumns.X_UNIT_PRICE_DROPPED);
        } else {
            charge.decimal(field, price);
        }
    }

    private static boolean contradicts(CostRow charge, BigDecimal price, BigDecimal cost) {
        if (!charge.has(CostColumns.PRICING_QUANTITY)) {
            return false;
        }
        BigDecimal difference = price.multiply(charge.decimal(CostColumns.PRICING_QUANTITY))
                .subtract(cost)
                .abs();
        return difference.compareTo(SMALLEST_DIFFERENCE) > 0
                && difference.compareTo(cost.abs().multiply(RELATIVE_DIFFERENCE)) > 0;
    }

    /**
     * What the costs are in the price list's currency. Where that is not the bill's, AWS gives no rate: just the public
     * price of a unit is known then, and the unblended rate is in the bill's.
     */
    void pricingCurrency(CostRow charge) {
        if (!foreignPrices) {
            samePricingCurrency(charge);
        }
    }

    void samePricingCurrency(CostRow charge) {
        charge.decimal(CostColumns.PRICING_CURRENCY_EFFECTIVE_COST, charge.decimal(CostColumns.EFFECTIVE_COST));
        if (charge.has(CostColumns.LIST_UNIT_PRICE)) {
            charge.decimal(CostColumns.PRICING_CURRENCY_LIST_UNIT_PRICE, charge.decimal(CostColumns.LIST_UNIT_PRICE));
        }
        if (charge.has(CostColumns.CONTRACTED_UNIT_PRICE)) {
            charge.decimal(
                    CostColumns.PRICING_CURRENCY_CONTRACTED_UNIT_PRICE,
                    charge.decimal(CostColumns.CONTRACTED_UNIT_PRICE));
        }
    }

    private static Map.Entry<String, byte[]> unit(String delivered, String focus) {
        return Map.entry(delivered, text(focus));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
