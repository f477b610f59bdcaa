package io.tributary.streams.normalize.aws;

import static java.math.BigDecimal.ZERO;

import io.tributary.streams.normalize.ChargeKind;
import io.tributary.streams.normalize.FocusValue.ChargeCategory;
import io.tributary.streams.normalize.FocusValue.ChargeFrequency;
import io.tributary.streams.normalize.FocusValue.PricingCategory;
import io.tributary.streams.normalize.FocusValue.Status;
import io.tributary.streams.normalize.RowReader;
import io.tributary.streams.record.CostColumns;
import io.tributary.streams.record.CostRow;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * The kinds of charge of a report in FOCUS's terms: how each is named, and its four costs, its prices and its
 * quantities. Source: FOCUS 1.4 Cost and Usage, and its commitment discount scenarios.
 */
final class CurCharge {

    private static final byte[] BILLED = text("Billed");
    private static final byte[] EFFECTIVE = text("Effective");
    private static final byte[] PUBLIC_ON_DEMAND = text("PublicOnDemand");
    private static final byte[] SPOT_USAGE = text("SpotUsage");
    private static final byte[] SPOT = text("Spot");
    private static final byte[] RESERVED = text("Reserved");
    private static final byte[] RESERVATION = text("Reservation:");
    private static final byte[] DEDICATED_RESERVATION = text("DedicatedRes:");
    // Descriptions and usage types of fees that come again: Recurring, recurring, Monthly, monthly.
    private static final byte[] RECURRING_WORD = text("ecurring");
    private static final byte[] MONTHLY_WORD = text("onthly");

    private final CurColumns columns;
    private final RowReader reader;
    private final CurAmounts amounts;
    private final CurPrices prices;

    CurCharge(CurColumns columns, RowReader reader, CurAmounts amounts, CurPrices prices) {
        this.columns = columns;
        this.reader = reader;
        this.amounts = amounts;
        this.prices = prices;
    }

    /**
     * The exclusive end of a charge. AWS's end is exclusive, but not where it equals the start or is the last second of
     * an hour.
     */
    static long exclusiveEnd(long start, long end) {
        boolean lastSecond = end % 3_600_000L == 3_599_000L;
        return end == start || lastSecond ? end + 1000L : end;
    }

    void period(CostRow charge, long start, long end) {
        charge.number(CostColumns.CHARGE_PERIOD_START, start);
        charge.number(CostColumns.CHARGE_PERIOD_END, end);
    }

    void usage(CostRow charge, BigDecimal cost) {
        ChargeKind.priced(charge, ChargeCategory.USAGE, ChargeFrequency.USAGE_BASED, usagePricing(charge));
        status(charge, Status.USED);
        costs(charge, cost, cost, prices.listCost(amounts.undiscounted()), cost, amounts.costName());
        prices.quantities(charge, reader.optionalQuantity(columns.usageAmount), true);
        if (charge.has(CostColumns.CONSUMED_QUANTITY) && cost.signum() == 0 && isWholeReservation(charge)) {
            charge.decimal(CostColumns.CONSUMED_QUANTITY, ZERO);
        }
        prices.listUnitPrice(charge);
        prices.contractedUnitPrice(charge);
        quantityOfCovered(charge, cost);
    }

    /**
     * Whether the row states all capacity that is reserved. What is used and unused of it has rows of its own, which
     * cost something.
     */
    private boolean isWholeReservation(CostRow charge) {
        return charge.has(CostColumns.CAPACITY_RESERVATION_ID)
                && (reader.is(columns.capacityReservationStatus, RESERVED)
                        || reader.contains(columns.usageType, RESERVATION)
                        || reader.contains(columns.usageType, DEDICATED_RESERVATION));
    }

    private PricingCategory usagePricing(CostRow charge) {
        if (charge.has(CostColumns.COMMITMENT_DISCOUNT_ID)) {
            return PricingCategory.COMMITTED;
        }
        boolean spot = reader.contains(columns.usageType, SPOT_USAGE) || reader.contains(columns.purchaseOption, SPOT);
        return spot ? PricingCategory.DYNAMIC : PricingCategory.STANDARD;
    }

    /**
     * Usage that a plan covers. Without the plan it would cost what the plan's negation takes off.
     *
     * @param cost the row's cost, which the negation takes off
     * @param effective {@code null} where the report does not say it
     * @param commitment what it takes of the commitment; {@code null} where the report does not say it
     */
    void coveredByPlan(CostRow charge, BigDecimal cost, BigDecimal effective, BigDecimal commitment) {
        BigDecimal list = prices.listCost(amounts.undiscounted());
        covered(charge, ZERO, effective, list, cost, amounts.costName());
        prices.contractedUnitPrice(charge);
        quantityOfCovered(charge, commitment);
    }

