package io.tributary.streams.normalize.gcp;

import io.tributary.streams.record.CostColumns;

/** The columns that the rules use, by their paths. */
enum GcpColumn {
    BILLING_ACCOUNT_ID("billing_account_id"),
    INVOICE_MONTH("invoice.month"),
    COST_TYPE("cost_type"),
    SERVICE_ID("service.id"),
    SERVICE_DESCRIPTION("service.description"),
    SKU_ID("sku.id", CostColumns.SKU_ID),
    SKU_DESCRIPTION("sku.description", CostColumns.CHARGE_DESCRIPTION),
    USAGE_START_TIME("usage_start_time"),
    USAGE_END_TIME("usage_end_time"),
    PROJECT_ID("project.id"),
    PROJECT_NAME("project.name"),
    PROJECT_LABELS("project.labels"),
    LABELS("labels"),
    SYSTEM_LABELS("system_labels"),
    TAGS("tags"),
    LOCATION("location.location", CostColumns.REGION_ID),
    REGION("location.region", CostColumns.REGION_ID),
    ZONE("location.zone"),
    RESOURCE_NAME("resource.name"),
    RESOURCE_GLOBAL_NAME("resource.global_name"),
    COST("cost"),
    COST_AT_LIST("cost_at_list", CostColumns.LIST_COST),
    COST_AT_EFFECTIVE_PRICE_DEFAULT("cost_at_effective_price_default", CostColumns.CONTRACTED_COST),
    CURRENCY("currency"),
    CURRENCY_CONVERSION_RATE("currency_conversion_rate"),
    USAGE_AMOUNT("usage.amount", CostColumns.CONSUMED_QUANTITY),
    USAGE_UNIT("usage.unit", CostColumns.CONSUMED_UNIT),
    USAGE_AMOUNT_IN_PRICING_UNITS("usage.amount_in_pricing_units", CostColumns.PRICING_QUANTITY),
    USAGE_PRICING_UNIT("usage.pricing_unit"),
    CREDITS("credits"),
    ADJUSTMENT_ID("adjustment_info.id"),
    ADJUSTMENT_DESCRIPTION("adjustment_info.description"),
    ADJUSTMENT_TYPE("adjustment_info.type"),
    ADJUSTMENT_MODE("adjustment_info.mode"),
    EXPORT_TIME("export_time"),
    TRANSACTION_TYPE("transaction_type"),
    SELLER_NAME("seller_name", CostColumns.INVOICE_ISSUER_NAME),
    PRICE_EFFECTIVE("price.effective_price", CostColumns.PRICING_CURRENCY_CONTRACTED_UNIT_PRICE),
    PRICE_EFFECTIVE_DEFAULT("price.effective_price_default", CostColumns.PRICING_CURRENCY_CONTRACTED_UNIT_PRICE),
    PRICE_LIST("price.list_price", CostColumns.PRICING_CURRENCY_LIST_UNIT_PRICE),
    PRICE_QUANTITY("price.pricing_unit_quantity"),
    PRICE_TIER("price.tier_start_amount"),
    CONSUMPTION_MODEL_ID("consumption_model.id"),
    CONSUMPTION_MODEL_DESCRIPTION("consumption_model.description"),
    SUBSCRIPTION_ID("subscription.instance_id", CostColumns.COMMITMENT_DISCOUNT_ID),
    PARTITION_DATE("partition_date");

    final String path;

    /** The fields of the record that may say what the column does, where it is not copied whole anyway. */
    final int[] fields;

    GcpColumn(String path, int... fields) {
        this.path = path;
        this.fields = fields;
    }
}
