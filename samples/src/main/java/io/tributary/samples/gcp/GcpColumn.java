package io.tributary.samples.gcp;

import java.util.Arrays;
import java.util.List;

/** A column of the export, by its path, in the order of the table. */
enum GcpColumn {
    BILLING_ACCOUNT_ID("billing_account_id", Kind.TEXT),
    SERVICE_ID("service.id", Kind.TEXT),
    SERVICE_DESCRIPTION("service.description", Kind.TEXT),
    SKU_ID("sku.id", Kind.TEXT),
    SKU_DESCRIPTION("sku.description", Kind.TEXT),
    USAGE_START_TIME("usage_start_time", Kind.TEXT),
    USAGE_END_TIME("usage_end_time", Kind.TEXT),
    PROJECT_ID("project.id", Kind.TEXT),
    PROJECT_NUMBER("project.number", Kind.TEXT),
    PROJECT_NAME("project.name", Kind.TEXT),
    PROJECT_LABELS("project.labels", Kind.ARRAY),
    PROJECT_ANCESTRY_NUMBERS("project.ancestry_numbers", Kind.TEXT),
    PROJECT_ANCESTORS("project.ancestors", Kind.ARRAY),
    LABELS("labels", Kind.ARRAY),
    SYSTEM_LABELS("system_labels", Kind.ARRAY),
    LOCATION("location.location", Kind.TEXT),
    COUNTRY("location.country", Kind.TEXT),
    REGION("location.region", Kind.TEXT),
    ZONE("location.zone", Kind.TEXT),
    TAGS("tags", Kind.ARRAY),
    RESOURCE_NAME("resource.name", Kind.TEXT, Since.DETAILED),
    RESOURCE_GLOBAL_NAME("resource.global_name", Kind.TEXT, Since.DETAILED),
    EXPORT_TIME("export_time", Kind.TEXT),
    COST("cost", Kind.NUMBER),
    CURRENCY("currency", Kind.TEXT),
    CURRENCY_CONVERSION_RATE("currency_conversion_rate", Kind.NUMBER),
    USAGE_AMOUNT("usage.amount", Kind.NUMBER),
    USAGE_UNIT("usage.unit", Kind.TEXT),
    USAGE_AMOUNT_IN_PRICING_UNITS("usage.amount_in_pricing_units", Kind.NUMBER),
    USAGE_PRICING_UNIT("usage.pricing_unit", Kind.TEXT),
    CREDITS("credits", Kind.ARRAY),
    INVOICE_MONTH("invoice.month", Kind.TEXT),
    INVOICE_PUBLISHER_TYPE("invoice.publisher_type", Kind.TEXT, Since.LATER),
    COST_TYPE("cost_type", Kind.TEXT),
    ADJUSTMENT_ID("adjustment_info.id", Kind.TEXT),
    ADJUSTMENT_DESCRIPTION("adjustment_info.description", Kind.TEXT),
    ADJUSTMENT_MODE("adjustment_info.mode", Kind.TEXT),
    ADJUSTMENT_TYPE("adjustment_info.type", Kind.TEXT),
    PRICE_EFFECTIVE("price.effective_price", Kind.NUMERIC, Since.DETAILED_LATER),
    PRICE_TIER_START("price.tier_start_amount", Kind.NUMERIC, Since.DETAILED_LATER),
    PRICE_UNIT("price.unit", Kind.TEXT, Since.DETAILED_LATER),
    PRICE_UNIT_QUANTITY("price.pricing_unit_quantity", Kind.NUMERIC, Since.DETAILED_LATER),
    PRICE_LIST("price.list_price", Kind.NUMERIC, Since.DETAILED_LATER),
    PRICE_EFFECTIVE_DEFAULT("price.effective_price_default", Kind.NUMERIC, Since.DETAILED_LATER),
    COST_AT_LIST("cost_at_list", Kind.NUMBER, Since.LATER),
    TRANSACTION_TYPE("transaction_type", Kind.TEXT, Since.LATER),
    SELLER_NAME("seller_name", Kind.TEXT, Since.LATER),
    SUBSCRIPTION_ID("subscription.instance_id", Kind.TEXT, Since.LATER),
    CONSUMPTION_MODEL_ID("consumption_model.id", Kind.TEXT, Since.LATER),
    CONSUMPTION_MODEL_DESCRIPTION("consumption_model.description", Kind.TEXT, Since.LATER),
    COST_AT_EFFECTIVE_PRICE_DEFAULT("cost_at_effective_price_default", Kind.NUMERIC, Since.LATER),
    COST_AT_LIST_CONSUMPTION_MODEL("cost_at_list_consumption_model", Kind.NUMERIC, Since.LATER),
    /** The pseudo-column, as dumps name it. */
    PARTITION_DATE("partition_date", Kind.TEXT);

    private final String path;
    private final Kind kind;
    private final Since since;

    GcpColumn(String path, Kind kind) {
        this(path, kind, Since.ALWAYS);
    }

    GcpColumn(String path, Kind kind, Since since) {
        this.path = path;
        this.kind = kind;
        this.since = since;
    }

    String path() {
        return path;
    }

    Kind kind() {
        return kind;
    }

    /**
     * The columns of a table.
     *
     * @param isOld whether it was dumped with the columns of the year 2022
     */
    static List<GcpColumn> of(GcpDataSet dataSet, boolean isOld) {
        return Arrays.stream(values())
                .filter(column -> switch (column.since) {
                    case ALWAYS -> true;
                    case LATER -> !isOld;
                    case DETAILED -> dataSet == GcpDataSet.DETAILED;
                    case DETAILED_LATER -> dataSet == GcpDataSet.DETAILED && !isOld;
                })
                .toList();
    }

    /** What a column holds, which decides how JSON writes it. */
    enum Kind {
        TEXT,
        /** Binary floating point: a JSON number. */
        NUMBER,
        /** An exact decimal: text in JSON. */
        NUMERIC,
        /** An array, as JSON. */
        ARRAY
    }

    private enum Since {
        ALWAYS,
        LATER,
        DETAILED,
        DETAILED_LATER
    }
}
