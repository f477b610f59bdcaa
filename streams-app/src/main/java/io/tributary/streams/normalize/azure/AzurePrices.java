package io.tributary.streams.normalize.azure;

import io.tributary.streams.normalize.SourceDefect;
import io.tributary.streams.normalize.UnitPrices;
import io.tributary.streams.record.CostColumns;
import io.tributary.streams.record.CostRow;
import io.tributary.streams.record.Decimals;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The quantity and the prices of a row, and the list and contracted costs that follow from them.
 *
 * <p>Azure prices blocks of units, and states the quantity in blocks: 0.0129 of a meter of 10K are 129 operations. Some
 * old meters state it in units instead. So a quantity is trusted only where it does not contradict the cost and the
 * price that was paid; otherwise it is left out with the prices, and the costs are what the row states. A quantity of
 * which some units, or all, are included in the offer contradicts nothing: it is kept, and only prices are left out.
 */
final class AzurePrices {

    // Azure rounds prices paid, which are averages; the smallest block of more than one unit is two.
    private static final BigDecimal ROUGHLY = new BigDecimal("0.01");
    private static final BigDecimal TWO = BigDecimal.valueOf(2);
    private static final String COUNT = "Units";

    private final AzureRow row;
    private AzureLine line;
    private String pricingCurrency;
    private BigDecimal exchangeRate;
    private Optional<Units.Unit> unit = Optional.empty();
    private BigDecimal quantity;
    private BigDecimal unitPrice;
    private BigDecimal listPrice;
    private BigDecimal contractedCost;
    private BigDecimal listCost;
    private boolean contracted;
    private boolean included;
    private boolean dropped;

    AzurePrices(AzureRow row) {
        this.row = row;
    }

    /** Reads the prices of the row of {@code next}. */
    void read(AzureLine next) {
        line = next;
        dropped = false;
        currencies();
        unit = Units.of(row.text(AzureColumn.UNIT_OF_MEASURE));
        quantity = line.type() == ChargeType.TAX ? null : row.reader.optionalQuantity(row.at(AzureColumn.QUANTITY));
        unitPrice = unitPrice(AzureColumn.UNIT_PRICE);
        listPrice = unitPrice(AzureColumn.LIST_PRICE);
        // Azure writes 0 where it has no list price.
        listPrice = listPrice != null && listPrice.signum() == 0 ? null : listPrice;
        included = false;
        if (quantity != null && contradictsPaidPrice()) {
            quantity = null;
            dropped = true;
        }
        costs();
    }

    private void currencies() {
        String stated = row.text(AzureColumn.PRICING_CURRENCY);
        pricingCurrency = stated.isEmpty() ? line.currency() : stated;
        BigDecimal rate = row.price(AzureColumn.EXCHANGE_RATE);
        boolean usable = rate != null && rate.signum() > 0;
        exchangeRate = isOneCurrency() ? BigDecimal.ONE : usable ? rate : null;
    }

    /** A price of one block, as delivered; {@code null} where there is none, or none that FOCUS can have. */
    private BigDecimal unitPrice(AzureColumn column) {
        if (!hasUnitPrices()) {
            return null;
        }
        BigDecimal price = row.price(column);
        if (price != null && price.signum() < 0) {
            dropped = true;
            return null;
        }
        return price;
    }

    private boolean hasUnitPrices() {
        return line.type().isUse() || line.type().isFee();
    }

    /** Whether quantity and price paid contradict the row's cost, or the price paid is that of one unit. */
    private boolean contradictsPaidPrice() {
        BigDecimal paid = row.price(AzureColumn.EFFECTIVE_PRICE);
        if (paid == null || paid.signum() == 0) {
            return false;
        }
        List<Comparison> comparisons = comparisons(paid.multiply(quantity));
        boolean fits = comparisons.stream().anyMatch(Comparison::fits);
        included =
                !fits && line.type() == ChargeType.USAGE && comparisons.stream().allMatch(this::hasIncludedUnits);
        return !fits && !included || isOfOneUnit(paid);
    }

