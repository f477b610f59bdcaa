package io.tributary.streams.normalize.aws;

import io.tributary.streams.deadletter.RejectedPageException;
import io.tributary.streams.deadletter.RejectionCode;
import io.tributary.streams.normalize.aws.JsonColumns.Pair;
import io.tributary.streams.page.SourceRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The positions of a report's columns. They are found by the header, never by position: columns come and go from month
 * to month. Names are compared without case, slashes and underscores, which makes {@code lineItem/UsageStartDate} and
 * {@code line_item_usage_start_date} the same column. Of two such columns the first that is not blank counts, and
 * another with a different value is kept in x_SourceColumns, as is what {@link CurFields} finds in no column of the
 * record. Values that CUR 2.0 has in maps are found there.
 */
final class CurColumns {

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

    private static final JsonColumns.ToFields NO_FIELDS = index -> new int[0];

    private final List<String> header;
    private final Map<String, List<Integer>> byName = new HashMap<>();
    private final boolean[] taken;
    private final JsonColumns rest;
    private final List<CombinedRow.Source> combined = new ArrayList<>();
    private final Optional<CombinedRow> row;

    final MapColumn productMap;
    final MapColumn tagMap;
    final MapColumn costCategoryMap;
    final MapColumn discountMap;
    /** CUR 2.0's tags of all kinds, read for their tags and for their cost categories. */
    final MapColumn allTagsMap;

    final MapColumn allCostCategoriesMap;
    final List<MapColumn> maps;
    final List<Pair> tags;
    final List<Pair> costCategories;
    final List<Pair> discounts;
    final List<Pair> productAttributes;
    final List<Pair> others;
    final int tagName;

    final int lineItemId;
    final int timeInterval;
    final int invoiceId;
    final int invoicingEntity;
    final int billingEntity;
    final int billType;
    final int payerAccountId;
    final int payerAccountName;
    final int billingPeriodStart;
    final int billingPeriodEnd;
    final int usageAccountId;
    final int usageAccountName;
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
    final int netUnblendedRate;
    final int unblendedCost;
    final int netUnblendedCost;
    final int description;
    final int taxType;
    final int legalEntity;
    final int iamPrincipal;
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
    final int capacityReservationArn;
    final int capacityReservationStatus;
    final int reservationArn;
    final int subscriptionId;
    final int reservationEffectiveCost;
    final int netReservationEffectiveCost;
    final int amortizedUpfrontCostForUsage;
    final int netAmortizedUpfrontCostForUsage;
    final int recurringFeeForUsage;
    final int netRecurringFeeForUsage;
    final int totalReservedUnits;
    final int totalReservedNormalizedUnits;
    final int unusedQuantity;
    final int unusedNormalizedUnitQuantity;
    final int unusedAmortizedUpfrontFee;
    final int netUnusedAmortizedUpfrontFee;
    final int unusedRecurringFee;
    final int netUnusedRecurringFee;
    final int savingsPlanArn;
    final int savingsPlanEffectiveCost;
    final int netSavingsPlanEffectiveCost;
    final int recurringCommitment;
    final int netRecurringCommitment;
    final int amortizedUpfrontCommitment;
    final int netAmortizedUpfrontCommitment;
    final int totalCommitmentToDate;
    final int usedCommitment;
    final int splitParentResourceId;
    final int splitUsageRatio;
    final int splitUsage;
    final int splitActualUsage;
    final int splitReservedUsage;
    final int splitCost;
    final int netSplitCost;
    final int splitUnusedCost;
    final int netSplitUnusedCost;

