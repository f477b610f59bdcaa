package io.tributary.streams.normalize.aws;

import static java.util.Map.entry;

import io.tributary.streams.record.CostColumns;
import java.util.Map;
import java.util.Set;

/**
 * The fields of a record in which a report's columns may be found again. A column that one of its fields says is not
 * repeated in x_SourceColumns, an attribute of a product not in SkuPriceDetails.
 */
final class CurFields {

    /** Canonical names of attributes of products that a record has columns of their own for. */
    static final Set<String> COPIED_ATTRIBUTES = Set.of("productname", "location", "sku");

    private static final int[] NONE = {};

    private static final Map<String, int[]> COLUMNS = Map.ofEntries(
            column("identity/LineItemId", CostColumns.X_LINE_ITEM_ID),
            column("identity/TimeInterval", CostColumns.X_TIME_INTERVAL),
            column("bill/InvoiceId", CostColumns.INVOICE_ID),
            column("bill/InvoicingEntity", CostColumns.INVOICE_ISSUER_NAME),
            column("bill/BillingEntity", CostColumns.X_BILLING_ENTITY),
            column("bill/BillType", CostColumns.X_BILL_TYPE),
            column("bill/PayerAccountId", CostColumns.BILLING_ACCOUNT_ID),
            column("bill/PayerAccountName", CostColumns.BILLING_ACCOUNT_NAME),
            column("bill/BillingPeriodStartDate", CostColumns.BILLING_PERIOD_START),
            column("bill/BillingPeriodEndDate", CostColumns.BILLING_PERIOD_END),
            column("lineItem/UsageAccountId", CostColumns.SUB_ACCOUNT_ID),
            column("lineItem/UsageAccountName", CostColumns.SUB_ACCOUNT_NAME),
            column("lineItem/LineItemType", CostColumns.X_LINE_ITEM_TYPE),
            column("lineItem/UsageStartDate", CostColumns.CHARGE_PERIOD_START),
            column("lineItem/UsageEndDate", CostColumns.CHARGE_PERIOD_END),
            column("lineItem/ProductCode", CostColumns.X_SERVICE_CODE),
            column("lineItem/UsageType", CostColumns.X_USAGE_TYPE),
            column("lineItem/Operation", CostColumns.X_OPERATION),
            column("lineItem/AvailabilityZone", CostColumns.AVAILABILITY_ZONE),
            // The resource of a split is what the share is allocated to.
            column("lineItem/ResourceId", CostColumns.RESOURCE_ID, CostColumns.ALLOCATED_RESOURCE_ID),
            column("lineItem/UsageAmount", CostColumns.PRICING_QUANTITY),
            column("lineItem/NormalizedUsageAmount", CostColumns.COMMITMENT_DISCOUNT_QUANTITY),
            column("lineItem/CurrencyCode", CostColumns.BILLING_CURRENCY),
            column("lineItem/UnblendedRate", CostColumns.CONTRACTED_UNIT_PRICE, CostColumns.LIST_UNIT_PRICE),
            column("lineItem/NetUnblendedRate", CostColumns.CONTRACTED_UNIT_PRICE),
            // The cost that counts is there as text, too.
            column("lineItem/UnblendedCost", CostColumns.X_RAW_COST, CostColumns.X_UNBLENDED_COST),
            column("lineItem/NetUnblendedCost", CostColumns.X_RAW_COST, CostColumns.X_NET_UNBLENDED_COST),
            column("lineItem/LineItemDescription", CostColumns.CHARGE_DESCRIPTION),
            column("lineItem/TaxType", CostColumns.X_TAX_TYPE),
            column("lineItem/LegalEntity", CostColumns.X_LEGAL_ENTITY),
            column("product/ProductName", CostColumns.SERVICE_NAME),
            column("product/location", CostColumns.REGION_NAME),
            column("product/sku", CostColumns.SKU_ID),
            column("pricing/RateCode", CostColumns.SKU_PRICE_ID),
            column("pricing/RateId", CostColumns.SKU_PRICE_ID),
            column("pricing/currency", CostColumns.PRICING_CURRENCY),
            column("pricing/publicOnDemandCost", CostColumns.LIST_COST),
            column("pricing/publicOnDemandRate", CostColumns.PRICING_CURRENCY_LIST_UNIT_PRICE),
            column("pricing/unit", CostColumns.PRICING_UNIT),
            column("capacityReservation/CapacityReservationArn", CostColumns.CAPACITY_RESERVATION_ID),
            column("capacityReservation/CapacityReservationStatus", CostColumns.CAPACITY_RESERVATION_STATUS),
            column(
                    "reservation/ReservationARN",
                    CostColumns.COMMITMENT_DISCOUNT_ID,
                    CostColumns.CAPACITY_RESERVATION_ID),
            column("reservation/EffectiveCost", CostColumns.EFFECTIVE_COST),
            column("reservation/NetEffectiveCost", CostColumns.EFFECTIVE_COST),
            column("savingsPlan/SavingsPlanARN", CostColumns.COMMITMENT_DISCOUNT_ID),
            column("savingsPlan/SavingsPlanEffectiveCost", CostColumns.EFFECTIVE_COST),
            column("savingsPlan/NetSavingsPlanEffectiveCost", CostColumns.EFFECTIVE_COST),
            column("splitLineItem/ParentResourceId", CostColumns.RESOURCE_ID),
            column("splitLineItem/SplitCost", CostColumns.X_ALLOCATED_COST),
            column("splitLineItem/NetSplitCost", CostColumns.X_ALLOCATED_COST),
            column("splitLineItem/UnusedCost", CostColumns.X_ALLOCATED_UNUSED_COST),
            column("splitLineItem/NetUnusedCost", CostColumns.X_ALLOCATED_UNUSED_COST));

    // All of them belong to the SKU, so that the details of a price do not differ from row to row. The product family
    // does as well, but whether ResourceType says it depends on the row's resource.
    private static final Map<String, int[]> ATTRIBUTES = Map.of(
            "location", new int[] {CostColumns.REGION_NAME},
            "operation", new int[] {CostColumns.X_OPERATION},
            "productname", new int[] {CostColumns.SERVICE_NAME},
            "region", new int[] {CostColumns.REGION_ID},
            "regioncode", new int[] {CostColumns.REGION_ID},
            "servicecode", new int[] {CostColumns.X_SERVICE_CODE},
            "servicename", new int[] {CostColumns.SERVICE_NAME},
            "sku", new int[] {CostColumns.SKU_ID},
            "usagetype", new int[] {CostColumns.X_USAGE_TYPE});

    private CurFields() {}

    private static Map.Entry<String, int[]> column(String name, int... fields) {
        return entry(CurNames.canonical(name), fields);
    }

    /** The fields that may say what the column of that canonical name does; none where the record has no such field. */
    static int[] ofColumn(String canonical) {
        return COLUMNS.getOrDefault(canonical, NONE);
    }

    /** The fields that may say what that attribute of a product does. */
    static int[] ofAttribute(String attribute) {
        return ATTRIBUTES.getOrDefault(CurNames.canonical(attribute), NONE);
    }
}
