package io.tributary.streams.normalize.focus;

import io.tributary.streams.normalize.ChargeKind;
import io.tributary.streams.normalize.FocusValue.ChargeCategory;
import io.tributary.streams.normalize.FocusValue.Status;
import io.tributary.streams.normalize.RowReader;
import io.tributary.streams.normalize.SourceDefect;
import io.tributary.streams.normalize.UnitPrices;
import io.tributary.streams.record.CostColumns;
import io.tributary.streams.record.CostField;
import io.tributary.streams.record.CostRow;
import io.tributary.streams.record.Decimals;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** The amounts of a record: copied from the export, and not computed where it states them. */
final class FocusMoney {

    private static final byte[] BILLED = text("Billed");
    private static final byte[] EFFECTIVE = text("Effective");

    /** A field of the record and its source columns, of which the first that is not blank counts. */
    private record Amount(int field, int[] columns) {}

    private final RowReader reader;
    private final FocusText text;
    private final Amount listCost;
    private final Amount contractedCost;
    private final Amount listUnitPrice;
    private final Amount contractedUnitPrice;
    private final Amount[] otherMoney;
    private final Amount[] quantities;
    private final Amount exchangeRate;
    private final int effectiveCost;
    private final boolean amortized;
    private CostRow record;
    private Set<SourceDefect> defects;

    FocusMoney(FocusColumns columns, FocusDialect dialect, RowReader reader, FocusText text) {
        this.reader = reader;
        this.text = text;
        listCost = amount(columns, "ListCost");
        contractedCost = amount(columns, "ContractedCost");
        listUnitPrice = amount(columns, "ListUnitPrice");
        contractedUnitPrice = amount(columns, "ContractedUnitPrice");
        otherMoney = amounts(columns, dialect, Decimals.MONEY_SCALE);
        quantities = amounts(columns, dialect, Decimals.QUANTITY_SCALE);
        exchangeRate = amount(columns, "x_ExchangeRate");
        effectiveCost = columns.find("EffectiveCost");
        amortized = dialect.isAmortized();
    }

    private static Amount amount(FocusColumns columns, String field) {
        return new Amount(CostField.position(field), columns.all(field));
    }

    private static Amount[] amounts(FocusColumns columns, FocusDialect dialect, int scale) {
        Set<Integer> ofRules = Set.of(
                CostColumns.BILLED_COST,
                CostColumns.EFFECTIVE_COST,
                CostColumns.LIST_COST,
                CostColumns.CONTRACTED_COST,
                CostColumns.LIST_UNIT_PRICE,
                CostColumns.CONTRACTED_UNIT_PRICE);
        return CostField.ALL.stream()
                .filter(field -> field.kind() == CostField.Kind.DECIMAL && field.scale() == scale)
                .filter(field ->
                        !field.name().startsWith("x_") || dialect.otherNames().containsKey(field.name()))
                .filter(field -> !ofRules.contains(field.position()))
                .map(field -> amount(columns, field.name()))
                .filter(amount -> amount.columns().length > 0)
                .toArray(Amount[]::new);
    }

    /** Writes all amounts besides BilledCost and EffectiveCost, which {@code target} has. */
    void write(CostRow target, Set<SourceDefect> found) {
        record = target;
        defects = found;
        for (Amount quantity : quantities) {
            int column = first(quantity);
            put(quantity.field(), column, reader.optionalQuantity(column));
        }
        for (Amount money : otherMoney) {
            int column = first(money);
            put(money.field(), column, reader.optionalMoney(column));
        }
        contractedCost();
        listCost();
        unitPrice(listUnitPrice, CostColumns.LIST_COST);
        unitPrice(contractedUnitPrice, CostColumns.CONTRACTED_COST);
        zeroCosts();
        purchaseOfCommitment();
    }

    private void contractedCost() {
        int column = first(contractedCost);
        BigDecimal cost = reader.optionalMoney(column);
        if (cost != null) {
            put(CostColumns.CONTRACTED_COST, column, cost);
            return;
        }
        // Covered usage has nothing billed, yet it costs something without the commitment.
        boolean usage = ChargeKind.is(record, ChargeCategory.USAGE);
        record.decimal(
                CostColumns.CONTRACTED_COST,
                record.decimal(usage ? CostColumns.EFFECTIVE_COST : CostColumns.BILLED_COST));
        record.text(CostColumns.X_CONTRACTED_COST_BASIS, usage ? EFFECTIVE : BILLED);
        defects.add(SourceDefect.CONTRACTED_COST_MISSING);
    }

    private void listCost() {
        int column = first(listCost);
        BigDecimal cost = reader.optionalMoney(column);
        if (cost != null) {
            put(CostColumns.LIST_COST, column, cost);
        } else {
            record.decimal(CostColumns.LIST_COST, record.decimal(CostColumns.CONTRACTED_COST));
            defects.add(SourceDefect.LIST_COST_MISSING);
        }
    }

