package io.tributary.samples.aws;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A column of AWS's FOCUS exports, in order of their names as AWS lists them: those of FOCUS 1.2, and AWS's own. An
 * export of FOCUS 1.0 lacks some.
 */
enum FocusColumn {
    AVAILABILITY_ZONE("AvailabilityZone", Kind.COPY, LegacyColumn.AVAILABILITY_ZONE),
    BILLED_COST("BilledCost", Kind.AMOUNT),
    BILLING_ACCOUNT_ID("BillingAccountId", Kind.COPY, LegacyColumn.PAYER_ACCOUNT_ID),
    BILLING_ACCOUNT_NAME("BillingAccountName", Kind.COPY, LegacyColumn.PAYER_ACCOUNT_NAME),
    BILLING_ACCOUNT_TYPE("BillingAccountType", Kind.NEW_TEXT),
    BILLING_CURRENCY("BillingCurrency", Kind.COPY, LegacyColumn.CURRENCY_CODE),
    BILLING_PERIOD_END("BillingPeriodEnd", Kind.COPY, LegacyColumn.BILLING_PERIOD_END_DATE),
    BILLING_PERIOD_START("BillingPeriodStart", Kind.COPY, LegacyColumn.BILLING_PERIOD_START_DATE),
    CAPACITY_RESERVATION_ID("CapacityReservationId", Kind.NEW_TEXT),
    CAPACITY_RESERVATION_STATUS("CapacityReservationStatus", Kind.NEW_TEXT),
    CHARGE_CATEGORY("ChargeCategory", Kind.TEXT),
    CHARGE_CLASS("ChargeClass", Kind.TEXT),
    CHARGE_DESCRIPTION("ChargeDescription", Kind.COPY, LegacyColumn.LINE_ITEM_DESCRIPTION),
    CHARGE_FREQUENCY("ChargeFrequency", Kind.TEXT),
    CHARGE_PERIOD_END("ChargePeriodEnd", Kind.COPY, LegacyColumn.USAGE_END_DATE),
    CHARGE_PERIOD_START("ChargePeriodStart", Kind.COPY, LegacyColumn.USAGE_START_DATE),
    COMMITMENT_DISCOUNT_CATEGORY("CommitmentDiscountCategory", Kind.TEXT),
    COMMITMENT_DISCOUNT_ID("CommitmentDiscountId", Kind.COPY, LegacyColumn.PLAN_ARN, LegacyColumn.RESERVATION_ARN),
    COMMITMENT_DISCOUNT_NAME("CommitmentDiscountName", Kind.TEXT),
    COMMITMENT_DISCOUNT_QUANTITY("CommitmentDiscountQuantity", Kind.NEW_AMOUNT),
    COMMITMENT_DISCOUNT_STATUS("CommitmentDiscountStatus", Kind.TEXT),
    COMMITMENT_DISCOUNT_TYPE("CommitmentDiscountType", Kind.TEXT),
    COMMITMENT_DISCOUNT_UNIT("CommitmentDiscountUnit", Kind.NEW_TEXT),
    CONSUMED_QUANTITY("ConsumedQuantity", Kind.AMOUNT),
    CONSUMED_UNIT("ConsumedUnit", Kind.TEXT),
    CONTRACTED_COST("ContractedCost", Kind.AMOUNT),
    CONTRACTED_UNIT_PRICE("ContractedUnitPrice", Kind.AMOUNT),
    EFFECTIVE_COST("EffectiveCost", Kind.AMOUNT),
    INVOICE_ID("InvoiceId", Kind.NEW_COPY, LegacyColumn.INVOICE_ID),
    INVOICE_ISSUER_NAME("InvoiceIssuerName", Kind.COPY, LegacyColumn.INVOICING_ENTITY),
    LIST_COST("ListCost", Kind.AMOUNT),
    LIST_UNIT_PRICE("ListUnitPrice", Kind.AMOUNT),
    PRICING_CATEGORY("PricingCategory", Kind.TEXT),
    PRICING_CURRENCY("PricingCurrency", Kind.NEW_COPY, LegacyColumn.CURRENCY_CODE),
    PRICING_CURRENCY_CONTRACTED_UNIT_PRICE("PricingCurrencyContractedUnitPrice", Kind.NEW_AMOUNT),
    PRICING_CURRENCY_EFFECTIVE_COST("PricingCurrencyEffectiveCost", Kind.NEW_AMOUNT),
    PRICING_CURRENCY_LIST_UNIT_PRICE("PricingCurrencyListUnitPrice", Kind.NEW_AMOUNT),
    PRICING_QUANTITY("PricingQuantity", Kind.AMOUNT),
    PRICING_UNIT("PricingUnit", Kind.TEXT),
    PROVIDER_NAME("ProviderName", Kind.TEXT),
    PUBLISHER_NAME("PublisherName", Kind.TEXT),
    REGION_ID("RegionId", Kind.COPY, LegacyColumn.PRODUCT_REGION_CODE),
    REGION_NAME("RegionName", Kind.COPY, LegacyColumn.PRODUCT_LOCATION),
    RESOURCE_ID("ResourceId", Kind.COPY, LegacyColumn.RESOURCE_ID),
    RESOURCE_NAME("ResourceName", Kind.TEXT),
    RESOURCE_TYPE("ResourceType", Kind.TEXT),
    SERVICE_CATEGORY("ServiceCategory", Kind.TEXT),
    SERVICE_NAME("ServiceName", Kind.COPY, LegacyColumn.PRODUCT_NAME),
    SERVICE_SUBCATEGORY("ServiceSubcategory", Kind.NEW_TEXT),
    SKU_ID("SkuId", Kind.COPY, LegacyColumn.PRODUCT_SKU),
    SKU_METER("SkuMeter", Kind.NEW_COPY, LegacyColumn.USAGE_TYPE),
    SKU_PRICE_DETAILS("SkuPriceDetails", Kind.NEW_MAP),
    SKU_PRICE_ID("SkuPriceId", Kind.COPY, LegacyColumn.PRICING_RATE_CODE),
    SUB_ACCOUNT_ID("SubAccountId", Kind.COPY, LegacyColumn.USAGE_ACCOUNT_ID),
    SUB_ACCOUNT_NAME("SubAccountName", Kind.COPY, LegacyColumn.USAGE_ACCOUNT_NAME),
    SUB_ACCOUNT_TYPE("SubAccountType", Kind.NEW_TEXT),
    TAGS("Tags", Kind.MAP),
    COST_CATEGORIES("x_CostCategories", Kind.MAP),
    DISCOUNTS("x_Discounts", Kind.MAP),
    OPERATION("x_Operation", Kind.COPY, LegacyColumn.OPERATION),
    SERVICE_CODE("x_ServiceCode", Kind.COPY, LegacyColumn.PRODUCT_CODE),
    USAGE_TYPE("x_UsageType", Kind.COPY, LegacyColumn.USAGE_TYPE);

