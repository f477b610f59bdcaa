package io.tributary.samples.aws;

import java.util.Arrays;
import java.util.List;

/**
 * A column of a legacy Cost and Usage Report, in the order in which the files have them.
 *
 * <p>Names and types are those of real manifests and files; of the 200 product attributes that exist, those that the
 * sample's services fill. A file as a whole lacks the columns that are not present in its delivery.
 */
enum LegacyColumn {
    LINE_ITEM_ID("identity", "LineItemId", "String", Presence.ALWAYS),
    TIME_INTERVAL("identity", "TimeInterval", "Interval", Presence.ALWAYS),
    INVOICE_ID("bill", "InvoiceId", "String", Presence.ALWAYS),
    INVOICING_ENTITY("bill", "InvoicingEntity", "String", Presence.ALWAYS),
    BILLING_ENTITY("bill", "BillingEntity", "String", Presence.ALWAYS),
    BILL_TYPE("bill", "BillType", "String", Presence.ALWAYS),
    PAYER_ACCOUNT_ID("bill", "PayerAccountId", "String", Presence.ALWAYS),
    BILLING_PERIOD_START_DATE("bill", "BillingPeriodStartDate", "DateTime", Presence.ALWAYS),
    BILLING_PERIOD_END_DATE("bill", "BillingPeriodEndDate", "DateTime", Presence.ALWAYS),
    USAGE_ACCOUNT_ID("lineItem", "UsageAccountId", "String", Presence.ALWAYS),
    LINE_ITEM_TYPE("lineItem", "LineItemType", "String", Presence.ALWAYS),
    USAGE_START_DATE("lineItem", "UsageStartDate", "DateTime", Presence.ALWAYS),
    USAGE_END_DATE("lineItem", "UsageEndDate", "DateTime", Presence.ALWAYS),
    PRODUCT_CODE("lineItem", "ProductCode", "String", Presence.ALWAYS),
    USAGE_TYPE("lineItem", "UsageType", "String", Presence.ALWAYS),
    OPERATION("lineItem", "Operation", "String", Presence.ALWAYS),
    AVAILABILITY_ZONE("lineItem", "AvailabilityZone", "String", Presence.ALWAYS),
    RESOURCE_ID("lineItem", "ResourceId", "String", Presence.ALWAYS),
    USAGE_AMOUNT("lineItem", "UsageAmount", "BigDecimal", Presence.ALWAYS),
    NORMALIZATION_FACTOR("lineItem", "NormalizationFactor", "OptionalBigDecimal", Presence.ALWAYS),
    NORMALIZED_USAGE_AMOUNT("lineItem", "NormalizedUsageAmount", "OptionalBigDecimal", Presence.ALWAYS),
    CURRENCY_CODE("lineItem", "CurrencyCode", "String", Presence.ALWAYS),
    UNBLENDED_RATE("lineItem", "UnblendedRate", "String", Presence.ALWAYS),
    UNBLENDED_COST("lineItem", "UnblendedCost", "BigDecimal", Presence.ALWAYS),
    BLENDED_RATE("lineItem", "BlendedRate", "String", Presence.ALWAYS),
    BLENDED_COST("lineItem", "BlendedCost", "BigDecimal", Presence.ALWAYS),
    LINE_ITEM_DESCRIPTION("lineItem", "LineItemDescription", "String", Presence.ALWAYS),
    TAX_TYPE("lineItem", "TaxType", "String", Presence.ALWAYS),
    NET_UNBLENDED_RATE("lineItem", "NetUnblendedRate", "OptionalString", Presence.NET),
    NET_UNBLENDED_COST("lineItem", "NetUnblendedCost", "OptionalBigDecimal", Presence.NET),
    LEGAL_ENTITY("lineItem", "LegalEntity", "String", Presence.ALWAYS),
    PRODUCT_NAME("product", "ProductName", "String", Presence.ALWAYS),
    PRODUCT_AVAILABILITY("product", "availability", "String", Presence.ALWAYS),
    PRODUCT_CAPACITY_STATUS("product", "capacitystatus", "String", Presence.ALWAYS),
    PRODUCT_DATABASE_ENGINE("product", "databaseEngine", "String", Presence.ALWAYS),
    PRODUCT_DEPLOYMENT_OPTION("product", "deploymentOption", "String", Presence.ALWAYS),
    PRODUCT_DURABILITY("product", "durability", "String", Presence.ALWAYS),
    PRODUCT_FEE_CODE("product", "feeCode", "String", Presence.ALWAYS),
    PRODUCT_FEE_DESCRIPTION("product", "feeDescription", "String", Presence.ALWAYS),
    PRODUCT_FROM_LOCATION("product", "fromLocation", "String", Presence.ALWAYS),
    PRODUCT_FROM_LOCATION_TYPE("product", "fromLocationType", "String", Presence.ALWAYS),
    PRODUCT_FROM_REGION_CODE("product", "fromRegionCode", "String", Presence.ALWAYS),
    PRODUCT_GROUP("product", "group", "String", Presence.ALWAYS),
    PRODUCT_GROUP_DESCRIPTION("product", "groupDescription", "String", Presence.ALWAYS),
    PRODUCT_INSTANCE_FAMILY("product", "instanceFamily", "String", Presence.ALWAYS),
    PRODUCT_INSTANCE_TYPE("product", "instanceType", "String", Presence.ALWAYS),
    PRODUCT_INSTANCE_TYPE_FAMILY("product", "instanceTypeFamily", "String", Presence.ALWAYS),
    PRODUCT_LICENSE_MODEL("product", "licenseModel", "String", Presence.ALWAYS),
    PRODUCT_LOCATION("product", "location", "String", Presence.ALWAYS),
    PRODUCT_LOCATION_TYPE("product", "locationType", "String", Presence.ALWAYS),
    PRODUCT_MEMORY("product", "memory", "String", Presence.ALWAYS),
    PRODUCT_NETWORK_PERFORMANCE("product", "networkPerformance", "String", Presence.ALWAYS),
    PRODUCT_NORMALIZATION_SIZE_FACTOR("product", "normalizationSizeFactor", "String", Presence.ALWAYS),
    PRODUCT_OPERATING_SYSTEM("product", "operatingSystem", "String", Presence.ALWAYS),
    PRODUCT_OPERATION("product", "operation", "String", Presence.ALWAYS),
    PRODUCT_PHYSICAL_PROCESSOR("product", "physicalProcessor", "String", Presence.ALWAYS),
    PRODUCT_PRE_INSTALLED_SW("product", "preInstalledSw", "String", Presence.ALWAYS),
    PRODUCT_PROCESSOR_ARCHITECTURE("product", "processorArchitecture", "String", Presence.ALWAYS),
    PRODUCT_FAMILY("product", "productFamily", "String", Presence.ALWAYS),
    PRODUCT_REGION("product", "region", "String", Presence.ALWAYS),
    PRODUCT_REGION_CODE("product", "regionCode", "String", Presence.ALWAYS),
    PRODUCT_SERVICE_CODE("product", "servicecode", "String", Presence.ALWAYS),
    PRODUCT_SERVICE_NAME("product", "servicename", "String", Presence.ALWAYS),
    PRODUCT_SKU("product", "sku", "String", Presence.ALWAYS),
    PRODUCT_STORAGE("product", "storage", "String", Presence.ALWAYS),
    PRODUCT_STORAGE_CLASS("product", "storageClass", "String", Presence.ALWAYS),
    PRODUCT_STORAGE_MEDIA("product", "storageMedia", "String", Presence.ALWAYS),
    PRODUCT_TENANCY("product", "tenancy", "String", Presence.ALWAYS),
    PRODUCT_TO_LOCATION("product", "toLocation", "String", Presence.ALWAYS),
    PRODUCT_TO_LOCATION_TYPE("product", "toLocationType", "String", Presence.ALWAYS),
    PRODUCT_TO_REGION_CODE("product", "toRegionCode", "String", Presence.ALWAYS),
    PRODUCT_TRANSFER_TYPE("product", "transferType", "String", Presence.ALWAYS),
    PRODUCT_USAGE_TYPE("product", "usagetype", "String", Presence.ALWAYS),
    PRODUCT_VCPU("product", "vcpu", "String", Presence.ALWAYS),
    PRODUCT_VOLUME_API_NAME("product", "volumeApiName", "String", Presence.ALWAYS),
    PRODUCT_VOLUME_TYPE("product", "volumeType", "String", Presence.ALWAYS),
    PRICING_LEASE_CONTRACT_LENGTH("pricing", "LeaseContractLength", "String", Presence.ALWAYS),
    PRICING_OFFERING_CLASS("pricing", "OfferingClass", "String", Presence.ALWAYS),
    PRICING_PURCHASE_OPTION("pricing", "PurchaseOption", "String", Presence.ALWAYS),
    PRICING_RATE_CODE("pricing", "RateCode", "String", Presence.ALWAYS),
    PRICING_RATE_ID("pricing", "RateId", "String", Presence.ALWAYS),
    PRICING_CURRENCY("pricing", "currency", "String", Presence.ALWAYS),
    PRICING_PUBLIC_ON_DEMAND_COST("pricing", "publicOnDemandCost", "BigDecimal", Presence.ALWAYS),
    PRICING_PUBLIC_ON_DEMAND_RATE("pricing", "publicOnDemandRate", "String", Presence.ALWAYS),
    PRICING_TERM("pricing", "term", "String", Presence.ALWAYS),
    PRICING_UNIT("pricing", "unit", "String", Presence.ALWAYS),
    RESERVATION_AMORTIZED_UPFRONT_COST_FOR_USAGE(
            "reservation", "AmortizedUpfrontCostForUsage", "OptionalBigDecimal", Presence.ALWAYS),
    RESERVATION_AMORTIZED_UPFRONT_FEE_FOR_BILLING_PERIOD(
            "reservation", "AmortizedUpfrontFeeForBillingPeriod", "OptionalBigDecimal", Presence.ALWAYS),
    RESERVATION_EFFECTIVE_COST("reservation", "EffectiveCost", "OptionalBigDecimal", Presence.ALWAYS),
    RESERVATION_END_TIME("reservation", "EndTime", "OptionalString", Presence.ALWAYS),
    RESERVATION_MODIFICATION_STATUS("reservation", "ModificationStatus", "OptionalString", Presence.ALWAYS),
    RESERVATION_NET_AMORTIZED_UPFRONT_COST_FOR_USAGE(
            "reservation", "NetAmortizedUpfrontCostForUsage", "OptionalBigDecimal", Presence.NET),
    RESERVATION_NET_AMORTIZED_UPFRONT_FEE_FOR_BILLING_PERIOD(
            "reservation", "NetAmortizedUpfrontFeeForBillingPeriod", "OptionalBigDecimal", Presence.NET),
    RESERVATION_NET_EFFECTIVE_COST("reservation", "NetEffectiveCost", "OptionalBigDecimal", Presence.NET),
    RESERVATION_NET_RECURRING_FEE_FOR_USAGE(
            "reservation", "NetRecurringFeeForUsage", "OptionalBigDecimal", Presence.NET),
    RESERVATION_NET_UNUSED_AMORTIZED_UPFRONT_FEE_FOR_BILLING_PERIOD(
            "reservation", "NetUnusedAmortizedUpfrontFeeForBillingPeriod", "OptionalBigDecimal", Presence.NET),
    RESERVATION_NET_UNUSED_RECURRING_FEE("reservation", "NetUnusedRecurringFee", "OptionalBigDecimal", Presence.NET),
    RESERVATION_NET_UPFRONT_VALUE("reservation", "NetUpfrontValue", "OptionalBigDecimal", Presence.NET),
    RESERVATION_NORMALIZED_UNITS_PER_RESERVATION(
            "reservation", "NormalizedUnitsPerReservation", "String", Presence.ALWAYS),
    RESERVATION_NUMBER_OF_RESERVATIONS("reservation", "NumberOfReservations", "String", Presence.ALWAYS),
    RESERVATION_RECURRING_FEE_FOR_USAGE("reservation", "RecurringFeeForUsage", "OptionalBigDecimal", Presence.ALWAYS),
    RESERVATION_ARN("reservation", "ReservationARN", "String", Presence.ALWAYS),
    RESERVATION_START_TIME("reservation", "StartTime", "OptionalString", Presence.ALWAYS),
    RESERVATION_SUBSCRIPTION_ID("reservation", "SubscriptionId", "String", Presence.ALWAYS),
    RESERVATION_TOTAL_RESERVED_NORMALIZED_UNITS(
            "reservation", "TotalReservedNormalizedUnits", "String", Presence.ALWAYS),
    RESERVATION_TOTAL_RESERVED_UNITS("reservation", "TotalReservedUnits", "String", Presence.ALWAYS),
    RESERVATION_UNITS_PER_RESERVATION("reservation", "UnitsPerReservation", "String", Presence.ALWAYS),
    RESERVATION_UNUSED_AMORTIZED_UPFRONT_FEE_FOR_BILLING_PERIOD(
            "reservation", "UnusedAmortizedUpfrontFeeForBillingPeriod", "OptionalBigDecimal", Presence.ALWAYS),
    RESERVATION_UNUSED_NORMALIZED_UNIT_QUANTITY(
            "reservation", "UnusedNormalizedUnitQuantity", "OptionalBigDecimal", Presence.ALWAYS),
    RESERVATION_UNUSED_QUANTITY("reservation", "UnusedQuantity", "OptionalBigDecimal", Presence.ALWAYS),
    RESERVATION_UNUSED_RECURRING_FEE("reservation", "UnusedRecurringFee", "OptionalBigDecimal", Presence.ALWAYS),
    RESERVATION_UPFRONT_VALUE("reservation", "UpfrontValue", "OptionalBigDecimal", Presence.ALWAYS),
    DISCOUNT_BUNDLED_DISCOUNT("discount", "BundledDiscount", "OptionalBigDecimal", Presence.NET),
    DISCOUNT_EDP_DISCOUNT("discount", "EdpDiscount", "OptionalBigDecimal", Presence.NET),
    DISCOUNT_PRIVATE_RATE_DISCOUNT("discount", "PrivateRateDiscount", "OptionalBigDecimal", Presence.NET),
    DISCOUNT_RI_VOLUME_DISCOUNT("discount", "RiVolumeDiscount", "OptionalBigDecimal", Presence.NET),
    DISCOUNT_SPP_DISCOUNT("discount", "SppDiscount", "OptionalBigDecimal", Presence.NET),
    DISCOUNT_TOTAL_DISCOUNT("discount", "TotalDiscount", "OptionalBigDecimal", Presence.NET),
    PLAN_TOTAL_COMMITMENT_TO_DATE("savingsPlan", "TotalCommitmentToDate", "OptionalBigDecimal", Presence.ALWAYS),
    PLAN_ARN("savingsPlan", "SavingsPlanARN", "OptionalString", Presence.ALWAYS),
    PLAN_RATE("savingsPlan", "SavingsPlanRate", "OptionalBigDecimal", Presence.ALWAYS),
    PLAN_USED_COMMITMENT("savingsPlan", "UsedCommitment", "OptionalBigDecimal", Presence.ALWAYS),
    PLAN_EFFECTIVE_COST("savingsPlan", "SavingsPlanEffectiveCost", "OptionalBigDecimal", Presence.ALWAYS),
    PLAN_AMORTIZED_UPFRONT_COMMITMENT_FOR_BILLING_PERIOD(
            "savingsPlan", "AmortizedUpfrontCommitmentForBillingPeriod", "OptionalBigDecimal", Presence.ALWAYS),
    PLAN_RECURRING_COMMITMENT_FOR_BILLING_PERIOD(
            "savingsPlan", "RecurringCommitmentForBillingPeriod", "OptionalBigDecimal", Presence.ALWAYS),
    PLAN_NET_EFFECTIVE_COST("savingsPlan", "NetSavingsPlanEffectiveCost", "OptionalBigDecimal", Presence.NET),
    PLAN_NET_AMORTIZED_UPFRONT_COMMITMENT_FOR_BILLING_PERIOD(
            "savingsPlan", "NetAmortizedUpfrontCommitmentForBillingPeriod", "OptionalBigDecimal", Presence.NET),
    PLAN_NET_RECURRING_COMMITMENT_FOR_BILLING_PERIOD(
            "savingsPlan", "NetRecurringCommitmentForBillingPeriod", "OptionalBigDecimal", Presence.NET),
    PLAN_REGION("savingsPlan", "Region", "String", Presence.ALWAYS),
    PLAN_PURCHASE_TERM("savingsPlan", "PurchaseTerm", "String", Presence.ALWAYS),
    PLAN_PAYMENT_OPTION("savingsPlan", "PaymentOption", "String", Presence.ALWAYS),
    PLAN_END_TIME("savingsPlan", "EndTime", "String", Presence.ALWAYS),
    PLAN_START_TIME("savingsPlan", "StartTime", "String", Presence.ALWAYS),
    PLAN_OFFERING_TYPE("savingsPlan", "OfferingType", "String", Presence.ALWAYS),
    PLAN_INSTANCE_TYPE_FAMILY("savingsPlan", "InstanceTypeFamily", "String", Presence.ALWAYS),
    TAG_AUTOSCALING_GROUP("resourceTags", "aws:autoscaling:groupName", "String", Presence.ALWAYS),
    TAG_CREATED_BY("resourceTags", "aws:createdBy", "String", Presence.ALWAYS),
    TAG_STACK("resourceTags", "aws:cloudformation:stack-name", "String", Presence.ALWAYS),
    TAG_NAME("resourceTags", "user:Name", "String", Presence.ALWAYS),
    TAG_OWNER("resourceTags", "user:Owner", "String", Presence.ALWAYS),
    TAG_OWNER_LOWER_CASE("resourceTags", "user:owner", "String", Presence.ALWAYS),
    TAG_COST_CENTER("resourceTags", "user:Cost Center", "String", Presence.ALWAYS),
    TAG_NOTES("resourceTags", "user:notes", "String", Presence.ALWAYS),
    TAG_TEAM("resourceTags", "user:équipe", "String", Presence.ALWAYS),
    TAG_PROJECT("resourceTags", "user:project", "String", Presence.LATE),
    CATEGORY_ENVIRONMENT("costCategory", "Environment", "String", Presence.ALWAYS),
    CATEGORY_COST_CENTER("costCategory", "Cost Center", "String", Presence.ALWAYS),
    PAYER_ACCOUNT_NAME("bill", "PayerAccountName", "String", Presence.EXPORTS),
    USAGE_ACCOUNT_NAME("lineItem", "UsageAccountName", "String", Presence.EXPORTS),
    SPLIT_ACTUAL_USAGE("splitLineItem", "ActualUsage", "OptionalBigDecimal", Presence.SPLIT),
    SPLIT_NET_SPLIT_COST("splitLineItem", "NetSplitCost", "OptionalBigDecimal", Presence.SPLIT_NET),
    SPLIT_NET_UNUSED_COST("splitLineItem", "NetUnusedCost", "OptionalBigDecimal", Presence.SPLIT_NET),
    SPLIT_PARENT_RESOURCE_ID("splitLineItem", "ParentResourceId", "OptionalString", Presence.SPLIT),
    SPLIT_PUBLIC_ON_DEMAND_SPLIT_COST("splitLineItem", "PublicOnDemandSplitCost", "OptionalBigDecimal", Presence.SPLIT),
    SPLIT_PUBLIC_ON_DEMAND_UNUSED_COST(
            "splitLineItem", "PublicOnDemandUnusedCost", "OptionalBigDecimal", Presence.SPLIT),
    SPLIT_RESERVED_USAGE("splitLineItem", "ReservedUsage", "OptionalBigDecimal", Presence.SPLIT),
    SPLIT_SPLIT_COST("splitLineItem", "SplitCost", "OptionalBigDecimal", Presence.SPLIT),
    SPLIT_SPLIT_USAGE("splitLineItem", "SplitUsage", "OptionalBigDecimal", Presence.SPLIT),
    SPLIT_SPLIT_USAGE_RATIO("splitLineItem", "SplitUsageRatio", "OptionalBigDecimal", Presence.SPLIT),
    SPLIT_UNUSED_COST("splitLineItem", "UnusedCost", "OptionalBigDecimal", Presence.SPLIT);

    /** How many there are. */
    static final int COUNT = values().length;

    private final String category;
    private final String columnName;
    private final String type;
    private final Presence presence;

    LegacyColumn(String category, String columnName, String type, Presence presence) {
        this.category = category;
        this.columnName = columnName;
        this.type = type;
        this.presence = presence;
    }

    String category() {
        return category;
    }

    String columnName() {
        return columnName;
    }

    /** The manifest's word for what values are: {@code String}, {@code BigDecimal}, {@code DateTime} and such. */
    String type() {
        return type;
    }

    /** As it stands in the first line of a file: {@code category/name}. */
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

    /** Whether only bills with discounts say anything in it. */
    boolean isNet() {
        return presence == Presence.NET || presence == Presence.SPLIT_NET;
    }

    /** What an export of CUR 2.0 has columns or entries of maps for. */
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
        /** From the second delivery of the newest month on: somebody began to use a tag. */
        LATE,
        /** In a bill with costs that are split. */
        SPLIT,
        /** In a bill with costs that are split, and with discounts. */
        SPLIT_NET,
        /** In Data Exports. */
        EXPORTS
    }
}