    private CurColumns(List<String> header) {
        this.header = header;
        taken = new boolean[header.size()];
        rest = new JsonColumns(false, index -> CurFields.ofColumn(CurNames.canonical(header.get(index))));
        for (int i = 0; i < header.size(); i++) {
            byName.computeIfAbsent(CurNames.canonical(header.get(i)), first -> new ArrayList<>())
                    .add(i);
        }
        productMap = map("product", CurNames::skuPriceDetail, true);
        tagMap = map("resource_tags", UnaryOperator.identity(), false);
        costCategoryMap = map("cost_category", UnaryOperator.identity(), false);
        discountMap = map("discount", CurNames::discount, false);
        allTagsMap = map("tags", CurNames::tagOfAll, false);
        allCostCategoriesMap = map("tags", CurNames::costCategoryOfAll, false);
        maps = Stream.of(productMap, tagMap, costCategoryMap, discountMap, allTagsMap, allCostCategoriesMap)
                .filter(Objects::nonNull)
                .toList();
        // Of several columns of these meanings, one counts.
        lineItemId = copied("identity/LineItemId");
        timeInterval = copied("identity/TimeInterval");
        invoiceId = copied("bill/InvoiceId");
        invoicingEntity = copied("bill/InvoicingEntity");
        billingEntity = copied("bill/BillingEntity");
        billType = copied("bill/BillType");
        payerAccountId = copied("bill/PayerAccountId");
        payerAccountName = copied("bill/PayerAccountName");
        billingPeriodStart = copied("bill/BillingPeriodStartDate");
        billingPeriodEnd = copied("bill/BillingPeriodEndDate");
        usageAccountId = copied("lineItem/UsageAccountId");
        usageAccountName = copied("lineItem/UsageAccountName");
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
        productName = copiedProduct("ProductName");
        location = copiedProduct("location");
        sku = copiedProduct("sku");
        // Each column of these meanings is kept for itself, unless the record says it.
        usageAmount = find("lineItem/UsageAmount");
        normalizedUsageAmount = find("lineItem/NormalizedUsageAmount");
        iamPrincipal = find("lineItem/IamPrincipal");
        unblendedRate = find("lineItem/UnblendedRate");
        netUnblendedRate = find("lineItem/NetUnblendedRate");
        productFamily = product("productFamily");
        regionCode = product("regionCode");
        region = product("region");
        rateCode = find("pricing/RateCode");
        rateId = find("pricing/RateId");
        pricingCurrency = find("pricing/currency");
        publicOnDemandCost = find("pricing/publicOnDemandCost");
        publicOnDemandRate = find("pricing/publicOnDemandRate");
        term = find("pricing/term");
        purchaseOption = find("pricing/PurchaseOption");
        unit = find("pricing/unit");
        capacityReservationArn = find("capacityReservation/CapacityReservationArn");
        capacityReservationStatus = find("capacityReservation/CapacityReservationStatus");
        reservationArn = find("reservation/ReservationARN");
        subscriptionId = find("reservation/SubscriptionId");
        reservationEffectiveCost = find("reservation/EffectiveCost");
        netReservationEffectiveCost = find("reservation/NetEffectiveCost");
        amortizedUpfrontCostForUsage = find("reservation/AmortizedUpfrontCostForUsage");
        netAmortizedUpfrontCostForUsage = find("reservation/NetAmortizedUpfrontCostForUsage");
        recurringFeeForUsage = find("reservation/RecurringFeeForUsage");
        netRecurringFeeForUsage = find("reservation/NetRecurringFeeForUsage");
        totalReservedUnits = find("reservation/TotalReservedUnits");
        totalReservedNormalizedUnits = find("reservation/TotalReservedNormalizedUnits");
        unusedQuantity = find("reservation/UnusedQuantity");
        unusedNormalizedUnitQuantity = find("reservation/UnusedNormalizedUnitQuantity");
        unusedAmortizedUpfrontFee = find("reservation/UnusedAmortizedUpfrontFeeForBillingPeriod");
        netUnusedAmortizedUpfrontFee = find("reservation/NetUnusedAmortizedUpfrontFeeForBillingPeriod");
        unusedRecurringFee = find("reservation/UnusedRecurringFee");
        netUnusedRecurringFee = find("reservation/NetUnusedRecurringFee");
        savingsPlanArn = find("savingsPlan/SavingsPlanARN");
        savingsPlanEffectiveCost = find("savingsPlan/SavingsPlanEffectiveCost");
        netSavingsPlanEffectiveCost = find("savingsPlan/NetSavingsPlanEffectiveCost");
        recurringCommitment = find("savingsPlan/RecurringCommitmentForBillingPeriod");
        netRecurringCommitment = find("savingsPlan/NetRecurringCommitmentForBillingPeriod");
        amortizedUpfrontCommitment = find("savingsPlan/AmortizedUpfrontCommitmentForBillingPeriod");
        netAmortizedUpfrontCommitment = find("savingsPlan/NetAmortizedUpfrontCommitmentForBillingPeriod");
        totalCommitmentToDate = find("savingsPlan/TotalCommitmentToDate");
        usedCommitment = find("savingsPlan/UsedCommitment");
        splitParentResourceId = find("splitLineItem/ParentResourceId");
        splitUsageRatio = find("splitLineItem/SplitUsageRatio");
        splitUsage = find("splitLineItem/SplitUsage");
        splitActualUsage = find("splitLineItem/ActualUsage");
        splitReservedUsage = find("splitLineItem/ReservedUsage");
        splitCost = find("splitLineItem/SplitCost");
        netSplitCost = find("splitLineItem/NetSplitCost");
        splitUnusedCost = find("splitLineItem/UnusedCost");
        netSplitUnusedCost = find("splitLineItem/NetUnusedCost");
        tagName = tagName();
        JsonColumns tagColumns = sorted("resource_tags", CurNames::tag, new JsonColumns(false, NO_FIELDS));
        JsonColumns costCategoryColumns =
                sorted("cost_category", UnaryOperator.identity(), new JsonColumns(false, NO_FIELDS));
        JsonColumns discountColumns = sorted("discount", CurNames::discount, new JsonColumns(false, NO_FIELDS));
        JsonColumns productColumns = sorted(
                "product",
                CurNames::skuPriceDetail,
                new JsonColumns(true, index -> CurFields.ofAttribute(CurNames.behind("product", header.get(index)))));
        for (int i = 0; i < header.size(); i++) {
            if (!taken[i]) {
                rest.add(header.get(i), i);
            }
        }
        rest.remarkOn(rest, header);
        tags = tagColumns.pairs();
        costCategories = costCategoryColumns.pairs();
        discounts = discountColumns.pairs();
        productAttributes = productColumns.pairs();
        others = rest.pairs();
        row = combined.isEmpty() && maps.isEmpty()
                ? Optional.empty()
                : Optional.of(new CombinedRow(header.size(), combined, maps));
    }

