package io.tributary.streams.normalize.aws;

import io.tributary.streams.normalize.ChargeKind;
import io.tributary.streams.normalize.FocusValue.ChargeCategory;
import io.tributary.streams.normalize.FocusValue.Status;
import io.tributary.streams.normalize.RowReader;
import io.tributary.streams.normalize.SourceDefect;
import io.tributary.streams.normalize.focus.FocusColumns;
import io.tributary.streams.normalize.focus.FocusDialect;
import io.tributary.streams.page.SourceRow;
import io.tributary.streams.record.CostColumns;
import io.tributary.streams.record.CostRow;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The defects that only AWS's exports have, and the columns that AWS writes in another form than FOCUS. */
final class AwsFocusRules implements FocusDialect.Rules {

    // What usage and purchases have according to FOCUS, and AWS leaves blank on some.
    private static final Map<String, SourceDefect> PRICED = Map.of(
            "ContractedUnitPrice", SourceDefect.CONTRACTED_UNIT_PRICE_MISSING,
            "ListUnitPrice", SourceDefect.LIST_UNIT_PRICE_MISSING,
            "PricingUnit", SourceDefect.PRICING_UNIT_MISSING,
            "SkuId", SourceDefect.SKU_ID_MISSING,
            "SkuPriceId", SourceDefect.SKU_PRICE_ID_MISSING);

    /** A column of the export that should be filled, and the defect where it is not. */
    private record Filled(int column, SourceDefect defect) {}

    private final RowReader reader;
    private final int billingAccountId;
    private final int subAccountId;
    private final int publisherName;
    private final int serviceProviderName;
    private final int serviceName;
    private final int availabilityZone;
    private final int resourceId;
    private final List<AwsFocusMap> maps;
    private final Filled[] priced;

    AwsFocusRules(FocusColumns columns, RowReader reader) {
        this.reader = reader;
        billingAccountId = columns.find("BillingAccountId");
        subAccountId = columns.find("SubAccountId");
        publisherName = columns.find("PublisherName");
        serviceProviderName = columns.find("ServiceProviderName");
        serviceName = columns.find("ServiceName");
        availabilityZone = columns.find("AvailabilityZone");
        resourceId = columns.find("ResourceId");
        maps = List.of(
                new AwsFocusMap(columns.find("Tags"), CostColumns.TAGS, true),
                new AwsFocusMap(columns.find("x_CostCategories"), CostColumns.X_COST_CATEGORIES, false),
                new AwsFocusMap(columns.find("x_Discounts"), CostColumns.X_DISCOUNTS, false));
        // An export has the columns that its owner chose: a missing column is no defect.
        priced = PRICED.entrySet().stream()
                .map(filled -> new Filled(columns.find(filled.getKey()), filled.getValue()))
                .filter(filled -> filled.column() >= 0)
                .toArray(Filled[]::new);
    }

    @Override
    public void requireIdentity(SourceRow row) {
        if (!reader.isBlank(billingAccountId)) {
            reader.requireAccount(billingAccountId);
        }
        if (!reader.isBlank(subAccountId)) {
            reader.requireAccount(subAccountId);
        }
    }

    @Override
    public void apply(SourceRow row, CostRow record, Set<SourceDefect> defects, FocusDialect.Kept kept) {
        account(row, billingAccountId, CostColumns.BILLING_ACCOUNT_ID, record, defects, kept);
        account(row, subAccountId, CostColumns.SUB_ACCOUNT_ID, record, defects, kept);
        seller(row, record, defects);
        if (serviceName >= 0 && reader.isBlank(serviceName)) {
            defects.add(SourceDefect.SERVICE_NAME_MISSING);
        }
        zone(row, record, defects, kept);
        resourceType(row, record);
        usageType(record);
        maps.forEach(map -> map.write(row, record));
        priced(record, defects);
        costs(record, defects);
    }