    /** Writes a unit price, unless it contradicts the cost that the source states: then the cost is right. */
    private void unitPrice(Amount amount, int costField) {
        int column = first(amount);
        BigDecimal price = reader.optionalMoney(column);
        if (price == null) {
            return;
        }
        if (price.signum() < 0 || contradicts(price, record.decimal(costField))) {
            record.flag(CostColumns.X_UNIT_PRICE_DROPPED);
        } else {
            put(amount.field(), column, price);
        }
    }

    private boolean contradicts(BigDecimal price, BigDecimal cost) {
        // FOCUS frees corrections from the rule that price times quantity is the cost.
        if (!record.has(CostColumns.PRICING_QUANTITY) || record.has(CostColumns.CHARGE_CLASS)) {
            return false;
        }
        return !UnitPrices.fits(price, record.decimal(CostColumns.PRICING_QUANTITY), cost);
    }

    private void zeroCosts() {
        boolean purchase = ChargeKind.is(record, ChargeCategory.PURCHASE);
        BigDecimal effective = record.decimal(CostColumns.EFFECTIVE_COST);
        boolean unused = ChargeKind.is(record, Status.UNUSED);
        boolean priced = purchase || ChargeKind.is(record, ChargeCategory.USAGE) && !unused;
        if (!priced) {
            return;
        }
        BigDecimal billed = record.decimal(CostColumns.BILLED_COST);
        if (!UnitPrices.isKnown(record.decimal(CostColumns.CONTRACTED_COST), effective, billed)) {
            defects.add(SourceDefect.CONTRACTED_COST_ZERO);
        }
        if (!UnitPrices.isKnown(record.decimal(CostColumns.LIST_COST), effective, billed)) {
            defects.add(SourceDefect.LIST_COST_ZERO);
        }
    }

    /**
     * What a commitment costs is the EffectiveCost of what it covers and of what is unused of it. Where the export has
     * those rows, its purchase has none. Source: FOCUS, EffectiveCost, and its commitment discount scenarios.
     */
    private void purchaseOfCommitment() {
        boolean counted = record.decimal(CostColumns.EFFECTIVE_COST).signum() != 0;
        // Exports of early versions have refunds of commitments as adjustments.
        boolean ofPurchase = ChargeKind.is(record, ChargeCategory.PURCHASE)
                || ChargeKind.is(record, ChargeCategory.ADJUSTMENT)
                        && !record.has(CostColumns.COMMITMENT_DISCOUNT_STATUS);
        if (counted && ofPurchase && record.has(CostColumns.COMMITMENT_DISCOUNT_ID)) {
            defects.add(SourceDefect.PURCHASE_EFFECTIVE_COST);
            if (amortized) {
                record.decimal(CostColumns.EFFECTIVE_COST, BigDecimal.ZERO);
                record.decimal(CostColumns.PRICING_CURRENCY_EFFECTIVE_COST, BigDecimal.ZERO);
                text.keep(effectiveCost);
            }
        }
    }

    /** Writes the columns in the price list's currency that the export lacks, {@code currency} being the bill's. */
    void pricingCurrency(byte[] currency) {
        if (!record.isText(CostColumns.PRICING_CURRENCY, currency)) {
            convertedEffectiveCost();
            return;
        }
        copyIfAbsent(CostColumns.PRICING_CURRENCY_EFFECTIVE_COST, CostColumns.EFFECTIVE_COST);
        copyIfAbsent(CostColumns.PRICING_CURRENCY_LIST_UNIT_PRICE, CostColumns.LIST_UNIT_PRICE);
        copyIfAbsent(CostColumns.PRICING_CURRENCY_CONTRACTED_UNIT_PRICE, CostColumns.CONTRACTED_UNIT_PRICE);
    }

    /** The effective cost at the rate from the price list's currency to the bill's, where the export states that. */
    private void convertedEffectiveCost() {
        if (record.has(CostColumns.PRICING_CURRENCY_EFFECTIVE_COST)) {
            return;
        }
        BigDecimal effective = record.decimal(CostColumns.EFFECTIVE_COST);
        BigDecimal rate = reader.optionalMoney(first(exchangeRate));
        if (effective.signum() == 0) {
            record.decimal(CostColumns.PRICING_CURRENCY_EFFECTIVE_COST, effective);
        } else if (rate != null && rate.signum() > 0) {
            BigDecimal converted = effective.divide(rate, Decimals.MONEY_SCALE, RoundingMode.HALF_EVEN);
            if (!Decimals.exceedsPrecision(converted, Decimals.MONEY_SCALE)) {
                record.decimal(CostColumns.PRICING_CURRENCY_EFFECTIVE_COST, converted);
            }
        }
    }

    private void copyIfAbsent(int field, int from) {
        if (!record.has(field) && record.has(from)) {
            record.decimal(field, record.decimal(from));
        }
    }

    private int first(Amount amount) {
        for (int column : amount.columns()) {
            if (!reader.isBlank(column)) {
                return column;
            }
        }
        return -1;
    }

    private void put(int field, int column, BigDecimal amount) {
        if (amount != null) {
            record.decimal(field, amount);
            text.holds(column);
        }
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
