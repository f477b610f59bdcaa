package io.tributary.extractors.aws.reports;

import io.tributary.extractors.csv.CsvHeader;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The kinds of bill that AWS delivers, with the columns that the extractor needs. */
public enum DataSet {
    /** Legacy Cost and Usage Reports, whatever their files' format. */
    LEGACY("aws.cur.legacy", "bill/PayerAccountId", Columns.REPORT),
    /** Data Exports of the table COST_AND_USAGE_REPORT, known as CUR 2.0. */
    CUR_2("aws.cur.2", "bill_payer_account_id", Columns.REPORT),
    /** Data Exports of the tables FOCUS_1_0_AWS and FOCUS_1_2_AWS. */
    FOCUS("aws.focus", "BillingAccountId", Columns.FOCUS);

    // Columns of both kinds of report by their names in legacy files; names in snake case match, too.
    static final String LINE_ITEM_TYPE = "lineItem/LineItemType";
    public static final String UNBLENDED_COST = "lineItem/UnblendedCost";
    /** In legacy reports present only if the payer had a discount in the period; in CUR 2.0 always. */
    static final String NET_UNBLENDED_COST = "lineItem/NetUnblendedCost";

    private final String id;
    private final String payerColumn;
    private final List<String> required;

    DataSet(String id, String payerColumn, List<String> required) {
        this.id = id;
        this.payerColumn = payerColumn;
        this.required = required;
    }

    /** The data set of a Data Export, by its columns; empty if it is not a bill. */
    static Optional<DataSet> ofExport(CsvHeader header) {
        if (header.place("BilledCost").isPresent()) {
            return Optional.of(FOCUS);
        }
        boolean isReport = header.place(UNBLENDED_COST).isPresent()
                || header.place(LINE_ITEM_TYPE).isPresent();
        return isReport ? Optional.of(CUR_2) : Optional.empty();
    }

    /** Its name on pages and in scopes. */
    String id() {
        return id;
    }

    /** The place of the payer in a row; empty if there is no such column. */
    OptionalInt payer(CsvHeader header) {
        return header.place(payerColumn);
    }

    /** Columns without which no row can become a cost record. */
    void check(CsvHeader header) {
        header.require(required);
    }

    /** Whether there are net costs besides the costs, so that a cost basis must be chosen. */
    boolean mayHaveNetCosts() {
        return this != FOCUS;
    }

    /** Lists of columns that the constants share. */
    private static final class Columns {

        static final List<String> REPORT = List.of(
                "bill/PayerAccountId",
                "bill/BillingPeriodStartDate",
                "lineItem/LineItemType",
                "lineItem/UsageStartDate",
                "lineItem/UsageEndDate",
                "lineItem/UsageAccountId",
                "lineItem/ProductCode",
                "lineItem/UnblendedCost",
                "lineItem/CurrencyCode");

        static final List<String> FOCUS = List.of(
                "BillingAccountId",
                "BillingPeriodStart",
                "BillingPeriodEnd",
                "ChargePeriodStart",
                "ChargePeriodEnd",
                "BilledCost",
                "EffectiveCost",
                "BillingCurrency");

        private Columns() {}
    }
}