    private void account(
            SourceRow row, int column, int field, CostRow record, Set<SourceDefect> defects, FocusDialect.Kept kept) {
        SourceDefect defect = reader.isBlank(column) ? null : AwsAccounts.defect(row.length(column));
        if (defect == null) {
            return;
        }
        defects.add(defect);
        if (defect == SourceDefect.ACCOUNT_ID_ZEROS_LOST) {
            record.text(field, AwsAccounts.whole(row.source(column), row.offset(column), row.length(column)));
            kept.keep(column);
        }
    }

    /** Up to 1.2 the seller of a marketplace offer is in PublisherName; from 1.3 on it is the service provider. */
    private void seller(SourceRow row, CostRow record, Set<SourceDefect> defects) {
        if (publisherName < 0) {
            return;
        }
        if (reader.isBlank(publisherName)) {
            defects.add(SourceDefect.PUBLISHER_NAME_MISSING);
            return;
        }
        if (serviceProviderName < 0 && !isAmazon(row.string(publisherName))) {
            record.text(
                    CostColumns.SERVICE_PROVIDER_NAME,
                    row.source(publisherName),
                    row.offset(publisherName),
                    row.length(publisherName));
        }
    }

    /** AWS sells through many companies, such as Amazon Web Services EMEA SARL. */
    private static boolean isAmazon(String name) {
        String smallLetters = name.toLowerCase(Locale.ROOT);
        return smallLetters.startsWith("amazon") || smallLetters.startsWith("aws");
    }

    /** A bare number is no zone. Such values were seen in files whose columns another tool had shifted. */
    private void zone(SourceRow row, CostRow record, Set<SourceDefect> defects, FocusDialect.Kept kept) {
        if (!reader.isBlank(availabilityZone)
                && row.string(availabilityZone).chars().allMatch(Character::isDigit)) {
            record.absent(CostColumns.AVAILABILITY_ZONE);
            kept.keep(availabilityZone);
            defects.add(SourceDefect.VALUE_NOT_ALLOWED);
        }
    }

    /** What AWS meters is its usage type, and is kept as that where the row has no SKU. */
    private static void usageType(CostRow record) {
        if (record.has(CostColumns.SKU_METER)
                && !record.has(CostColumns.SKU_ID)
                && !record.has(CostColumns.X_USAGE_TYPE)) {
            record.copyText(CostColumns.SKU_METER, CostColumns.X_USAGE_TYPE);
        }
    }

    private void resourceType(SourceRow row, CostRow record) {
        if (!record.has(CostColumns.RESOURCE_TYPE) && record.has(CostColumns.RESOURCE_ID)) {
            AwsResources.type(record, row.source(resourceId), row.offset(resourceId), row.length(resourceId));
        }
    }

    private void priced(CostRow record, Set<SourceDefect> defects) {
        boolean charge = ChargeKind.is(record, ChargeCategory.USAGE) || ChargeKind.is(record, ChargeCategory.PURCHASE);
        boolean unused = ChargeKind.is(record, Status.UNUSED);
        if (!charge || unused || record.has(CostColumns.CHARGE_CLASS)) {
            return;
        }
        for (Filled filled : priced) {
            if (reader.isBlank(filled.column())) {
                defects.add(filled.defect());
            }
        }
    }

    private static void costs(CostRow record, Set<SourceDefect> defects) {
        boolean credit = ChargeKind.is(record, ChargeCategory.CREDIT);
        int difference = record.decimal(CostColumns.BILLED_COST).compareTo(record.decimal(CostColumns.EFFECTIVE_COST));
        if (credit && difference != 0) {
            defects.add(SourceDefect.CREDIT_EFFECTIVE_COST);
        }
        boolean used = ChargeKind.is(record, Status.USED);
        if (!used || record.decimal(CostColumns.LIST_COST).signum() == 0) {
            return;
        }
        if (record.decimal(CostColumns.EFFECTIVE_COST).signum() == 0) {
            defects.add(SourceDefect.USED_EFFECTIVE_COST_ZERO);
        }
        if (record.decimal(CostColumns.CONTRACTED_COST).signum() == 0) {
            defects.add(SourceDefect.CONTRACTED_COST_ZERO);
        }
    }
}