    /** How many there are. */
    static final int COUNT = values().length;

    private final String columnName;
    private final Kind kind;
    private final List<LegacyColumn> sources;

    FocusColumn(String columnName, Kind kind, LegacyColumn... sources) {
        this.columnName = columnName;
        this.kind = kind;
        this.sources = List.of(sources);
    }

    /** Those of a table. */
    static List<FocusColumn> of(ReportFormat.Table table) {
        return Arrays.stream(values())
                .filter(column -> table == ReportFormat.Table.FOCUS_1_2_AWS || !column.kind.isNew)
                .toList();
    }

    String columnName() {
        return columnName;
    }

    /** Whether rows say it themselves, as text. */
    boolean isText() {
        return kind == Kind.TEXT || kind == Kind.NEW_TEXT;
    }

    /** Whether rows say it themselves, as a number. */
    boolean isAmount() {
        return kind == Kind.AMOUNT || kind == Kind.NEW_AMOUNT;
    }

    String typeInManifest() {
        return isAmount() ? "double" : isText() ? "string" : ofLine().typeInManifest();
    }

    /** The column as one of the line that a row is of. */
    CurColumn ofLine() {
        return switch (this) {
            case TAGS -> map("resourceTags", false);
            case COST_CATEGORIES -> map("costCategory", false);
            case DISCOUNTS -> map("discount", true);
            case SKU_PRICE_DETAILS ->
                CurColumn.map(
                        columnName,
                        new TreeMap<>(Map.of(
                                "InstanceType", List.of(LegacyColumn.PRODUCT_INSTANCE_TYPE),
                                "CoreCount", List.of(LegacyColumn.PRODUCT_VCPU),
                                "OperatingSystem", List.of(LegacyColumn.PRODUCT_OPERATING_SYSTEM),
                                "StorageClass", List.of(LegacyColumn.PRODUCT_STORAGE_CLASS))),
                        false);
            default -> CurColumn.of(columnName, sources);
        };
    }

    private CurColumn map(String category, boolean numbers) {
        Map<String, List<LegacyColumn>> entries = new LinkedHashMap<>();
        for (LegacyColumn column : LegacyColumn.values()) {
            if (column.category().equals(category)) {
                entries.put(column.columnName(), List.of(column));
            }
        }
        return CurColumn.map(columnName, entries, numbers);
    }

    /** Where values come from. */
    private enum Kind {
        /** From the line, as it is. */
        COPY(false),
        NEW_COPY(true),
        /** From columns of the line, by their names. */
        MAP(false),
        NEW_MAP(true),
        /** From the rules. */
        TEXT(false),
        NEW_TEXT(true),
        AMOUNT(false),
        NEW_AMOUNT(true);

        /** Whether FOCUS 1.0 had it not. */
        private final boolean isNew;

        Kind(boolean isNew) {
            this.isNew = isNew;
        }
    }
}
