package io.tributary.streams.normalize.gcp;

import io.tributary.streams.normalize.UnitPrices;
import io.tributary.streams.record.CostColumns;
import io.tributary.streams.record.CostRow;
import io.tributary.streams.record.Decimals;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/**
 * The quantities and prices of a row, and its list and contracted costs. The source states the costs; only a unit price
 * may be derived. A unit price that contradicts its cost is left out, since the cost is right.
 */
final class GcpPrices {

    /** Fields of prices and quantities, which a credit does not have. */
    private static final int[] OF_USAGE = {
        CostColumns.LIST_UNIT_PRICE,
        CostColumns.CONTRACTED_UNIT_PRICE,
        CostColumns.PRICING_CURRENCY_LIST_UNIT_PRICE,
        CostColumns.PRICING_CURRENCY_CONTRACTED_UNIT_PRICE,
        CostColumns.PRICING_QUANTITY,
        CostColumns.PRICING_UNIT,
        CostColumns.CONSUMED_QUANTITY,
        CostColumns.CONSUMED_UNIT,
        CostColumns.X_UNIT_PRICE_DROPPED,
        CostColumns.X_UNIT_PRICE_DERIVED
    };

    private static final String DOLLARS = "USD";

    private final GcpRow row;
    private CostRow record;
    private GcpLine line;
    private BigDecimal rate;
    private byte[] pricingCurrency;
    private BigDecimal quantity;

    GcpPrices(GcpRow row) {
        this.row = row;
    }

    /** Writes the costs besides BilledCost and EffectiveCost, the prices and the quantities of {@code next}. */
    void write(CostRow target, GcpLine next) {
        record = target;
        line = next;
        currencies();
        quantities();
        costs();
        if (line.type() != CostType.TAX && line.type() != CostType.ROUNDING_ERROR) {
            unitPrices();
        }
    }

    private void currencies() {
        BigDecimal stated = row.price(GcpColumn.CURRENCY_CONVERSION_RATE);
        boolean known = stated != null && stated.signum() > 0;
        boolean dollars = known || line.currency().equals(DOLLARS);
        // Prices are dollars at first: the rate says how much of the bill's currency a dollar is.
        rate = known && !line.currency().equals(DOLLARS) ? stated : BigDecimal.ONE;
        pricingCurrency = bytes(dollars ? DOLLARS : line.currency());
        record.text(CostColumns.PRICING_CURRENCY, pricingCurrency);
    }

    /** An amount in the price list's currency. */
    private BigDecimal inPricingCurrency(BigDecimal amount) {
        return rate.equals(BigDecimal.ONE) ? amount : amount.divide(rate, Decimals.MONEY_SCALE, RoundingMode.HALF_EVEN);
    }

    /** Writes the effective cost in the price list's currency. */
    void effective(CostRow target, BigDecimal effective) {
        BigDecimal converted = inPricingCurrency(effective);
        if (!Decimals.exceedsPrecision(converted, Decimals.MONEY_SCALE)) {
            target.decimal(CostColumns.PRICING_CURRENCY_EFFECTIVE_COST, converted);
        }
    }

    private void quantities() {
        quantity = null;
        if (line.type() != CostType.TAX) {
            quantity = row.quantity(GcpColumn.USAGE_AMOUNT_IN_PRICING_UNITS);
        }
        quantity(CostColumns.PRICING_QUANTITY, quantity, CostColumns.PRICING_UNIT, GcpColumn.USAGE_PRICING_UNIT);
        if (line.type() == CostType.REGULAR && !line.commitment().fee()) {
            BigDecimal consumed = row.quantity(GcpColumn.USAGE_AMOUNT);
            quantity(CostColumns.CONSUMED_QUANTITY, consumed, CostColumns.CONSUMED_UNIT, GcpColumn.USAGE_UNIT);
        }
    }

    /** Writes a quantity and its unit: to FOCUS, neither stands alone. */
    private void quantity(int field, BigDecimal amount, int unitField, GcpColumn unitColumn) {
        String unit = row.text(unitColumn);
        if (amount != null && !unit.isEmpty()) {
            record.decimal(field, amount);
            text(unitField, Units.of(unit));
        }
    }

    /**
     * Writes how much of a commitment the row buys or uses up, where it names the commitment: the cost at the
     * commitment's price in the price list's currency for one to spend, the amount of usage for one to use. A credit of
     * a commitment to spend takes off another price, so that it does not tell.
     */
    void commitment(CostRow target, GcpLine next) {
        Commitment commitment = next.commitment();
        if (commitment.id().isEmpty() || next.type() != CostType.REGULAR) {
            return;
        }
        if (!commitment.spend()) {
            BigDecimal amount = row.quantity(GcpColumn.USAGE_AMOUNT);
            String unit = row.text(GcpColumn.USAGE_UNIT);
            if (amount != null && !unit.isEmpty()) {
                BigDecimal covered = commitment.fee() ? amount : covered(amount, next);
                commitment(target, covered, bytes(Units.of(unit)));
            }
        } else if (commitment.fee() || commitment.modelled()) {
            commitment(target, inPricingCurrency(next.cost()), pricingCurrency);
        }
    }

    private static void commitment(CostRow target, BigDecimal quantity, byte[] unit) {
        if (!Decimals.exceedsPrecision(quantity, Decimals.QUANTITY_SCALE)) {
            target.decimal(
                    CostColumns.COMMITMENT_DISCOUNT_QUANTITY, Decimals.scaled(quantity, Decimals.QUANTITY_SCALE));
            target.text(CostColumns.COMMITMENT_DISCOUNT_UNIT, unit);
        }
    }

