package io.tributary.samples.aws;

import io.tributary.samples.file.TsvTable;
import java.util.Arrays;
import java.util.List;

/**
 * A column of a legacy Cost and Usage Report, in the order of its files. A file lacks the columns that are not present
 * in its delivery.
 */
enum LegacyColumn {
    LINE_ITEM_ID,
    TIME_INTERVAL,
    INVOICE_ID,
    INVOICING_ENTITY,
    BILLING_ENTITY,
    BILL_TYPE,
    PAYER_ACCOUNT_ID,
    BILLING_PERIOD_START_DATE,
    BILLING_PERIOD_END_DATE,
    USAGE_ACCOUNT_ID,
    LINE_ITEM_TYPE,
    USAGE_START_DATE,
    USAGE_END_DATE,
    PRODUCT_CODE,
    USAGE_TYPE,
    OPERATION,
    AVAILABILITY_ZONE,
    RESOURCE_ID,
    USAGE_AMOUNT,
    NORMALIZATION_FACTOR,
    NORMALIZED_USAGE_AMOUNT,
    CURRENCY_CODE,
    UNBLENDED_RATE,
    UNBLENDED_COST,
    BLENDED_RATE,
    BLENDED_COST,
    LINE_ITEM_DESCRIPTION,
    TAX_TYPE,
    NET_UNBLENDED_RATE,
    NET_UNBLENDED_COST,
    LEGAL_ENTITY,
    PRODUCT_NAME,
    PRODUCT_AVAILABILITY,
    PRODUCT_CAPACITY_STATUS,
    PRODUCT_DATABASE_ENGINE,
    PRODUCT_DEPLOYMENT_OPTION,
    PRODUCT_DURABILITY,
    PRODUCT_FEE_CODE,
    PRODUCT_FEE_DESCRIPTION,
    PRODUCT_FROM_LOCATION,
    PRODUCT_FROM_LOCATION_TYPE,
    PRODUCT_FROM_REGION_CODE,
    PRODUCT_GROUP,
    PRODUCT_GROUP_DESCRIPTION,
    PRODUCT_INSTANCE_FAMILY,
    PRODUCT_INSTANCE_TYPE,
    PRODUCT_INSTANCE_TYPE_FAMILY,
    PRODUCT_LICENSE_MODEL,
    PRODUCT_LOCATION,
    PRODUCT_LOCATION_TYPE,
    PRODUCT_MEMORY,
    PRODUCT_NETWORK_PERFORMANCE,
    PRODUCT_NORMALIZATION_SIZE_FACTOR,
    PRODUCT_OPERATING_SYSTEM,
    PRODUCT_OPERATION,
    PRODUCT_PHYSICAL_PROCESSOR,
    PRODUCT_PRE_INSTALLED_SW,
    PRODUCT_PROCESSOR_ARCHITECTURE,
    PRODUCT_FAMILY,
    PRODUCT_REGION,
    PRODUCT_REGION_CODE,
    PRODUCT_SERVICE_CODE,
    PRODUCT_SERVICE_NAME,
    PRODUCT_SKU,
    PRODUCT_STORAGE,
    PRODUCT_STORAGE_CLASS,
    PRODUCT_STORAGE_MEDIA,
    PRODUCT_TENANCY,
    PRODUCT_TO_LOCATION,
    PRODUCT_TO_LOCATION_TYPE,
    PRODUCT_TO_REGION_CODE,
    PRODUCT_TRANSFER_TYPE,
    PRODUCT_USAGE_TYPE,
    PRODUCT_VCPU,
    PRODUCT_VOLUME_API_NAME,
    PRODUCT_VOLUME_TYPE,
    PRICING_LEASE_CONTRACT_LENGTH,
    PRICING_OFFERING_CLASS,
    PRICING_PURCHASE_OPTION,
    PRICING_RATE_CODE,
    PRICING_RATE_ID,
    PRICING_CURRENCY,
    PRICING_PUBLIC_ON_DEMAND_COST,
    PRICING_PUBLIC_ON_DEMAND_RATE,
    PRICING_TERM,
    PRICING_UNIT,
    RESERVATION_AMORTIZED_UPFRONT_COST_FOR_USAGE,
    RESERVATION_AMORTIZED_UPFRONT_FEE_FOR_BILLING_PERIOD,
    RESERVATION_EFFECTIVE_COST,
    RESERVATION_END_TIME,
    RESERVATION_MODIFICATION_STATUS,
    RESERVATION_NET_AMORTIZED_UPFRONT_COST_FOR_USAGE,
    RESERVATION_NET_AMORTIZED_UPFRONT_FEE_FOR_BILLING_PERIOD,
    RESERVATION_NET_EFFECTIVE_COST,
    RESERVATION_NET_RECURRING_FEE_FOR_USAGE,
    RESERVATION_NET_UNUSED_AMORTIZED_UPFRONT_FEE_FOR_BILLING_PERIOD,
    RESERVATION_NET_UNUSED_RECURRING_FEE,
    RESERVATION_NET_UPFRONT_VALUE,
    RESERVATION_NORMALIZED_UNITS_PER_RESERVATION,
    RESERVATION_NUMBER_OF_RESERVATIONS,
    RESERVATION_RECURRING_FEE_FOR_USAGE,
    RESERVATION_ARN,
    RESERVATION_START_TIME,
    RESERVATION_SUBSCRIPTION_ID,
    RESERVATION_TOTAL_RESERVED_NORMALIZED_UNITS,
    RESERVATION_TOTAL_RESERVED_UNITS,
    RESERVATION_UNITS_PER_RESERVATION,
    RESERVATION_UNUSED_AMORTIZED_UPFRONT_FEE_FOR_BILLING_PERIOD,
    RESERVATION_UNUSED_NORMALIZED_UNIT_QUANTITY,
    RESERVATION_UNUSED_QUANTITY,
    RESERVATION_UNUSED_RECURRING_FEE,
    RESERVATION_UPFRONT_VALUE,
    DISCOUNT_BUNDLED_DISCOUNT,
    DISCOUNT_EDP_DISCOUNT,
    DISCOUNT_PRIVATE_RATE_DISCOUNT,
    DISCOUNT_RI_VOLUME_DISCOUNT,
    DISCOUNT_SPP_DISCOUNT,
    DISCOUNT_TOTAL_DISCOUNT,
    PLAN_TOTAL_COMMITMENT_TO_DATE,
    PLAN_ARN,
    PLAN_RATE,
    PLAN_USED_COMMITMENT,
    PLAN_EFFECTIVE_COST,
    PLAN_AMORTIZED_UPFRONT_COMMITMENT_FOR_BILLING_PERIOD,
    PLAN_RECURRING_COMMITMENT_FOR_BILLING_PERIOD,
    PLAN_NET_EFFECTIVE_COST,
    PLAN_NET_AMORTIZED_UPFRONT_COMMITMENT_FOR_BILLING_PERIOD,
    PLAN_NET_RECURRING_COMMITMENT_FOR_BILLING_PERIOD,
    PLAN_REGION,
    PLAN_PURCHASE_TERM,
    PLAN_PAYMENT_OPTION,
    PLAN_END_TIME,
    PLAN_START_TIME,
    PLAN_OFFERING_TYPE,
    PLAN_INSTANCE_TYPE_FAMILY,
    TAG_AUTOSCALING_GROUP,
    TAG_CREATED_BY,
    TAG_STACK,
    TAG_NAME,
    TAG_OWNER,
    TAG_OWNER_LOWER_CASE,
    TAG_COST_CENTER,
    TAG_NOTES,
    TAG_TEAM,
    TAG_PROJECT,
    CATEGORY_ENVIRONMENT,
    CATEGORY_COST_CENTER,
    PAYER_ACCOUNT_NAME,
    USAGE_ACCOUNT_NAME,
    SPLIT_ACTUAL_USAGE,
    SPLIT_NET_SPLIT_COST,
    SPLIT_NET_UNUSED_COST,
    SPLIT_PARENT_RESOURCE_ID,
    SPLIT_PUBLIC_ON_DEMAND_SPLIT_COST,
    SPLIT_PUBLIC_ON_DEMAND_UNUSED_COST,
    SPLIT_RESERVED_USAGE,
    SPLIT_SPLIT_COST,
    SPLIT_SPLIT_USAGE,
    SPLIT_SPLIT_USAGE_RATIO,
    SPLIT_UNUSED_COST,
    CAPACITY_RESERVATION_ARN,
    CAPACITY_RESERVATION_STATUS,
    CAPACITY_RESERVATION_TYPE;

