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

    /** A charge that has a price. */
    public static void priced(
            CostRow record, ChargeCategory category, ChargeFrequency frequency, PricingCategory pricing) {
        write(record, category, frequency);
        record.text(CostColumns.PRICING_CATEGORY, pricing.text());
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
