package io.tributary.streams.normalize.focus;

import static io.tributary.streams.record.CostField.position;

import io.tributary.streams.normalize.RowReader;
import io.tributary.streams.record.CostField;
import io.tributary.streams.record.CostRow;
import io.tributary.streams.record.Decimals;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** The amounts of a record: copied from the export, never recomputed. */
public final class FocusMoney {

    public static final int BILLED_COST = position("BilledCost");
    public static final int EFFECTIVE_COST = position("EffectiveCost");
    public static final int LIST_COST = position("ListCost");
    public static final int CONTRACTED_COST = position("ContractedCost");
    static final int LIST_UNIT_PRICE = position("ListUnitPrice");
    static final int CONTRACTED_UNIT_PRICE = position("ContractedUnitPrice");

    private static final int CHARGE_CATEGORY = position("ChargeCategory");
    private static final int CHARGE_CLASS = position("ChargeClass");
    private static final int STATUS = position("CommitmentDiscountStatus");
    private static final int COMMITMENT_DISCOUNT_ID = position("CommitmentDiscountId");
    private static final int PRICING_QUANTITY = position("PricingQuantity");
    private static final int PRICING_CURRENCY = position("PricingCurrency");
    private static final int PRICING_CURRENCY_EFFECTIVE_COST = position("PricingCurrencyEffectiveCost");
    private static final int PRICING_CURRENCY_LIST_UNIT_PRICE = position("PricingCurrencyListUnitPrice");
    private static final int PRICING_CURRENCY_CONTRACTED_UNIT_PRICE = position("PricingCurrencyContractedUnitPrice");
    private static final int X_CONTRACTED_COST_BASIS = position("x_ContractedCostBasis");
    private static final int X_UNIT_PRICE_DROPPED = position("x_UnitPriceDropped");

    private static final byte[] USAGE = text("Usage");
    private static final byte[] PURCHASE = text("Purchase");
    private static final byte[] UNUSED = text("Unused");
    private static final byte[] BILLED = text("Billed");
    private static final byte[] EFFECTIVE = text("Effective");

    private static final BigDecimal SMALLEST_DIFFERENCE = new BigDecimal("1e-9");
    private static final BigDecimal RELATIVE_DIFFERENCE = new BigDecimal("1e-6");

    /** A field of the record, and the columns of which the first that is not blank counts. */
    private record Amount(int field, int[] columns) {}

    private final RowReader reader;
    private final FocusText text;
    private final Amount listCost;
    private final Amount contractedCost;
    private final Amount listUnitPrice;
    private final Amount contractedUnitPrice;
    private final Amount[] otherMoney;
    private final Amount[] quantities;
    private CostRow record;
    private Set<FocusDefect> defects;

    FocusMoney(FocusColumns columns, FocusDialect dialect, RowReader reader, FocusText text) {
        this.reader = reader;
        this.text = text;
        listCost = amount(columns, "ListCost");
        contractedCost = amount(columns, "ContractedCost");
        listUnitPrice = amount(columns, "ListUnitPrice");
        contractedUnitPrice = amount(columns, "ContractedUnitPrice");
        otherMoney = amounts(columns, dialect, Decimals.MONEY_SCALE);
        quantities = amounts(columns, dialect, Decimals.QUANTITY_SCALE);
    }

    private static Amount amount(FocusColumns columns, String field) {
        return new Amount(position(field), columns.all(field));
    }

