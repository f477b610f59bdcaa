package io.tributary.streams.normalize.aws;

import static java.math.BigDecimal.ZERO;

import io.tributary.streams.normalize.ByteTable;
import io.tributary.streams.normalize.FocusValue.CommitmentCategory;
import io.tributary.streams.normalize.ReferenceTable;
import io.tributary.streams.normalize.RowReader;
import io.tributary.streams.normalize.UnitPrices;
import io.tributary.streams.page.SourceRow;
import io.tributary.streams.record.CostColumns;
import io.tributary.streams.record.CostRow;
import io.tributary.streams.record.Decimals;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The prices and quantities of a charge, their units, and what costs are in the price list's currency. */
final class CurPrices {

    private static final byte[] HOURS = text("Hours");
    private static final byte[] UNNAMED = text("Units");
    private static final byte[] READ_CAPACITY_HOURS = text("ReadCapacityUnits-Hours");
    private static final byte[] WRITE_CAPACITY_HOURS = text("WriteCapacityUnits-Hours");
    // Usage types of DynamoDB: USE1-ReadCapacityUnit-Hrs, and of fees USE1-HeavyUsage:dynamodb.read.
    private static final byte[] READ_CAPACITY = text("ReadCapacityUnit");
    private static final byte[] READ_CAPACITY_FEE = text("dynamodb.read");
    private static final byte[] WRITE_CAPACITY = text("WriteCapacityUnit");
    private static final byte[] WRITE_CAPACITY_FEE = text("dynamodb.write");
    private static final byte[] NORMALIZED_HOURS = text("Normalized Hours");

    /** AWS pricing/unit in FOCUS's unit form; units that are not named here are in it already. */
    private static final ByteTable<byte[]> UNITS =
            new ByteTable<>(ReferenceTable.lines(CurPrices.class, "units.tsv", 2).stream()
                    .collect(Collectors.toMap(line -> line[0], line -> text(line[1]))));

    private final CurColumns columns;
    private final RowReader reader;
    private final CurAmounts amounts;
    private SourceRow source;
    private byte[] currency;
    private boolean foreignPrices;

    CurPrices(CurColumns columns, RowReader reader, CurAmounts amounts) {
        this.columns = columns;
        this.reader = reader;
        this.amounts = amounts;
    }

    /** Begins the charges of another row. */
    void start(SourceRow row, String rowCurrency) {
        source = row;
        currency = text(rowCurrency);
        foreignPrices = !reader.isBlank(columns.pricingCurrency) && !reader.is(columns.pricingCurrency, currency);
    }

    /**
     * The public price of what the row charges, in the bill's currency.
     *
     * @return {@code null} where the row has none, or has it in another currency: AWS gives no rate between them
     */
    private BigDecimal publicOnDemandCost() {
        return foreignPrices ? null : delivered(columns.publicOnDemandCost);
    }

    /** Whether the row has a public price in the bill's currency. */
    boolean hasListCost() {
        return publicOnDemandCost() != null;
    }

    /** What the row charges at the public price, or {@code otherwise} where that is not known. */
    BigDecimal listCost(BigDecimal otherwise) {
        BigDecimal list = publicOnDemandCost();
        return list == null ? otherwise : list;
    }

    /**
     * A cost of the row; {@code null} where it is blank or 0, since reports that passed through Athena have 0 where the
     * original has a blank.
     */
    private BigDecimal delivered(int column) {
        BigDecimal cost = reader.optionalMoney(column);
        return cost == null || cost.signum() == 0 ? null : cost;
    }

    /** The units of a commitment in that column; {@code null} where the row has none. */
    BigDecimal units(int column) {
        BigDecimal units = reader.optionalQuantity(column);
        return units == null || units.signum() == 0 ? null : units;
    }

    /** Writes the quantity that is priced and, where {@code consumed}, the same as the one consumed. */
    void quantities(CostRow charge, BigDecimal quantity, boolean consumed) {
        if (quantity == null) {
            return;
        }
        charge.decimal(CostColumns.PRICING_QUANTITY, quantity);
        if (consumed) {
            charge.decimal(CostColumns.CONSUMED_QUANTITY, quantity);
        }
        unit(charge, CostColumns.PRICING_UNIT);
        if (consumed) {
            unit(charge, CostColumns.CONSUMED_UNIT);
        }
    }

    /** Writes that a charge of usage takes money off, or back, and is no use of anything. */
    void nothingConsumed(CostRow charge) {
        charge.decimal(CostColumns.CONSUMED_QUANTITY, ZERO);
        unit(charge, CostColumns.CONSUMED_UNIT);
    }

    /**
     * Writes the quantity of a commitment's purchase: the one whose price makes up its cost, else what was reserved.
     *
     * @param units what was reserved; {@code null} where it is not known
     */
    void quantityOfPurchase(CostRow charge, BigDecimal units) {
        BigDecimal amount = reader.optionalQuantity(columns.usageAmount);
        BigDecimal rate = amounts.rate();
        boolean priced = amount != null
                && rate != null
                && UnitPrices.fits(rate, amount, charge.decimal(CostColumns.BILLED_COST));
        boolean reserved = units != null && !priced;
        quantities(charge, reserved ? units : amount, false);
        if (reserved && reader.isBlank(columns.unit)) {
            charge.text(CostColumns.PRICING_UNIT, HOURS);
        }
    }

    /** Writes the unit prices of a purchase, which has no public one: those that make up its costs. */
    void unitPricesOfPurchase(CostRow charge) {
        BigDecimal list = amounts.undiscountedRate();
        if (isPriceOf(charge, list, charge.decimal(CostColumns.LIST_COST))) {
            charge.decimal(CostColumns.LIST_UNIT_PRICE, list);
        }
        contractedUnitPrice(charge);
    }

