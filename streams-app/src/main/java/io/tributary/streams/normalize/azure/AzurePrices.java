package io.tributary.streams.normalize.azure;

import io.tributary.streams.normalize.UnitPrices;
import io.tributary.streams.record.CostColumns;
import io.tributary.streams.record.CostRow;
import io.tributary.streams.record.Decimals;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The quantity and the prices of a row, and the list and contracted costs that follow from them.
 *
 * <p>Azure prices blocks of units, and states the quantity in blocks: 0.0129 of a meter of 10K are 129 operations. Some
 * old meters state it in units instead. So a quantity is trusted only where it does not contradict the cost and the
 * price that was paid; otherwise it is left out with the prices, and the costs are what the row states.
 */
final class AzurePrices {

    // Azure rounds prices paid, which are averages; the smallest block of more than one unit is two.
    private static final BigDecimal ROUGHLY = new BigDecimal("0.01");

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
        quantity = line.type() == ChargeType.TAX ? null : row.reader.quantity(row.at(AzureColumn.QUANTITY));
        unitPrice = unitPrice(AzureColumn.UNIT_PRICE);
        listPrice = unitPrice(AzureColumn.LIST_PRICE);
        // Azure writes 0 where it has no list price.
        listPrice = listPrice != null && listPrice.signum() == 0 ? null : listPrice;
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
        BigDecimal product = paid.multiply(quantity);
        boolean fits = roughly(product, line.cost())
                || exchangeRate != null && roughly(product.multiply(exchangeRate), line.cost())
                || fitsPricingCurrency(product);
        return !fits || isOfOneUnit(paid);
    }

    private boolean fitsPricingCurrency(BigDecimal product) {
        BigDecimal cost = row.money(AzureColumn.COST_IN_PRICING_CURRENCY);
        return cost != null && roughly(product, cost);
    }

    private boolean isOfOneUnit(BigDecimal paid) {
        boolean blocks = unit.isPresent() && unit.get().block().compareTo(BigDecimal.ONE) > 0;
        return blocks
                && unitPrice != null
                && unitPrice.signum() > 0
                && roughly(paid.multiply(unit.get().block()), unitPrice);
    }

    private static boolean roughly(BigDecimal one, BigDecimal other) {
        return UnitPrices.isNear(one, other, ROUGHLY);
    }

    private void costs() {
        BigDecimal byPrice = usagePriced() ? priced(unitPrice) : null;
        // A price of 0 for what costs something is a price that Azure does not have.
        contracted = byPrice != null && (byPrice.signum() != 0 || line.cost().signum() == 0);
        contractedCost = contracted ? byPrice : line.cost();
        listCost = line.cost();
        if (line.type() == ChargeType.USAGE) {
            BigDecimal stated = row.money(AzureColumn.LIST_COST);
            boolean isStated =
                    stated != null && (stated.signum() != 0 || line.cost().signum() == 0);
            BigDecimal byListPrice = usagePriced() ? priced(listPrice) : null;
            listCost = isStated ? stated : byListPrice != null ? byListPrice : contractedCost;
        }
    }

    private boolean usagePriced() {
        return line.type() == ChargeType.USAGE && quantity != null && exchangeRate != null;
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
        if (quantity != null) {
            record.decimal(CostColumns.PRICING_QUANTITY, quantity);
            if (!pricedUnit().isEmpty()) {
                record.text(CostColumns.PRICING_UNIT, text(pricedUnit()));
            }
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

    /** The unit that is priced; as delivered where it is not known. */
    private String pricedUnit() {
        return unit.map(Units.Unit::priced).orElseGet(() -> row.assigned(AzureColumn.UNIT_OF_MEASURE));
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