    private static Amount[] amounts(FocusColumns columns, FocusDialect dialect, int scale) {
        Set<Integer> ofRules =
                Set.of(BILLED_COST, EFFECTIVE_COST, LIST_COST, CONTRACTED_COST, LIST_UNIT_PRICE, CONTRACTED_UNIT_PRICE);
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
    void write(CostRow target, Set<FocusDefect> found) {
        record = target;
        defects = found;
        for (Amount quantity : quantities) {
            int column = first(quantity);
            put(quantity.field(), column, reader.quantity(column));
        }
        for (Amount money : otherMoney) {
            int column = first(money);
            put(money.field(), column, reader.money(column));
        }
        contractedCost();
        listCost();
        unitPrice(listUnitPrice, LIST_COST);
        unitPrice(contractedUnitPrice, CONTRACTED_COST);
        zeroCosts();
    }

    private void contractedCost() {
        int column = first(contractedCost);
        if (column >= 0) {
            put(CONTRACTED_COST, column, reader.money(column));
            return;
        }
        // Covered usage has nothing billed, yet it costs something without the commitment.
        boolean usage = record.isText(CHARGE_CATEGORY, USAGE);
        record.decimal(CONTRACTED_COST, record.decimal(usage ? EFFECTIVE_COST : BILLED_COST));
        record.text(X_CONTRACTED_COST_BASIS, usage ? EFFECTIVE : BILLED);
        defects.add(FocusDefect.CONTRACTED_COST_MISSING);
    }

    private void listCost() {
        int column = first(listCost);
        if (column >= 0) {
            put(LIST_COST, column, reader.money(column));
        } else {
            record.decimal(LIST_COST, record.decimal(CONTRACTED_COST));
            defects.add(FocusDefect.LIST_COST_MISSING);
        }
    }

    /** Takes a unit price, unless it contradicts the cost that the source states: the cost is right then. */
    private void unitPrice(Amount amount, int costField) {
        int column = first(amount);
        BigDecimal price = reader.money(column);
        if (price == null) {
            return;
        }
        if (price.signum() < 0 || contradicts(price, record.decimal(costField))) {
            record.flag(X_UNIT_PRICE_DROPPED);
        } else {
            put(amount.field(), column, price);
        }
    }

    private boolean contradicts(BigDecimal price, BigDecimal cost) {
        // FOCUS frees corrections from the rule that price times quantity is the cost.
        if (!record.has(PRICING_QUANTITY) || record.has(CHARGE_CLASS)) {
            return false;
        }
        return !near(price.multiply(record.decimal(PRICING_QUANTITY)), cost);
    }

    /** Whether two amounts differ by rounding only. */
    private static boolean near(BigDecimal product, BigDecimal cost) {
        BigDecimal difference = product.subtract(cost).abs();
        return difference.compareTo(SMALLEST_DIFFERENCE) <= 0
                || difference.compareTo(cost.abs().multiply(RELATIVE_DIFFERENCE)) <= 0;
    }

    private void zeroCosts() {
        boolean purchase = record.isText(CHARGE_CATEGORY, PURCHASE);
        BigDecimal effective = record.decimal(EFFECTIVE_COST);
        if (purchase && record.has(COMMITMENT_DISCOUNT_ID) && effective.signum() != 0) {
            defects.add(FocusDefect.PURCHASE_EFFECTIVE_COST);
        }
        boolean unused = record.has(STATUS) && record.isText(STATUS, UNUSED);
        boolean priced = purchase || record.isText(CHARGE_CATEGORY, USAGE) && !unused;
        boolean costs = effective.signum() != 0 || record.decimal(BILLED_COST).signum() != 0;
        if (!priced || !costs) {
            return;
        }
        if (record.decimal(CONTRACTED_COST).signum() == 0) {
            defects.add(FocusDefect.CONTRACTED_COST_ZERO);
        }
        if (record.decimal(LIST_COST).signum() == 0) {
            defects.add(FocusDefect.LIST_COST_ZERO);
        }
    }

    /** What follows where the price list's currency is the bill's, for columns that the export lacks. */
    void samePricingCurrency(byte[] currency) {
        if (!record.isText(PRICING_CURRENCY, currency)) {
            return;
        }
        copyIfAbsent(PRICING_CURRENCY_EFFECTIVE_COST, EFFECTIVE_COST);
        copyIfAbsent(PRICING_CURRENCY_LIST_UNIT_PRICE, LIST_UNIT_PRICE);
        copyIfAbsent(PRICING_CURRENCY_CONTRACTED_UNIT_PRICE, CONTRACTED_UNIT_PRICE);
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
