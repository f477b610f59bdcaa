package io.tributary.samples.aws;

import java.time.LocalDateTime;

/**
 * Something that can be used by the hour, beside what every bill has.
 *
 * @param product lineItem/ProductCode
 * @param productName product/ProductName
 * @param usageType lineItem/UsageType
 * @param operation lineItem/Operation
 * @param unit pricing/unit
 * @param price of an hour, in 10^-{@value Price#SCALE}
 * @param sku product/sku
 */
record Offer(
        String product, String productName, String usageType, String operation, String unit, long price, String sku) {

    /** Starts a row of that usage in some hours; what it costs is not set yet. */
    CurLine begin(CurLine line, Bill bill, LineItemType type, int account, int number) {
        LocalDateTime month = bill.delivery().period().atDay(1).atStartOfDay();
        boolean daily = bill.delivery().report().daily();
        LocalDateTime start = daily ? month.plusDays(number) : month.plusHours(number);
        LocalDateTime end = daily ? start.plusDays(1) : start.plusHours(1);
        return line.begin(bill.catalogue().blank(), type, DecimalStyle.PLAIN)
                .account(account, bill.account(account))
                .text(LegacyColumn.TIME_INTERVAL, bill.calendar().interval(start))
                .text(LegacyColumn.USAGE_START_DATE, bill.calendar().time(start))
                .text(LegacyColumn.USAGE_END_DATE, bill.calendar().time(end))
                .text(LegacyColumn.PRODUCT_CODE, product)
                .text(LegacyColumn.PRODUCT_NAME, productName)
                .text(LegacyColumn.PRODUCT_SERVICE_CODE, product)
                .text(LegacyColumn.USAGE_TYPE, usageType)
                .text(LegacyColumn.PRODUCT_USAGE_TYPE, usageType)
                .text(LegacyColumn.OPERATION, operation)
                .text(LegacyColumn.PRODUCT_SKU, sku)
                .text(LegacyColumn.PRICING_RATE_CODE, sku + ".JRTCKXETXF.6YS6EN2CT7")
                .text(LegacyColumn.PRICING_CURRENCY, bill.currency())
                .text(LegacyColumn.PRICING_TERM, "OnDemand")
                .text(LegacyColumn.PRICING_UNIT, unit)
                .text(LegacyColumn.LINE_ITEM_DESCRIPTION, usageType)
                .number(LegacyColumn.PRICING_PUBLIC_ON_DEMAND_RATE, price, Price.SCALE);
    }

    /** Hours of a row that {@link #begin} starts. */
    static long hours(Bill bill) {
        return bill.delivery().report().daily() ? 24 : 1;
    }
}
