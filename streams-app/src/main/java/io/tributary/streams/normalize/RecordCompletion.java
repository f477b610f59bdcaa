package io.tributary.streams.normalize;

import io.tributary.streams.normalize.FocusValue.ChargeCategory;
import io.tributary.streams.normalize.FocusValue.CommitmentCategory;
import io.tributary.streams.normalize.FocusValue.Status;
import io.tributary.streams.record.CostColumns;
import io.tributary.streams.record.CostRow;
import io.tributary.streams.record.Decimals;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * What FOCUS 1.4 asks of every record, whichever provider's writer made it: columns that follow from others are filled
 * here, where the source leaves them open.
 */
final class RecordCompletion {

    /** What a part of a commitment's id, in small letters, tells of it. */
    private record CommitmentKind(String part, CommitmentCategory category, byte[] type) {
        CommitmentKind(String part, CommitmentCategory category, String type) {
            this(part, category, type.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static final List<CommitmentKind> COMMITMENT_KINDS = List.of(
            new CommitmentKind(":savingsplan/", CommitmentCategory.SPEND, "Savings Plan"),
            new CommitmentKind(":reserved-instances/", CommitmentCategory.USAGE, "Reserved Instance"),
            new CommitmentKind("/microsoft.billingbenefits/", CommitmentCategory.SPEND, "Savings Plan"),
            new CommitmentKind("/microsoft.capacity/", CommitmentCategory.USAGE, "Reservation"));

    private static final byte[] NO_DETAILS = "{}".getBytes(StandardCharsets.UTF_8);

    private RecordCompletion() {}

    static void complete(CostRow record) {
        sku(record);
        withoutSku(record);
        if (record.has(CostColumns.COMMITMENT_DISCOUNT_ID)) {
            kindOfCommitment(record);
            resourceOfCommitment(record);
        }
        if (record.has(CostColumns.SKU_PRICE_ID) && !ChargeKind.is(record, ChargeCategory.TAX)) {
            unitPrices(record);
        }
    }

    /** Cost and Usage, SkuMeter and SkuPriceDetails: nothing without a SKU. A meter that is a usage type stays that. */
    private static void withoutSku(CostRow record) {
        if (!record.has(CostColumns.SKU_ID)
                && record.has(CostColumns.SKU_METER)
                && record.has(CostColumns.X_USAGE_TYPE)
                && record.sameText(CostColumns.SKU_METER, CostColumns.X_USAGE_TYPE)) {
            record.absent(CostColumns.SKU_METER);
        }
        if (!record.has(CostColumns.SKU_PRICE_ID)
                && record.has(CostColumns.SKU_PRICE_DETAILS)
                && record.isText(CostColumns.SKU_PRICE_DETAILS, NO_DETAILS)) {
            record.absent(CostColumns.SKU_PRICE_DETAILS);
        }
    }

    /** Cost and Usage, SkuPriceId: usage and purchases must have one, and it may equal SkuId. */
    private static void sku(CostRow record) {
        boolean priced = ChargeKind.is(record, ChargeCategory.USAGE) || ChargeKind.is(record, ChargeCategory.PURCHASE);
        if (priced && !record.has(CostColumns.SKU_PRICE_ID) && record.has(CostColumns.SKU_ID)) {
            record.copyText(CostColumns.SKU_ID, CostColumns.SKU_PRICE_ID);
        }
    }

    /** Cost and Usage, CommitmentDiscountCategory and -Type: each must be there where CommitmentDiscountId is. */
    private static void kindOfCommitment(CostRow record) {
        if (record.has(CostColumns.COMMITMENT_DISCOUNT_CATEGORY) && record.has(CostColumns.COMMITMENT_DISCOUNT_TYPE)) {
            return;
        }
        String id = record.string(CostColumns.COMMITMENT_DISCOUNT_ID).toLowerCase(Locale.ROOT);
        for (CommitmentKind kind : COMMITMENT_KINDS) {
            if (id.contains(kind.part())) {
                if (!record.has(CostColumns.COMMITMENT_DISCOUNT_CATEGORY)) {
                    record.text(
                            CostColumns.COMMITMENT_DISCOUNT_CATEGORY,
                            kind.category().text());
                }
                if (!record.has(CostColumns.COMMITMENT_DISCOUNT_TYPE)) {
                    record.text(CostColumns.COMMITMENT_DISCOUNT_TYPE, kind.type());
                }
                return;
            }
        }
    }

    /**
     * Cost and Usage, CommitmentDiscountId: the resource of the purchase of a commitment, and of what is not used of
     * it, is the commitment.
     */
    private static void resourceOfCommitment(CostRow record) {
        if (record.has(CostColumns.RESOURCE_ID)) {
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
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            // As everywhere else: what is no number there is none here.
            BigDecimal rate = Decimals.parse(bytes, 0, bytes.length);
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
