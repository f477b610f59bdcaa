package io.tributary.extractors.gcp.bigquery;

import com.google.cloud.bigquery.FieldList;
import com.google.cloud.bigquery.StandardSQLTypeName;
import io.tributary.extractors.gcp.BillingExport;
import java.util.Optional;

/** The columns of exports in BigQuery, as expressions. */
final class ExportColumns {

    private ExportColumns() {}

    /** The export by a table's columns; empty if they are not those of an export. */
    static Optional<BillingExport> export(FieldList columns) {
        if (has(columns, BillingExport.FOCUS.cost()) && has(columns, BillingExport.FOCUS.exportTime())) {
            return Optional.of(BillingExport.FOCUS);
        }
        if (!has(columns, "cost") || !has(columns, "invoice") || !has(columns, BillingExport.STANDARD.exportTime())) {
            return Optional.empty();
        }
        return Optional.of(has(columns, "resource") ? BillingExport.DETAILED : BillingExport.STANDARD);
    }

    /** The invoice month like 202611, as an expression. */
    static String month(BillingExport export) {
        return export == BillingExport.FOCUS ? "FORMAT_TIMESTAMP('%Y%m', BillingPeriodStart)" : "invoice.month";
    }

    /**
     * The exact cost of a row without credits that have a column of their own, as an expression. Cast to text first: a
     * direct cast would add binary digits beyond the shortest decimal form.
     */
    static String cost(BillingExport export) {
        return "CAST(CAST(" + export.cost() + " AS STRING) AS BIGNUMERIC)";
    }

    /**
     * The exact sum of the credits of a row, as an expression.
     *
     * @param columns the table's columns
     */
    static String credits(BillingExport export, FieldList columns) {
        // Cast to text first, as with the cost.
        return export != BillingExport.FOCUS && has(columns, "credits")
                ? "(SELECT SUM(CAST(CAST(credit.amount AS STRING) AS BIGNUMERIC)) FROM UNNEST(credits) AS credit)"
                : "CAST(NULL AS BIGNUMERIC)";
    }

    /**
     * The UTC day of the usage, as an expression; that of the export where the table does not have it.
     *
     * @param columns the table's columns
     */
    static String usageDay(BillingExport export, FieldList columns) {
        return isTimestamp(columns, export.usageStart())
                ? "DATE(IFNULL(" + export.usageStart() + ", " + export.exportTime() + "))"
                : "DATE(" + export.exportTime() + ")";
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