    /** What the quantity comes to at the price paid, beside what the row costs, in each currency of the price. */
    private List<Comparison> comparisons(BigDecimal product) {
        List<Comparison> comparisons = new ArrayList<>();
        comparisons.add(new Comparison(product, line.cost()));
        if (exchangeRate != null) {
            comparisons.add(new Comparison(product.multiply(exchangeRate), line.cost()));
        }
        BigDecimal inPricingCurrency = row.price(AzureColumn.COST_IN_PRICING_CURRENCY);
        if (inPricingCurrency != null) {
            comparisons.add(new Comparison(product, inPricingCurrency));
        }
        return comparisons;
    }

    /**
     * Whether units that the offer includes explain why the row costs less than its quantity does. A quantity in units
     * costs more by just the size of the block; where that is not known, it is two at least.
     */
    private boolean hasIncludedUnits(Comparison comparison) {
        BigDecimal cost = comparison.cost();
        if (cost.signum() == 0) {
            return true;
        }
        boolean more = comparison.product().signum() == cost.signum()
                && comparison.product().abs().compareTo(cost.abs()) > 0;
        boolean isBlock = unit.map(known -> comparison.isTimes(known.block()))
                .orElseGet(() -> comparison.product().abs().compareTo(cost.abs().multiply(TWO)) >= 0);
        return more && !isBlock;
    }

    private boolean isOfOneUnit(BigDecimal paid) {
        boolean blocks = unit.isPresent() && unit.get().block().compareTo(BigDecimal.ONE) > 0;
        return blocks
                && unitPrice != null
                && unitPrice.signum() > 0
                && roughly(paid.multiply(unit.get().block()), unitPrice);
    }

    /** What a quantity comes to at the price paid, beside what the row costs. */
    private record Comparison(BigDecimal product, BigDecimal cost) {

        boolean fits() {
            return roughly(product, cost);
        }

        boolean isTimes(BigDecimal factor) {
            return roughly(product, cost.multiply(factor));
        }
    }

    private static boolean roughly(BigDecimal one, BigDecimal other) {
        return UnitPrices.isNear(one, other, ROUGHLY);
    }

    private void costs() {
        BigDecimal byPrice = line.type() == ChargeType.USAGE && isUsePriced() ? priced(unitPrice) : null;
        contracted = UnitPrices.isKnown(byPrice, line.cost());
        contractedCost = contracted ? byPrice : line.cost();
        listCost = line.cost();
        // FOCUS: what is left unused has the list price of what could have been used.
        if (line.type().isUse()) {
            BigDecimal stated = row.price(AzureColumn.LIST_COST);
            BigDecimal byListPrice = isUsePriced() ? priced(listPrice) : null;
            listCost = UnitPrices.isKnown(stated, line.cost())
                    ? stated
                    : byListPrice != null ? byListPrice : contractedCost;
        }
    }

    private boolean isUsePriced() {
        // What is included has no price.
        return line.type().isUse() && quantity != null && exchangeRate != null && !included;
    }

    /** The quantity at that price, in the bill's currency; {@code null} where there is no price, or it is too large. */
    private BigDecimal priced(BigDecimal price) {
        return price == null ? null : money(price.multiply(exchangeRate).multiply(quantity));
    }

    private static BigDecimal money(BigDecimal amount) {
        BigDecimal money = Decimals.scaled(amount, Decimals.MONEY_SCALE);
        return Decimals.exceedsPrecision(money, Decimals.MONEY_SCALE) ? null : money;
    }

