package io.tributary.streams.normalize.aws;

import io.tributary.streams.deadletter.RejectedPageException;
import io.tributary.streams.deadletter.RejectionCode;
import io.tributary.streams.normalize.JsonText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Where a report's columns stand. Found by the header, never by position: columns come and go from month to month. Names
 * are compared without case, slashes and underscores, which makes {@code lineItem/UsageStartDate} and {@code
 * line_item_usage_start_date} the same column; of two such columns the first counts and the other is kept in
 * x_SourceColumns.
 */
final class LegacyCurColumns {

    /** A column that goes into a JSON column under {@code key}. */
    record Pair(int index, byte[] key, boolean number) {}

    private static final List<String> REQUIRED = List.of(
            "bill/PayerAccountId",
            "bill/BillingPeriodStartDate",
            "bill/BillingPeriodEndDate",
            "lineItem/UsageAccountId",
            "lineItem/LineItemType",
            "lineItem/UsageStartDate",
            "lineItem/UsageEndDate",
            "lineItem/ProductCode",
            "lineItem/CurrencyCode",
            "lineItem/UnblendedCost");

    // FOCUS's keys of SkuPriceDetails for AWS product attributes; all others get the prefix x_.
    private static final Map<String, String> SKU_PRICE_DETAILS = Map.of(
            "instancetype", "InstanceType",
            "vcpu", "CoreCount",
            "operatingsystem", "OperatingSystem",
            "storageclass", "StorageClass",
            "gpu", "GpuCount");

    private final List<String> header;
    private final Map<String, Integer> byName = new HashMap<>();
    private final boolean[] taken;

    final List<Pair> tags = new ArrayList<>();
    final List<Pair> costCategories = new ArrayList<>();
    final List<Pair> discounts = new ArrayList<>();
    final List<Pair> productAttributes = new ArrayList<>();
    final List<Pair> others = new ArrayList<>();
    final int tagName;

    final int lineItemId;
    final int timeInterval;
    final int invoiceId;
    final int invoicingEntity;
    final int billingEntity;
    final int billType;
    final int payerAccountId;
    final int billingPeriodStart;
    final int billingPeriodEnd;
    final int usageAccountId;
    final int lineItemType;
    final int usageStart;
    final int usageEnd;
    final int productCode;
    final int usageType;
    final int operation;
    final int availabilityZone;
    final int resourceId;
    final int usageAmount;
    final int normalizedUsageAmount;
    final int currencyCode;
    final int unblendedRate;
    final int unblendedCost;
    final int netUnblendedCost;
    final int description;
    final int taxType;
    final int legalEntity;
    final int productName;
    final int productFamily;
    final int regionCode;
    final int region;
    final int location;
    final int sku;
    final int rateCode;
    final int rateId;
    final int pricingCurrency;
    final int publicOnDemandCost;
    final int publicOnDemandRate;
    final int term;
    final int purchaseOption;
    final int unit;
    final int reservationArn;
    final int subscriptionId;
    final int reservationEffectiveCost;
    final int netReservationEffectiveCost;
    final int totalReservedUnits;
    final int unusedQuantity;
    final int unusedAmortizedUpfrontFee;
    final int netUnusedAmortizedUpfrontFee;
    final int unusedRecurringFee;
    final int netUnusedRecurringFee;
    final int savingsPlanArn;
    final int savingsPlanEffectiveCost;
    final int netSavingsPlanEffectiveCost;
    final int totalCommitmentToDate;
    final int usedCommitment;
    final int splitParentResourceId;