    /** The part of {@code amount} whose cost is taken off by the commitment. */
    private static BigDecimal covered(BigDecimal amount, GcpLine line) {
        BigDecimal off = line.credits().committedSum().negate();
        boolean whole =
                line.cost().signum() == 0 || off.abs().compareTo(line.cost().abs()) >= 0;
        return whole
                ? amount
                : amount.multiply(off).divide(line.cost(), Decimals.QUANTITY_SCALE, RoundingMode.HALF_EVEN);
    }

    private void costs() {
        BigDecimal list = known(GcpColumn.COST_AT_LIST);
        record.decimal(CostColumns.LIST_COST, withOffset(list == null ? line.cost() : list));
        BigDecimal contracted = known(GcpColumn.COST_AT_EFFECTIVE_PRICE_DEFAULT);
        record.decimal(CostColumns.CONTRACTED_COST, withOffset(contracted == null ? line.cost() : contracted));
        text(CostColumns.X_CONTRACTED_COST_BASIS, contracted == null ? "CostBeforeCredits" : "EffectivePriceDefault");
    }

    /** A price, or the cost at one; {@code null} where Google knows no such price. */
    private BigDecimal known(GcpColumn column) {
        BigDecimal stated = row.price(column);
        return UnitPrices.isKnown(stated, line.cost()) ? stated : null;
    }

    /** A cost less what is given back of a fee: usage that the commitment covers costs that, so it is no discount. */
    private BigDecimal withOffset(BigDecimal cost) {
        BigDecimal offset = offset();
        if (offset.signum() == 0) {
            return cost;
        }
        BigDecimal net = cost.add(offset);
        return row.reader.fitting(row.columns.index(GcpColumn.CREDITS), net, Decimals.MONEY_SCALE);
    }

    private BigDecimal offset() {
        // Only fees of commitments to spend have one, and what negates such a fee.
        return line.credits().offset();
    }

    private void unitPrices() {
        BigDecimal list = known(GcpColumn.PRICE_LIST);
        if (list == null) {
            derivedListPrice();
        } else {
            unitPrice(
                    list,
                    CostColumns.LIST_COST,
                    CostColumns.LIST_UNIT_PRICE,
                    CostColumns.PRICING_CURRENCY_LIST_UNIT_PRICE);
        }
        BigDecimal contracted = known(GcpColumn.PRICE_EFFECTIVE_DEFAULT);
        unitPrice(
                contracted == null ? known(GcpColumn.PRICE_EFFECTIVE) : contracted,
                CostColumns.CONTRACTED_COST,
                CostColumns.CONTRACTED_UNIT_PRICE,
                CostColumns.PRICING_CURRENCY_CONTRACTED_UNIT_PRICE);
    }

    /** The list price of one unit follows from the list cost, where the table has no prices yet. */
    private void derivedListPrice() {
        boolean unknown = quantity == null || quantity.signum() == 0 || offset().signum() != 0;
        if (known(GcpColumn.COST_AT_LIST) == null || unknown) {
            return;
        }
        BigDecimal price =
                record.decimal(CostColumns.LIST_COST).divide(quantity, Decimals.MONEY_SCALE, RoundingMode.HALF_EVEN);
        if (price.signum() >= 0 && fits(price, CostColumns.LIST_COST)) {
            put(CostColumns.LIST_UNIT_PRICE, price);
            put(CostColumns.PRICING_CURRENCY_LIST_UNIT_PRICE, inPricingCurrency(price));
        }
    }

    /** Writes a price in the bill's currency, or in dollars where only that fits the cost. */
    private void unitPrice(BigDecimal stated, int costField, int field, int pricingCurrencyField) {
        if (stated == null) {
            return;
        }
        BigDecimal price = ofOneUnit(stated);
        BigDecimal converted = price.multiply(rate);
        if (price.signum() >= 0 && fits(price, costField)) {
            put(field, price);
            put(pricingCurrencyField, inPricingCurrency(price));
        } else if (price.signum() >= 0 && fits(converted, costField)) {
            put(field, Decimals.scaled(converted, Decimals.MONEY_SCALE));
            put(pricingCurrencyField, price);
        } else {
            record.flag(CostColumns.X_UNIT_PRICE_DROPPED);
        }
    }

    private BigDecimal ofOneUnit(BigDecimal price) {
        BigDecimal units = row.price(GcpColumn.PRICE_QUANTITY);
        return units == null || units.signum() <= 0 || units.compareTo(BigDecimal.ONE) == 0
                ? price
                : price.divide(units, Decimals.MONEY_SCALE, RoundingMode.HALF_EVEN);
    }

    private boolean fits(BigDecimal price, int costField) {
        if (quantity == null) {
            return true;
        }
        return UnitPrices.fits(price, quantity, record.decimal(costField));
    }

    private void put(int field, BigDecimal price) {
        if (!Decimals.exceedsPrecision(price, Decimals.MONEY_SCALE)) {
            record.decimal(field, price);
        }
    }

    /** Turns {@code credit}, a copy of the written record, into one that has nothing but the money {@code amount}. */
    void credit(CostRow credit, BigDecimal amount) {
        for (int field : OF_USAGE) {
            credit.absent(field);
        }
        credit.decimal(CostColumns.LIST_COST, amount);
        credit.decimal(CostColumns.CONTRACTED_COST, amount);
        credit.text(CostColumns.X_CONTRACTED_COST_BASIS, bytes("Billed"));
        credit.absent(CostColumns.PRICING_CURRENCY_EFFECTIVE_COST);
        effective(credit, amount);
    }

    private void text(int field, String text) {
        record.text(field, bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
