package io.tributary.streams.normalize;

import io.tributary.streams.normalize.FocusValue.ChargeCategory;
import io.tributary.streams.normalize.FocusValue.ChargeClass;
import io.tributary.streams.normalize.FocusValue.ChargeFrequency;
import io.tributary.streams.normalize.FocusValue.PricingCategory;
import io.tributary.streams.record.CostColumns;
import io.tributary.streams.record.CostRow;

/** Writes the columns that say what kind of charge a record is, by the rules that FOCUS 1.4 has for all providers. */
public final class ChargeKind {

    private ChargeKind() {}

    /** A charge that has a price. The purchase of a commitment is Standard; what it covers or leaves unused is not. */
    public static void priced(
            CostRow record, ChargeCategory category, ChargeFrequency frequency, PricingCategory pricing) {
        write(record, category, frequency);
        record.text(CostColumns.PRICING_CATEGORY, pricing.text());
        priceOfPurchase(record);
    }

    /**
     * Writes Standard where {@code record} is a purchase that is said to be Committed: to FOCUS that is what a
     * commitment covers.
     *
     * @return whether it was said to be
     */
    public static boolean priceOfPurchase(CostRow record) {
        boolean committed = is(record, ChargeCategory.PURCHASE)
                && record.has(CostColumns.PRICING_CATEGORY)
                && record.isText(CostColumns.PRICING_CATEGORY, PricingCategory.COMMITTED.text());
        if (committed) {
            record.text(CostColumns.PRICING_CATEGORY, PricingCategory.STANDARD.text());
        }
        return committed;
    }

    /**
     * Writes Recurring where {@code record} is a purchase that is said to be Usage-Based: FOCUS has no such purchases.
     * Providers say so of payments that recur.
     *
     * @return whether it was said to be
     */
    public static boolean frequencyOfPurchase(CostRow record) {
        boolean usageBased = is(record, ChargeCategory.PURCHASE)
                && record.isText(CostColumns.CHARGE_FREQUENCY, ChargeFrequency.USAGE_BASED.text());
        if (usageBased) {
            record.text(CostColumns.CHARGE_FREQUENCY, ChargeFrequency.RECURRING.text());
        }
        return usageBased;
    }

    /** A charge without a price: a tax, which has no SKU either, a credit, a refund, or an adjustment. */
    public static void unpriced(CostRow record, ChargeCategory category, ChargeFrequency frequency) {
        write(record, category, frequency);
        record.absent(CostColumns.PRICING_CATEGORY);
        if (category == ChargeCategory.TAX) {
            record.absent(CostColumns.SKU_ID);
            record.absent(CostColumns.SKU_PRICE_ID);
        }
    }

    private static void write(CostRow record, ChargeCategory category, ChargeFrequency frequency) {
        record.text(CostColumns.CHARGE_CATEGORY, category.text());
        record.text(CostColumns.CHARGE_FREQUENCY, frequency.text());
        frequencyOfPurchase(record);
    }

    /** Marks what corrects a charge of an earlier billing period, which is closed by then. */
    public static void correction(CostRow record) {
        record.text(CostColumns.CHARGE_CLASS, ChargeClass.CORRECTION.text());
    }

    /** Whether {@code record}, whose category is written, is of {@code category}. */
    public static boolean is(CostRow record, ChargeCategory category) {
        return record.isText(CostColumns.CHARGE_CATEGORY, category.text());
    }

    /** Whether {@code record} has the status {@code status} of a commitment. */
    public static boolean is(CostRow record, FocusValue.Status status) {
        return record.has(CostColumns.COMMITMENT_DISCOUNT_STATUS)
                && record.isText(CostColumns.COMMITMENT_DISCOUNT_STATUS, status.text());
    }
}