    /**
     * Usage that a reservation covers. Of its cost without the reservation, only the public price is known.
     *
     * @param effective {@code null} where the report does not say it
     * @param undiscounted the same before negotiated discounts; {@code null} as above
     */
    void coveredByReservation(CostRow charge, BigDecimal billed, BigDecimal effective, BigDecimal undiscounted) {
        BigDecimal list = prices.listCost(undiscounted == null ? ZERO : undiscounted);
        if (prices.hasListCost()) {
            covered(charge, billed, effective, list, list, PUBLIC_ON_DEMAND);
            prices.contractedAtList(charge);
        } else {
            covered(charge, billed, effective, list, effective == null ? ZERO : effective, EFFECTIVE);
        }
        quantityOfCovered(charge, null);
    }

    private void covered(
            CostRow charge,
            BigDecimal billed,
            BigDecimal effective,
            BigDecimal list,
            BigDecimal contracted,
            byte[] contractedBasis) {
        ChargeKind.priced(charge, ChargeCategory.USAGE, ChargeFrequency.USAGE_BASED, PricingCategory.COMMITTED);
        status(charge, Status.USED);
        costs(charge, billed, amortized(charge, effective), list, contracted, contractedBasis);
        prices.quantities(charge, reader.optionalQuantity(columns.usageAmount), true);
        prices.listUnitPrice(charge);
    }

    private void quantityOfCovered(CostRow charge, BigDecimal spend) {
        BigDecimal units = prices.units(columns.normalizedUsageAmount);
        prices.commitmentQuantity(
                charge, spend, units == null ? reader.optionalQuantity(columns.usageAmount) : units, units != null);
    }

    /** A share of what another row bills: it costs nothing of its own. */
    void allocation(CostRow charge) {
        ChargeKind.priced(charge, ChargeCategory.USAGE, ChargeFrequency.USAGE_BASED, usagePricing(charge));
        status(charge, Status.USED);
        costs(charge, ZERO, ZERO, ZERO, ZERO, BILLED);
        prices.quantities(charge, reader.optionalQuantity(columns.usageAmount), true);
        noneOfCommitment(charge);
    }

    /**
     * A charge that neither buys nor uses any of the commitment that it names: money off, or back, or a share. Unless
     * the row says that a reservation is counted in normalized units, its unit is not known: a commitment has one.
     */
    private void noneOfCommitment(CostRow charge) {
        boolean flexible = prices.units(columns.totalReservedNormalizedUnits) != null;
        prices.commitmentQuantity(charge, ZERO, flexible ? ZERO : null, flexible);
    }

    /**
     * The purchase of a commitment: billed at a price of its own, and amortized over what it covers.
     *
     * @param amortized whether the usage that it covers has its cost; otherwise the purchase keeps it
     */
    void commitmentPurchase(CostRow charge, BigDecimal cost, boolean amortized, ChargeFrequency frequency) {
        ChargeKind.priced(charge, ChargeCategory.PURCHASE, frequency, PricingCategory.STANDARD);
        costs(charge, cost, purchased(charge, cost, amortized), amounts.undiscounted(), cost, BILLED);
        BigDecimal units = prices.units(columns.totalReservedUnits);
        prices.quantityOfPurchase(charge, units);
        prices.unitPricesOfPurchase(charge);
        if (units == null && frequency == ChargeFrequency.RECURRING) {
            units = prices.hours();
        }
        // Of a plan, what this fee pays for: what was paid upfront is the quantity of the upfront fee. A commitment is
        // before discounts.
        BigDecimal flexible = prices.units(columns.totalReservedNormalizedUnits);
        prices.commitmentQuantity(
                charge, amounts.undiscounted(), flexible == null ? units : flexible, flexible != null);
    }

    private static BigDecimal purchased(CostRow charge, BigDecimal cost, boolean amortized) {
        if (amortized) {
            return ZERO;
        }
        charge.flag(CostColumns.X_AMORTIZATION_MISSING);
        return cost;
    }

    /** The amortized cost, or 0 and a flag where it is not known. */
    private static BigDecimal amortized(CostRow charge, BigDecimal effective) {
        if (effective == null) {
            charge.flag(CostColumns.X_AMORTIZATION_MISSING);
            return ZERO;
        }
        return effective;
    }

    /** FOCUS has a status only where it has a commitment's id. */
    private static void status(CostRow charge, Status status) {
        if (charge.has(CostColumns.COMMITMENT_DISCOUNT_ID)) {
            charge.text(CostColumns.COMMITMENT_DISCOUNT_STATUS, status.text());
        }
    }

    /**
     * The part of a commitment that was paid for and not used. It is billed with the purchase.
     *
     * @param unused its cost; {@code null} where the report does not say it
     * @param commitment the commitment to spend that is left; {@code null} where there is none or it is not known
     */
    void unused(CostRow charge, BigDecimal unused, BigDecimal commitment) {
        ChargeKind.priced(charge, ChargeCategory.USAGE, ChargeFrequency.USAGE_BASED, PricingCategory.COMMITTED);
        status(charge, Status.UNUSED);
        costs(charge, ZERO, amortized(charge, unused), ZERO, ZERO, BILLED);
        prices.quantities(charge, ZERO, false);
        // In the units of its purchase, also where nothing is left.
        boolean flexible = prices.units(columns.totalReservedNormalizedUnits) != null
                || prices.units(columns.unusedNormalizedUnitQuantity) != null;
        int units = flexible ? columns.unusedNormalizedUnitQuantity : columns.unusedQuantity;
        prices.commitmentQuantity(charge, commitment, reader.optionalQuantity(units), flexible);
    }