    /** Writes quantities, units and unit prices; the costs must be written already. */
    void write(CostRow record) {
        unit.ifPresent(known -> record.decimal(CostColumns.X_PRICING_BLOCK_SIZE, known.block()));
        // To FOCUS, what has no price has no quantity of it.
        boolean priced = hasUnitPrices() || record.has(CostColumns.SKU_PRICE_ID);
        String pricedUnit = quantity != null && priced ? pricedUnit() : "";
        if (!pricedUnit.isEmpty()) {
            record.decimal(CostColumns.PRICING_QUANTITY, quantity);
            record.text(CostColumns.PRICING_UNIT, text(pricedUnit));
            if (line.type() == ChargeType.USAGE && unit.isPresent()) {
                consumed(record, unit.get());
            }
        }
        if (!hasUnitPrices()) {
            return;
        }
        unitPrice(
                record,
                unitPrice,
                CostColumns.CONTRACTED_UNIT_PRICE,
                CostColumns.PRICING_CURRENCY_CONTRACTED_UNIT_PRICE,
                CostColumns.CONTRACTED_COST);
        unitPrice(
                record,
                listPrice,
                CostColumns.LIST_UNIT_PRICE,
                CostColumns.PRICING_CURRENCY_LIST_UNIT_PRICE,
                CostColumns.LIST_COST);
        if (dropped) {
            record.flag(CostColumns.X_UNIT_PRICE_DROPPED);
        }
    }

    private void consumed(CostRow record, Units.Unit known) {
        BigDecimal consumed = Decimals.scaled(quantity.multiply(known.block()), Decimals.QUANTITY_SCALE);
        if (!Decimals.exceedsPrecision(consumed, Decimals.QUANTITY_SCALE)) {
            record.decimal(CostColumns.CONSUMED_QUANTITY, consumed);
            record.text(CostColumns.CONSUMED_UNIT, text(known.unit()));
        }
    }

    /** Writes a unit price, unless it contradicts the cost that the source states: then the cost is right. */
    private void unitPrice(CostRow record, BigDecimal price, int field, int pricingCurrencyField, int costField) {
        if (price == null) {
            return;
        }
        BigDecimal billing = exchangeRate == null ? null : money(price.multiply(exchangeRate));
        if (dropped && quantity == null || contradicts(billing, record.decimal(costField))) {
            dropped = true;
            return;
        }
        record.decimal(pricingCurrencyField, price);
        if (billing != null) {
            record.decimal(field, billing);
        }
    }

    private boolean contradicts(BigDecimal price, BigDecimal cost) {
        return price != null && quantity != null && !UnitPrices.fits(price, quantity, cost);
    }

    String pricingCurrency() {
        return pricingCurrency;
    }

    /** Whether prices are in the bill's currency. */
    boolean isOneCurrency() {
        return pricingCurrency.equalsIgnoreCase(line.currency());
    }

    /** The amount of the bill's currency for one of the price list's; {@code null} where that is unknown. */
    BigDecimal exchangeRate() {
        return exchangeRate;
    }

    /**
     * The unit that is priced; as delivered where it is not known. A row of line detail that names none counts
     * something all the same; a sum of many rows adds up what need not have one unit, and has none.
     */
    private String pricedUnit() {
        String known = unit.map(Units.Unit::priced).orElseGet(() -> row.assigned(AzureColumn.UNIT_OF_MEASURE));
        if (!known.isEmpty() || row.columns.isSum()) {
            return known;
        }
        row.reader.defects().add(SourceDefect.PRICING_UNIT_MISSING);
        return COUNT;
    }

    /** The quantity in units, and not in blocks of them; {@code null} where it or the unit is not known. */
    BigDecimal units() {
        return quantity == null || unit.isEmpty()
                ? null
                : quantity.multiply(unit.get().block());
    }

    /** The unit of {@link #units()}; empty where it is not known. */
    String unit() {
        return unit.map(Units.Unit::unit).orElse("");
    }

    BigDecimal contractedCost() {
        return contractedCost;
    }

    BigDecimal listCost() {
        return listCost;
    }

    /** Whether the contracted cost follows from a unit price. */
    boolean isContracted() {
        return contracted;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
