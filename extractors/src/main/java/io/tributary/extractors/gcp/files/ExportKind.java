package io.tributary.extractors.gcp.files;

import io.tributary.extractors.gcp.GcpConfig.Tables;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** The exports of a billing account, which all state the same costs; the most detailed first. */
enum ExportKind {
    /** Usage costs with resources and prices. */
    DETAILED("gcp.detailed", "gcp_billing_export_resource_v1_", Tables.DETAILED),
    /** Usage costs. */
    STANDARD("gcp.standard", "gcp_billing_export_v1_", Tables.STANDARD),
    /** Google's own FOCUS export. */
    FOCUS("gcp.focus", "gcp_billing_export_focus_", Tables.FOCUS);

    private final String dataSet;
    private final String prefix;
    private final Tables setting;

    ExportKind(String dataSet, String prefix, Tables setting) {
        this.dataSet = dataSet;
        this.prefix = prefix;
        this.setting = setting;
    }

    /** The kind of the table of that name. */
    static Optional<ExportKind> ofTable(String table) {
        return Arrays.stream(values())
                .filter(kind -> table.startsWith(kind.prefix))
                .findFirst();
    }

    /** The kind by the columns in which a row has a value. */
    static ExportKind ofColumns(Map<String, String> row) {
        if (row.containsKey("BilledCost")) {
            return FOCUS;
        }
        boolean isDetailed =
                row.keySet().stream().anyMatch(column -> column.startsWith("resource.") || column.startsWith("price."));
        return isDetailed ? DETAILED : STANDARD;
    }

    /** The data set of the rows. */
    String dataSet() {
        return dataSet;
    }

    /** Name of a billing account's table. */
    String table(String account) {
        return prefix + account.replace('-', '_');
    }

    /** Whether the setting admits this kind. */
    boolean isAskedFor(Tables tables) {
        return tables == Tables.AUTO || tables == setting;
    }

    String exportTime() {
        return this == FOCUS ? "x_ExportTime" : "export_time";
    }

    String account() {
        return this == FOCUS ? "BillingAccountId" : "billing_account_id";
    }

    String month() {
        return this == FOCUS ? "BillingPeriodStart" : "invoice.month";
    }

    String currency() {
        return this == FOCUS ? "BillingCurrency" : "currency";
    }

    String cost() {
        return this == FOCUS ? "BilledCost" : "cost";
    }
}
