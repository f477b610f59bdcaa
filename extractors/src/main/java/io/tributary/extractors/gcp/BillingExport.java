package io.tributary.extractors.gcp;

import io.tributary.extractors.gcp.GcpConfig.Tables;
import java.util.Arrays;
import java.util.Optional;

/** The exports of a billing account, which all state the same costs; the most detailed first. */
public enum BillingExport {
    /** Usage costs with resources and prices. */
    DETAILED("gcp.detailed", "gcp_billing_export_resource_v1_", Tables.DETAILED),
    /** Usage costs. */
    STANDARD("gcp.standard", "gcp_billing_export_v1_", Tables.STANDARD),
    /** Google's own FOCUS export. */
    FOCUS("gcp.focus", "gcp_billing_export_focus_", Tables.FOCUS);

    private final String dataSet;
    private final String prefix;
    private final Tables setting;

    BillingExport(String dataSet, String prefix, Tables setting) {
        this.dataSet = dataSet;
        this.prefix = prefix;
        this.setting = setting;
    }

    /** The export by a table's name; empty if the name is another. */
    public static Optional<BillingExport> ofTable(String table) {
        return Arrays.stream(values())
                .filter(export -> table.startsWith(export.prefix))
                .findFirst();
    }

    /** The data set of the rows. */
    public String dataSet() {
        return dataSet;
    }

    /** Name of a billing account's table. */
    public String table(String account) {
        return prefix + account.replace('-', '_');
    }

    /** The billing account in a table's name; empty if the name has another form. */
    public Optional<String> account(String table) {
        return Optional.of(table)
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()))
                .filter(name -> name.matches("[0-9A-Fa-f]{6}(_[0-9A-Fa-f]{6}){2}"))
                .map(name -> name.replace('_', '-'));
    }

    /** Whether the setting admits this export. */
    public boolean isAskedFor(Tables tables) {
        return tables == Tables.AUTO || tables == setting;
    }

    /** Name of the column with the time at which a row was exported. */
    public String exportTime() {
        return this == FOCUS ? "x_ExportTime" : "export_time";
    }

    /** Name of the column with the billing account. */
    public String account() {
        return this == FOCUS ? "BillingAccountId" : "billing_account_id";
    }

    /** Name of the column with the currency. */
    public String currency() {
        return this == FOCUS ? "BillingCurrency" : "currency";
    }

    /** Name of the column with the cost; without credits if these have a column of their own. */
    public String cost() {
        return this == FOCUS ? "BilledCost" : "cost";
    }

    /** Name of the column with the time at which the usage began. */
    public String usageStart() {
        return this == FOCUS ? "ChargePeriodStart" : "usage_start_time";
    }
}