    /**
     * The columns of {@code header}.
     *
     * @throws RejectedPageException if a column is missing without which no row can be read
     */
    static CurColumns of(List<String> header) {
        CurColumns columns = new CurColumns(List.copyOf(header));
        List<String> missing = REQUIRED.stream()
                .filter(name -> !columns.byName.containsKey(CurNames.canonical(name)))
                .toList();
        if (!missing.isEmpty()) {
            throw new RejectedPageException(
                    RejectionCode.PAGE_COLUMNS,
                    "The page's header has " + header.size() + " columns, but lacks " + String.join(", ", missing));
        }
        return columns;
    }

    /** No columns at all, for records that come from no row. */
    static CurColumns none() {
        return new CurColumns(List.of());
    }

    int count() {
        return header.size();
    }

    /** The column's name as the report has it. */
    String name(int column) {
        if (column < header.size()) {
            return header.get(column);
        }
        CombinedRow.Source source = combined.get(column - header.size());
        return source.columns().length > 0
                ? header.get(source.columns()[0])
                : header.get(source.map().index()) + source.keys();
    }

    /** {@code source} with all columns that this class names. */
    SourceRow read(SourceRow source) {
        return row.isPresent() ? row.get().of(source) : source;
    }

    private MapColumn map(String name, UnaryOperator<String> naming, boolean product) {
        for (int i = 0; i < header.size(); i++) {
            if (header.get(i).equalsIgnoreCase(name)) {
                taken[i] = true;
                return new MapColumn(i, naming, product);
            }
        }
        return null;
    }

    private int copied(String name) {
        take(name);
        return find(name);
    }

    private int copiedProduct(String attribute) {
        take("product/" + attribute);
        return product(attribute);
    }

    /** Adds all columns of similar names. Those after the first are kept where their values differ. */
    private void take(String name) {
        List<Integer> same = places(name);
        for (int i = 0; i < same.size(); i++) {
            taken[same.get(i)] = true;
            rest.add(header.get(same.get(i)), same.get(i), same.subList(0, i));
            if (i > 0) {
                rest.remark(header.get(same.get(i)), same.get(i), same.subList(0, i));
            }
        }
    }

    private int find(String name) {
        return place(places(name), null, List.of());
    }

    private int product(String attribute) {
        return place(places("product/" + attribute), productMap, List.of(CurNames.canonical(attribute)));
    }

    /** The tag that names a resource. Tags may differ in case only: the one that is written as AWS writes it counts. */
    private int tagName() {
        List<Integer> same = places("resourceTags/user:Name");
        List<Integer> exact = same.stream()
                .filter(column -> header.get(column).equals("resourceTags/user:Name"))
                .toList();
        List<Integer> best = exact.isEmpty() ? same : exact;
        return tagMap == null && allTagsMap != null
                ? place(
                        best.stream().limit(1).toList(),
                        allTagsMap,
                        List.of("resourcetagsusername", "resourcetagsname"))
                : place(best.stream().limit(1).toList(), tagMap, List.of("username", "name"));
    }

    private List<Integer> places(String name) {
        return byName.getOrDefault(CurNames.canonical(name), List.of());
    }

    private int place(List<Integer> same, MapColumn map, List<String> keys) {
        if (map == null && same.size() < 2) {
            return same.isEmpty() ? -1 : same.get(0);
        }
        int[] columns = same.stream().mapToInt(Integer::intValue).toArray();
        combined.add(new CombinedRow.Source(columns, map, keys));
        return header.size() + combined.size() - 1;
    }

    /** Adds the columns of a category that come and go. */
    private JsonColumns sorted(String category, UnaryOperator<String> naming, JsonColumns columns) {
        for (int i = 0; i < header.size(); i++) {
            String name = taken[i] ? null : CurNames.behind(category, header.get(i));
            if (name != null) {
                taken[i] = true;
                columns.add(naming.apply(name), i);
            }
        }
        columns.remarkOn(rest, header);
        return columns;
    }
}