    /** How many there are. */
    static final int COUNT = values().length;

    private final String category;
    private final String columnName;
    private final String type;
    private final Presence presence;

    LegacyColumn() {
        TsvTable.Row row = Table.ROWS.row(name());
        category = row.text("category");
        columnName = row.text("name");
        type = row.text("type");
        presence = row.constant("presence", Presence.class);
    }

    String category() {
        return category;
    }

    String columnName() {
        return columnName;
    }

    /** The manifest's name of the type: {@code String}, {@code BigDecimal}, {@code DateTime} and such. */
    String type() {
        return type;
    }

    /** The column's name in the header of a file: {@code category/name}. */
    String header() {
        return category + "/" + columnName;
    }

    /** The columns of the files of one delivery of a legacy report. */
    static List<LegacyColumn> ofLegacy(boolean discounted, boolean late, boolean split) {
        return Arrays.stream(values())
                .filter(column -> switch (column.presence) {
                    case ALWAYS -> true;
                    case NET -> discounted;
                    case LATE -> late;
                    case SPLIT -> split;
                    case SPLIT_NET -> split && discounted;
                    case EXPORTS -> false;
                })
                .toList();
    }

    /** Whether it is blank in bills without discounts. */
    boolean isNet() {
        return presence == Presence.NET || presence == Presence.SPLIT_NET;
    }

    /** The columns that an export of CUR 2.0 has, as columns or as entries of maps. */
    static List<LegacyColumn> ofExport(boolean late, boolean split) {
        return Arrays.stream(values())
                .filter(column -> switch (column.presence) {
                    case ALWAYS, NET, EXPORTS -> true;
                    case LATE -> late;
                    case SPLIT, SPLIT_NET -> split;
                })
                .toList();
    }

    /** When files have a column. */
    private enum Presence {
        ALWAYS,
        /** In a bill with discounts. */
        NET,
        /** From the second delivery of the newest month on, when a tag was first used. */
        LATE,
        /** In a bill with costs that are split. */
        SPLIT,
        /** In a bill with costs that are split, and with discounts. */
        SPLIT_NET,
        /** In Data Exports. */
        EXPORTS
    }

    /** Apart from the constants, which are made before anything else of their class. */
    private static final class Table {
        private static final TsvTable ROWS = TsvTable.beside(LegacyColumn.class, "legacy-columns.tsv");
    }
}