    private LegacyCurColumns(List<String> header) {
        this.header = header;
        taken = new boolean[header.size()];
        for (int i = 0; i < header.size(); i++) {
            byName.putIfAbsent(canonical(header.get(i)), i);
        }
        // Copied whole into columns of the record: not repeated in x_SourceColumns.
        lineItemId = copied("identity/LineItemId");
        timeInterval = copied("identity/TimeInterval");
        invoiceId = copied("bill/InvoiceId");
        invoicingEntity = copied("bill/InvoicingEntity");
        billingEntity = copied("bill/BillingEntity");
        billType = copied("bill/BillType");
        payerAccountId = copied("bill/PayerAccountId");
        billingPeriodStart = copied("bill/BillingPeriodStartDate");
        billingPeriodEnd = copied("bill/BillingPeriodEndDate");
        usageAccountId = copied("lineItem/UsageAccountId");
        lineItemType = copied("lineItem/LineItemType");
        usageStart = copied("lineItem/UsageStartDate");
        usageEnd = copied("lineItem/UsageEndDate");
        productCode = copied("lineItem/ProductCode");
        usageType = copied("lineItem/UsageType");
        operation = copied("lineItem/Operation");
        availabilityZone = copied("lineItem/AvailabilityZone");
        resourceId = copied("lineItem/ResourceId");
        currencyCode = copied("lineItem/CurrencyCode");
        unblendedCost = copied("lineItem/UnblendedCost");
        netUnblendedCost = copied("lineItem/NetUnblendedCost");
        description = copied("lineItem/LineItemDescription");
        taxType = copied("lineItem/TaxType");
        legalEntity = copied("lineItem/LegalEntity");
        productName = copied("product/ProductName");
        location = copied("product/location");
        sku = copied("product/sku");
        // Used by rules, or copied for some rows only: also kept in x_SourceColumns.
        usageAmount = find("lineItem/UsageAmount");
        normalizedUsageAmount = find("lineItem/NormalizedUsageAmount");
        unblendedRate = find("lineItem/UnblendedRate");
        productFamily = find("product/productFamily");
        regionCode = find("product/regionCode");
        region = find("product/region");
        rateCode = find("pricing/RateCode");
        rateId = find("pricing/RateId");
        pricingCurrency = find("pricing/currency");
        publicOnDemandCost = find("pricing/publicOnDemandCost");
        publicOnDemandRate = find("pricing/publicOnDemandRate");
        term = find("pricing/term");
        purchaseOption = find("pricing/PurchaseOption");
        unit = find("pricing/unit");
        reservationArn = find("reservation/ReservationARN");
        subscriptionId = find("reservation/SubscriptionId");
        reservationEffectiveCost = find("reservation/EffectiveCost");
        netReservationEffectiveCost = find("reservation/NetEffectiveCost");
        totalReservedUnits = find("reservation/TotalReservedUnits");
        unusedQuantity = find("reservation/UnusedQuantity");
        unusedAmortizedUpfrontFee = find("reservation/UnusedAmortizedUpfrontFeeForBillingPeriod");
        netUnusedAmortizedUpfrontFee = find("reservation/NetUnusedAmortizedUpfrontFeeForBillingPeriod");
        unusedRecurringFee = find("reservation/UnusedRecurringFee");
        netUnusedRecurringFee = find("reservation/NetUnusedRecurringFee");
        savingsPlanArn = find("savingsPlan/SavingsPlanARN");
        savingsPlanEffectiveCost = find("savingsPlan/SavingsPlanEffectiveCost");
        netSavingsPlanEffectiveCost = find("savingsPlan/NetSavingsPlanEffectiveCost");
        totalCommitmentToDate = find("savingsPlan/TotalCommitmentToDate");
        usedCommitment = find("savingsPlan/UsedCommitment");
        splitParentResourceId = find("splitLineItem/ParentResourceId");
        tagName = find("resourceTags/user:Name");
        sortOut();
    }

    /**
     * The columns of {@code header}.
     *
     * @throws RejectedPageException if a column is missing without which no row can be read
     */
    static LegacyCurColumns of(List<String> header) {
        LegacyCurColumns columns = new LegacyCurColumns(List.copyOf(header));
        List<String> missing =
                REQUIRED.stream().filter(name -> columns.find(name) < 0).toList();
        if (!missing.isEmpty()) {
            throw new RejectedPageException(
                    RejectionCode.PAGE_COLUMNS,
                    "The page's header has " + header.size() + " columns, but lacks " + String.join(", ", missing));
        }
        return columns;
    }

    /** No columns at all, for records that come from no row. */
    static LegacyCurColumns none() {
        return new LegacyCurColumns(List.of());
    }

    int count() {
        return header.size();
    }

    /** The column's name as the report has it. */
    String name(int column) {
        return header.get(column);
    }

    private int copied(String name) {
        int column = find(name);
        if (column >= 0) {
            taken[column] = true;
        }
        return column;
    }

    private int find(String name) {
        return byName.getOrDefault(canonical(name), -1);
    }

    private void sortOut() {
        for (int i = 0; i < header.size(); i++) {
            if (taken[i]) {
                continue;
            }
            String name = header.get(i);
            String lowerCase = name.toLowerCase(Locale.ROOT);
            if (lowerCase.startsWith("resourcetags/") || lowerCase.startsWith("resource_tags_")) {
                tags.add(pair(i, tagKey(suffix(name, "resource_tags_"))));
            } else if (lowerCase.startsWith("costcategory/") || lowerCase.startsWith("cost_category_")) {
                costCategories.add(pair(i, suffix(name, "cost_category_")));
            } else if (lowerCase.startsWith("discount/") || lowerCase.startsWith("discount_")) {
                discounts.add(pair(i, suffix(name, "discount_")));
            } else if (lowerCase.startsWith("product/") || lowerCase.startsWith("product_")) {
                productAttributes.add(productAttribute(i, suffix(name, "product_")));
            } else {
                others.add(pair(i, name));
            }
        }
    }

    private static Pair productAttribute(int index, String attribute) {
        String canonical = canonical(attribute);
        String key = SKU_PRICE_DETAILS.getOrDefault(canonical, "x_" + attribute);
        return new Pair(index, JsonText.key(key), key.equals("CoreCount") || key.equals("GpuCount"));
    }

    private static Pair pair(int index, String key) {
        return new Pair(index, JsonText.key(key), false);
    }

    private static String suffix(String name, String snakeCasePrefix) {
        int slash = name.indexOf('/');
        return slash >= 0 ? name.substring(slash + 1) : name.substring(snakeCasePrefix.length());
    }

    /** User tags by their own key; tags that AWS defines keep the prefix that tells them apart. */
    private static String tagKey(String suffix) {
        for (String prefix : List.of("user:", "user_")) {
            if (suffix.startsWith(prefix)) {
                return suffix.substring(prefix.length());
            }
        }
        return suffix;
    }

    private static String canonical(String name) {
        StringBuilder canonical = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                canonical.append(Character.toLowerCase(c));
            }
        }
        return canonical.toString();
    }
}
