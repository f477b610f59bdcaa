package io.tributary.extractors.aws;

import io.tributary.extractors.csv.CsvHeader;
import java.util.List;

/** The columns of a Cost and Usage Report that the extractor has to know, by their names in legacy files. */
final class CurColumns {

    static final String LINE_ITEM_TYPE = "lineItem/LineItemType";
    static final String UNBLENDED_COST = "lineItem/UnblendedCost";
    /** Only there where the payer had a discount in the period. */
    static final String NET_UNBLENDED_COST = "lineItem/NetUnblendedCost";

    /** Without any one of these, no row can become a cost record. */
    private static final List<String> REQUIRED = List.of(
            "bill/PayerAccountId",
            "bill/BillingPeriodStartDate",
            LINE_ITEM_TYPE,
            "lineItem/UsageStartDate",
            "lineItem/UsageEndDate",
            "lineItem/UsageAccountId",
            "lineItem/ProductCode",
            UNBLENDED_COST,
            "lineItem/CurrencyCode");

    private CurColumns() {}

    static void check(CsvHeader header) {
        header.require(REQUIRED);
    }
}
