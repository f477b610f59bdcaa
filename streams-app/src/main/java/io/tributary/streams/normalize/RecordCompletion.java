package io.tributary.streams.normalize;

import io.tributary.streams.normalize.FocusValue.ChargeCategory;
import io.tributary.streams.normalize.FocusValue.Status;
import io.tributary.streams.record.CostColumns;
import io.tributary.streams.record.CostRow;
import io.tributary.streams.record.Decimals;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What FOCUS 1.4 asks of every record, whichever provider's writer made it: columns that follow from others are filled
 * here, where the source leaves them open.
 */
final class RecordCompletion {

    private RecordCompletion() {}

    static void complete(CostRow record) {
        sku(record);
        resourceOfCommitment(record);
        if (record.has(CostColumns.SKU_PRICE_ID) && !ChargeKind.is(record, ChargeCategory.TAX)) {
            unitPrices(record);
        }
    }

    /** Cost and Usage, SkuPriceId: it may equal SkuId, and must be there where that is. */
    private static void sku(CostRow record) {
        if (!record.has(CostColumns.SKU_PRICE_ID) && record.has(CostColumns.SKU_ID)) {
            record.copyText(CostColumns.SKU_ID, CostColumns.SKU_PRICE_ID);
        }
    }

    /**
     * Cost and Usage, CommitmentDiscountId: the resource of the purchase of a commitment, and of what is not used of
     * it, is the commitment.
     */
    private static void resourceOfCommitment(CostRow record) {
        if (record.has(CostColumns.RESOURCE_ID) || !record.has(CostColumns.COMMITMENT_DISCOUNT_ID)) {
            return;
        }
        if (ChargeKind.is(record, ChargeCategory.PURCHASE) || ChargeKind.is(record, Status.UNUSED)) {
            record.copyText(CostColumns.COMMITMENT_DISCOUNT_ID, CostColumns.RESOURCE_ID);
            if (!record.has(CostColumns.RESOURCE_TYPE) && record.has(CostColumns.COMMITMENT_DISCOUNT_TYPE)) {
                record.copyText(CostColumns.COMMITMENT_DISCOUNT_TYPE, CostColumns.RESOURCE_TYPE);
            }
        }
    }

    /** Cost and Usage, ListCost and ContractedCost: each is its unit price times PricingQuantity. */
    private static void unitPrices(CostRow record) {
        if (!record.has(CostColumns.PRICING_QUANTITY)
                || record.decimal(CostColumns.PRICING_QUANTITY).signum() == 0) {
            return;
        }
        unitPrice(record, CostColumns.LIST_COST, CostColumns.LIST_UNIT_PRICE);
        unitPrice(record, CostColumns.CONTRACTED_COST, CostColumns.CONTRACTED_UNIT_PRICE);
        inPricingCurrency(record, CostColumns.LIST_UNIT_PRICE, CostColumns.PRICING_CURRENCY_LIST_UNIT_PRICE);
        inPricingCurrency(
                record, CostColumns.CONTRACTED_UNIT_PRICE, CostColumns.PRICING_CURRENCY_CONTRACTED_UNIT_PRICE);
    }

    private static void unitPrice(CostRow record, int cost, int price) {
        if (record.has(price)) {
            return;
        }
        BigDecimal quantity = record.decimal(CostColumns.PRICING_QUANTITY);
        BigDecimal amount = record.decimal(cost);
        // No price is negative.
        if (amount.signum() * quantity.signum() >= 0) {
            BigDecimal quotient = quotient(amount, quantity);
            if (fits(quotient)) {
                record.decimal(price, quotient);
                record.flag(CostColumns.X_UNIT_PRICE_DERIVED);
            }
        }
    }

    private static void inPricingCurrency(CostRow record, int price, int inPricingCurrency) {
        if (record.has(inPricingCurrency) || !record.has(price)) {
            return;
        }
        if (hasOneCurrency(record)) {
            record.decimal(inPricingCurrency, record.decimal(price));
            return;
        }
        BigDecimal rate = rate(record);
        BigDecimal quotient = rate == null ? null : quotient(record.decimal(price), rate);
        if (quotient != null && fits(quotient)) {
            record.decimal(inPricingCurrency, quotient);
        }
    }

    private static boolean hasOneCurrency(CostRow record) {
        return record.sameText(CostColumns.BILLING_CURRENCY, CostColumns.PRICING_CURRENCY);
    }

    /** BillingCurrency for one unit of PricingCurrency; {@code null} where the source gives none. */
    private static BigDecimal rate(CostRow record) {
        String azure = record.string(CostColumns.X_EXCHANGE_RATE);
        String text = azure.isEmpty() ? record.string(CostColumns.X_CONVERSION_RATE) : azure;
        try {
            BigDecimal rate = new BigDecimal(text);
            return rate.signum() > 0 ? rate : null;
        } catch (NumberFormatException none) {
            return null;
        }
    }

    /** Whether the schema holds a price that was derived: that of a tiny quantity may be too large. */
    private static boolean fits(BigDecimal price) {
        return !Decimals.exceedsPrecision(price, Decimals.MONEY_SCALE);
    }

    private static BigDecimal quotient(BigDecimal amount, BigDecimal divisor) {
        return amount.divide(divisor, Decimals.MONEY_SCALE, RoundingMode.HALF_EVEN);
    }
}
