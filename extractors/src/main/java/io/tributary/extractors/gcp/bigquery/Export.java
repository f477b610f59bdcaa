package io.tributary.extractors.gcp.bigquery;

import com.google.cloud.bigquery.FieldList;
import com.google.cloud.bigquery.StandardSQLTypeName;
import io.tributary.extractors.gcp.GcpConfig.Tables;
import java.util.Arrays;
import java.util.Optional;

/** A kind of billing export: the names of its tables, and the columns that identify a slice. */
enum Export {
    /** Detailed usage costs. */
    DETAILED("gcp.detailed", "gcp_billing_export_resource_v1_", Tables.DETAILED),
    /** Standard usage costs. */
    STANDARD("gcp.standard", "gcp_billing_export_v1_", Tables.STANDARD),
    /** Google's own FOCUS export. */
    FOCUS("gcp.focus", "gcp_billing_export_focus_", Tables.FOCUS);

    private final String dataSet;
    private final String prefix;
    private final Tables setting;

    Export(String dataSet, String prefix, Tables setting) {
        this.dataSet = dataSet;
        this.prefix = prefix;
        this.setting = setting;
    }

    /** The export by a table's name; empty if the name is another. */
    static Optional<Export> ofName(String table) {
        return Arrays.stream(values())
                .filter(export -> table.startsWith(export.prefix))
                .findFirst();
    }

    /** The export by a table's columns; empty if they are not those of an export. */
    static Optional<Export> ofColumns(FieldList columns) {
        if (has(columns, "BilledCost") && has(columns, FOCUS.exportTime())) {
            return Optional.of(FOCUS);
        }
        if (!has(columns, "cost") || !has(columns, "invoice") || !has(columns, STANDARD.exportTime())) {
            return Optional.empty();
        }
        return Optional.of(has(columns, "resource") ? DETAILED : STANDARD);
    }

    /** The data set of the rows. */
    String dataSet() {
        return dataSet;
    }

    /** The setting that asks for it. */
    Tables setting() {
        return setting;
    }

    /** The billing account in a table's name; the whole name if it has another form. */
    String owner(String table) {
        return table.startsWith(prefix) ? table.substring(prefix.length()) : table;
    }

    /** Name of the column with the time at which a row was exported. */
    String exportTime() {
        return this == FOCUS ? "x_ExportTime" : "export_time";
    }

    /** Name of the column with the billing account. */
    String account() {
        return this == FOCUS ? "BillingAccountId" : "billing_account_id";
    }

    /** The invoice month like 202611, as an expression. */
    String month() {
        return this == FOCUS ? "FORMAT_TIMESTAMP('%Y%m', BillingPeriodStart)" : "invoice.month";
    }

    /** Name of the column with the currency. */
    String currency() {
        return this == FOCUS ? "BillingCurrency" : "currency";
    }

    /** Name of the column with the cost; without credits if these have a column of their own. */
    String cost() {
        return this == FOCUS ? "BilledCost" : "cost";
    }

    /**
     * The exact sum of the credits of a row, as an expression.
     *
     * @param columns the table's columns
     */
    String credits(FieldList columns) {
        // Cast to text first: a direct cast would add binary digits beyond the shortest decimal form.
        return this != FOCUS && has(columns, "credits")
                ? "(SELECT SUM(CAST(CAST(credit.amount AS STRING) AS BIGNUMERIC)) FROM UNNEST(credits) AS credit)"
                : "CAST(NULL AS BIGNUMERIC)";
    }

    private static boolean has(FieldList columns, String name) {
        return columns.stream().anyMatch(column -> column.getName().equals(name));
    }

    /** Whether a column exists and has the type TIMESTAMP. */
    static boolean isTimestamp(FieldList columns, String name) {
        return columns.stream()
                .anyMatch(column -> column.getName().equals(name)
                        && column.getType().getStandardType() == StandardSQLTypeName.TIMESTAMP);
    }
}