    /** The hours that the row states; {@code null} where it states another quantity, or none. */
    BigDecimal hours() {
        int column = columns.unit;
        byte[] unit = reader.isBlank(column)
                ? null
                : UNITS.get(source.source(column), source.offset(column), source.length(column));
        return Arrays.equals(unit, HOURS) ? reader.optionalQuantity(columns.usageAmount) : null;
    }

    private void unit(CostRow charge, int field) {
        int column = columns.unit;
        if (reader.isBlank(column)) {
            // FOCUS has no quantity without a unit.
            charge.text(field, UNNAMED);
            return;
        }
        byte[] unit = UNITS.get(source.source(column), source.offset(column), source.length(column));
        if (unit == null) {
            charge.text(field, source.source(column), source.offset(column), source.length(column));
        } else {
            charge.text(field, unit);
        }
    }

    /**
     * Writes the quantity of a commitment: in the plan's currency for a commitment to spend, in units for a commitment
     * to use.
     *
     * @param spend {@code null} where it is not known
     * @param units {@code null} where they are not known
     */
    void commitmentQuantity(CostRow charge, BigDecimal spend, BigDecimal units, boolean normalized) {
        if (!charge.has(CostColumns.COMMITMENT_DISCOUNT_ID)) {
            return;
        }
        boolean spending = charge.isText(CostColumns.COMMITMENT_DISCOUNT_CATEGORY, CommitmentCategory.SPEND.text());
        BigDecimal spent = spend == null ? null : Decimals.scaled(spend, Decimals.QUANTITY_SCALE);
        BigDecimal quantity = spending ? spent : units;
        if (quantity != null) {
            charge.decimal(CostColumns.COMMITMENT_DISCOUNT_QUANTITY, quantity);
            charge.text(CostColumns.COMMITMENT_DISCOUNT_UNIT, spending ? currency : commitmentUnit(normalized));
        }
    }

    /** One unit for fees and usage of a reservation: hours, but of capacity where DynamoDB's capacity is reserved. */
    private byte[] commitmentUnit(boolean normalized) {
        if (normalized) {
            return NORMALIZED_HOURS;
        }
        int column = columns.usageType;
        if (reader.contains(column, READ_CAPACITY) || reader.contains(column, READ_CAPACITY_FEE)) {
            return READ_CAPACITY_HOURS;
        }
        boolean write = reader.contains(column, WRITE_CAPACITY) || reader.contains(column, WRITE_CAPACITY_FEE);
        return write ? WRITE_CAPACITY_HOURS : HOURS;
    }

    /**
     * Writes the public price of a unit in the price list's currency and, where that is the bill's, in the bill's.
     * Where ListCost is what the row costs before discounts, ListUnitPrice is the price that makes it up.
     */
    void listUnitPrice(CostRow charge) {
        BigDecimal list = charge.decimal(CostColumns.LIST_COST);
        BigDecimal price = reader.optionalMoney(columns.publicOnDemandRate);
        BigDecimal cost = delivered(columns.publicOnDemandCost);
        if (price != null && foreignPrices) {
            unitPrice(charge, CostColumns.PRICING_CURRENCY_LIST_UNIT_PRICE, cost == null ? null : price, cost);
        } else if (price != null) {
            // Athena writes 0 for a blank here, too.
            boolean says = price.signum() != 0 || list.signum() == 0 || cost != null;
            unitPrice(charge, CostColumns.LIST_UNIT_PRICE, says ? price : null, list);
        }
        BigDecimal otherwise = hasListCost() ? null : amounts.undiscountedRate();
        if (!charge.has(CostColumns.LIST_UNIT_PRICE) && isPriceOf(charge, otherwise, list)) {
            charge.decimal(CostColumns.LIST_UNIT_PRICE, otherwise);
        }
    }

    /** Writes the price that was paid for a unit, or would have been without a commitment. */
    void contractedUnitPrice(CostRow charge) {
        unitPrice(
                charge, CostColumns.CONTRACTED_UNIT_PRICE, amounts.rate(), charge.decimal(CostColumns.CONTRACTED_COST));
    }

    /** Writes the public price as the contracted one, where ContractedCost is at the public price. */
    void contractedAtList(CostRow charge) {
        if (charge.has(CostColumns.LIST_UNIT_PRICE)) {
            charge.decimal(CostColumns.CONTRACTED_UNIT_PRICE, charge.decimal(CostColumns.LIST_UNIT_PRICE));
        }
    }

    /** Whether {@code price} for each unit that is priced makes {@code cost}. */
    private static boolean isPriceOf(CostRow charge, BigDecimal price, BigDecimal cost) {
        return price != null
                && price.signum() >= 0
                && charge.has(CostColumns.PRICING_QUANTITY)
                && !contradicts(charge, price, cost);
    }

    /** Writes a unit price, unless it contradicts the cost that the source states: then the cost is right. */
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
        return charge.has(CostColumns.PRICING_QUANTITY)
                && !UnitPrices.fits(price, charge.decimal(CostColumns.PRICING_QUANTITY), cost);
    }

    /**
     * Writes the costs in the price list's currency. Where that is not the bill's currency, AWS gives no rate: then
     * only the public price of a unit is known, and a cost of 0. The unblended rate is in the bill's currency.
     */
    void pricingCurrency(CostRow charge) {
        if (!foreignPrices) {
            samePricingCurrency(charge);
        } else if (charge.decimal(CostColumns.EFFECTIVE_COST).signum() == 0) {
            charge.decimal(CostColumns.PRICING_CURRENCY_EFFECTIVE_COST, ZERO);
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

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