    void purchase(CostRow charge, BigDecimal cost, ChargeFrequency frequency) {
        ChargeKind.priced(charge, ChargeCategory.PURCHASE, frequency, PricingCategory.STANDARD);
        costs(charge, cost, cost, amounts.undiscounted(), cost, BILLED);
        prices.quantities(charge, reader.optionalQuantity(columns.usageAmount), false);
        prices.unitPricesOfPurchase(charge);
    }

    /** A fee that is no commitment's. Only its description tells whether it recurs. */
    void fee(CostRow charge, BigDecimal cost) {
        boolean recurring = reader.contains(columns.description, RECURRING_WORD)
                || reader.contains(columns.description, MONTHLY_WORD)
                || reader.contains(columns.usageType, RECURRING_WORD)
                || reader.contains(columns.usageType, MONTHLY_WORD);
        purchase(charge, cost, recurring ? ChargeFrequency.RECURRING : ChargeFrequency.ONE_TIME);
    }

    void tax(CostRow charge, BigDecimal cost, boolean onPurchase) {
        ChargeKind.unpriced(
                charge, ChargeCategory.TAX, onPurchase ? ChargeFrequency.ONE_TIME : ChargeFrequency.RECURRING);
        costs(charge, cost, cost, amounts.undiscounted(), cost, BILLED);
    }

    void credit(CostRow charge, BigDecimal cost) {
        ChargeKind.unpriced(charge, ChargeCategory.CREDIT, ChargeFrequency.ONE_TIME);
        costs(charge, cost, cost, amounts.undiscounted(), cost, BILLED);
    }

    /**
     * A refund belongs to the category of what it refunds.
     *
     * @param category Adjustment where that is not known
     * @param amortized whether it refunds a commitment whose cost usage bears
     */
    void refund(CostRow charge, BigDecimal cost, ChargeCategory category, boolean commitment, boolean amortized) {
        BigDecimal effective = commitment ? purchased(charge, cost, amortized) : cost;
        if (category == ChargeCategory.ADJUSTMENT) {
            ChargeKind.unpriced(charge, category, ChargeFrequency.ONE_TIME);
            costs(charge, cost, effective, amounts.undiscounted(), cost, BILLED);
            return;
        }
        ChargeKind.priced(charge, category, ChargeFrequency.ONE_TIME, PricingCategory.STANDARD);
        costs(charge, cost, effective, amounts.undiscounted(), cost, BILLED);
        prices.quantities(charge, reader.optionalQuantity(columns.usageAmount), false);
        if (category == ChargeCategory.USAGE) {
            prices.nothingConsumed(charge);
        }
        noneOfCommitment(charge);
    }

    /**
     * A discount in a row of its own. One of a commitment lowers what its purchase costs.
     *
     * @param amortized whether the usage that the commitment covers has its cost after discounts
     */
    void discount(CostRow charge, BigDecimal cost, BigDecimal contracted, boolean amortized) {
        boolean commitment = charge.has(CostColumns.COMMITMENT_DISCOUNT_ID);
        ChargeCategory category = commitment
                ? ChargeCategory.PURCHASE
                : charge.has(CostColumns.SKU_ID) ? ChargeCategory.USAGE : ChargeCategory.ADJUSTMENT;
        ChargeKind.priced(
                charge,
                category,
                commitment ? ChargeFrequency.RECURRING : ChargeFrequency.USAGE_BASED,
                PricingCategory.STANDARD);
        costs(charge, cost, commitment ? purchased(charge, cost, amortized) : cost, ZERO, contracted, BILLED);
        prices.quantities(charge, reader.optionalQuantity(columns.usageAmount), false);
        if (category == ChargeCategory.USAGE) {
            prices.nothingConsumed(charge);
        }
        noneOfCommitment(charge);
    }

    void unknown(CostRow charge, BigDecimal cost) {
        BigDecimal amount = reader.optionalQuantity(columns.usageAmount);
        boolean used = amount != null && amount.signum() != 0;
        ChargeKind.priced(
                charge,
                used ? ChargeCategory.USAGE : ChargeCategory.ADJUSTMENT,
                ChargeFrequency.USAGE_BASED,
                used ? usagePricing(charge) : PricingCategory.STANDARD);
        costs(charge, cost, cost, prices.listCost(amounts.undiscounted()), cost, BILLED);
        prices.quantities(charge, amount, used);
        if (used) {
            status(charge, Status.USED);
            quantityOfCovered(charge, cost);
        }
    }

    void adjustment(CostRow charge, BigDecimal amount) {
        ChargeKind.unpriced(charge, ChargeCategory.ADJUSTMENT, ChargeFrequency.ONE_TIME);
        costs(charge, amount, amount, amount, amount, BILLED);
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

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
