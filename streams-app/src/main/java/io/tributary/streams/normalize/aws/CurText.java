package io.tributary.streams.normalize.aws;

import static io.tributary.streams.record.CostField.position;

import io.tributary.streams.normalize.JsonText;
import io.tributary.streams.normalize.RowReader;
import io.tributary.streams.normalize.ServiceCategories;
import io.tributary.streams.normalize.aws.JsonColumns.Pair;
import io.tributary.streams.page.SourceRow;
import io.tributary.streams.record.CostRow;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The columns of a record that are no money: what is copied from a report's row, and what follows from it. */
final class CurText {

    private static final ServiceCategories SERVICES = ServiceCategories.of("aws");

    private static final byte[] AMAZON = text("Amazon Web Services");
    private static final byte[] MARKETPLACE = text("AWS Marketplace");
    private static final byte[] MANAGEMENT_ACCOUNT = text("Management account");
    private static final byte[] ACCOUNT = text("Account");
    private static final byte[] PROVIDER = text("aws");
    private static final byte[] SAVINGS_PLAN = text("Savings Plan");
    private static final byte[] RESERVED_INSTANCE = text("Reserved Instance");
    private static final byte[] SPEND = text("Spend");
    private static final byte[] USAGE = text("Usage");
    private static final byte[] CAPACITY_RESERVATION = text(":capacity-reservation/");
    private static final byte[] YUAN = text("CNY");
    private static final List<byte[]> CHINESE_OPERATORS = List.of(text("Sinnet"), text("Western Cloud"), text("NWCD"));
    private static final byte[] SPLIT_COST_ALLOCATION = text("AWS Split Cost Allocation Data");
    private static final byte[] UNUSED_BOX = text("UnusedBox:");
    private static final byte[] UNUSED_DEDICATED = text("UnusedDed:");

    // What FOCUS has no key for is prefixed x_. In the order of their columns in splitColumns.
    private static final List<byte[]> SPLIT_DETAILS = List.of(
            JsonText.key("AllocatedRatio"),
            JsonText.key("x_ActualUsage"),
            JsonText.key("x_ReservedUsage"),
            JsonText.key("x_SplitUsage"));

    private static final Comparator<MapColumn.Entry> BY_NAME = Comparator.comparing(MapColumn.Entry::name);

    private static final int BILLING_ACCOUNT_ID = position("BillingAccountId");
    private static final int BILLING_ACCOUNT_NAME = position("BillingAccountName");
    private static final int BILLING_ACCOUNT_TYPE = position("BillingAccountType");
    private static final int SUB_ACCOUNT_ID = position("SubAccountId");
    private static final int SUB_ACCOUNT_NAME = position("SubAccountName");
    private static final int SUB_ACCOUNT_TYPE = position("SubAccountType");
    private static final int BILLING_CURRENCY = position("BillingCurrency");
    private static final int BILLING_PERIOD_START = position("BillingPeriodStart");
    private static final int BILLING_PERIOD_END = position("BillingPeriodEnd");
    private static final int INVOICE_ID = position("InvoiceId");
    private static final int INVOICE_ISSUER_NAME = position("InvoiceIssuerName");
    private static final int CHARGE_DESCRIPTION = position("ChargeDescription");
    private static final int COMMITMENT_CATEGORY = position("CommitmentDiscountCategory");
    private static final int COMMITMENT_TYPE = position("CommitmentDiscountType");
    private static final int CAPACITY_RESERVATION_ID = position("CapacityReservationId");
    private static final int CAPACITY_RESERVATION_STATUS = position("CapacityReservationStatus");
    private static final int PRICING_CURRENCY = position("PricingCurrency");
    private static final int SKU_ID = position("SkuId");
    private static final int SKU_PRICE_ID = position("SkuPriceId");
    private static final int SKU_METER = position("SkuMeter");
    private static final int SKU_PRICE_DETAILS = position("SkuPriceDetails");
    private static final int SERVICE_PROVIDER_NAME = position("ServiceProviderName");
    private static final int HOST_PROVIDER_NAME = position("HostProviderName");
    private static final int SERVICE_NAME = position("ServiceName");
    private static final int SERVICE_CATEGORY = position("ServiceCategory");
    private static final int SERVICE_SUBCATEGORY = position("ServiceSubcategory");
    private static final int REGION_ID = position("RegionId");
    private static final int REGION_NAME = position("RegionName");
    private static final int AVAILABILITY_ZONE = position("AvailabilityZone");
    private static final int RESOURCE_ID = position("ResourceId");
    private static final int RESOURCE_NAME = position("ResourceName");
    private static final int RESOURCE_TYPE = position("ResourceType");
    private static final int TAGS = position("Tags");
    private static final int ALLOCATED_METHOD_ID = position("AllocatedMethodId");
    private static final int ALLOCATED_METHOD_DETAILS = position("AllocatedMethodDetails");
    private static final int ALLOCATED_RESOURCE_ID = position("AllocatedResourceId");
    private static final int ALLOCATED_RESOURCE_NAME = position("AllocatedResourceName");
    private static final int ALLOCATED_TAGS = position("AllocatedTags");
    private static final int X_TAGS_RAW = position("x_TagsRaw");
    private static final int X_PROVIDER = position("x_Provider");
    private static final int X_DATA_SET = position("x_DataSet");
    private static final int X_BILL_TYPE = position("x_BillType");
    private static final int X_BILLING_ENTITY = position("x_BillingEntity");
    private static final int X_LEGAL_ENTITY = position("x_LegalEntity");
    private static final int X_LINE_ITEM_TYPE = position("x_LineItemType");
    private static final int X_USAGE_TYPE = position("x_UsageType");
    private static final int X_OPERATION = position("x_Operation");
    private static final int X_SERVICE_CODE = position("x_ServiceCode");
    private static final int X_TAX_TYPE = position("x_TaxType");
    private static final int X_TIME_INTERVAL = position("x_TimeInterval");
    private static final int X_AWS_COST_BASIS = position("x_AwsCostBasis");
    private static final int X_COST_CATEGORIES = position("x_CostCategories");
    private static final int X_DISCOUNTS = position("x_Discounts");
    private static final int X_SOURCE_COLUMNS = position("x_SourceColumns");
    private static final int X_LINE_ITEM_ID = position("x_LineItemId");

    private final CurColumns columns;
    private final RowReader reader;
    private final byte[] dataSet;
    private final byte[] costBasis;
    private final int[] splitColumns;
    private final JsonText json = new JsonText();
    private final List<MapColumn.Entry> unread = new ArrayList<>();
    private SourceRow row;
    private CostRow record;

    CurText(CurColumns columns, RowReader reader, CostBasis basis, String dataSet) {
        this.columns = columns;
        this.reader = reader;
        this.dataSet = text(dataSet);
        costBasis = text(basis.toString());
        splitColumns = new int[] {
            columns.splitUsageRatio, columns.splitActualUsage, columns.splitReservedUsage, columns.splitUsage
        };
    }

    /** Writes into {@code target} what {@code source} says besides its money. */
    void write(SourceRow source, CostRow target) {
        row = source;
        record = target;
        json.clear();
        constants(target);
        bill();
        lineItem();
        commitment();
        service();
        place();
        resource();
        boolean split = !reader.isBlank(columns.splitParentResourceId);
        if (split) {
            split();
        }
        unread.clear();
        tags(split ? ALLOCATED_TAGS : TAGS);
        json(SKU_PRICE_DETAILS, columns.productAttributes, columns.productMap);
        json(X_COST_CATEGORIES, columns.costCategories, columns.costCategoryMap);
        json(X_DISCOUNTS, columns.discounts, columns.discountMap);
        unread.sort(BY_NAME);
        json(X_SOURCE_COLUMNS, columns.others, unread);
    }

    /** Writes what is to be said of the record that settles a commitment. */
    void residual(CostRow target, String payer, String commitmentId, String currency, long start, long end) {
        constants(target);
        target.text(BILLING_ACCOUNT_ID, text(payer));
        target.text(BILLING_CURRENCY, text(currency));
        target.text(PRICING_CURRENCY, text(currency));
        target.number(BILLING_PERIOD_START, start);
        target.number(BILLING_PERIOD_END, end);
        target.text(INVOICE_ISSUER_NAME, AMAZON);
        target.text(
                CHARGE_DESCRIPTION, text("What the negation of covered usage left of it, by rounding or restatement"));
        if (!commitmentId.isEmpty()) {
            target.text(CurCharge.COMMITMENT_DISCOUNT_ID, text(commitmentId));
            target.text(COMMITMENT_CATEGORY, SPEND);
            target.text(COMMITMENT_TYPE, SAVINGS_PLAN);
        }
        target.text(SERVICE_PROVIDER_NAME, AMAZON);
        target.text(HOST_PROVIDER_NAME, AMAZON);
        target.text(SERVICE_NAME, text("Savings Plans for AWS Compute usage"));
        target.text(SERVICE_CATEGORY, SERVICES.other().category());
        target.text(SERVICE_SUBCATEGORY, SERVICES.other().subcategory());
    }

    private void constants(CostRow target) {
        target.text(BILLING_ACCOUNT_TYPE, MANAGEMENT_ACCOUNT);
        target.text(X_PROVIDER, PROVIDER);
        target.text(X_DATA_SET, dataSet);
        target.text(X_AWS_COST_BASIS, costBasis);
    }

    private void bill() {
        copy(BILLING_ACCOUNT_ID, columns.payerAccountId);
        copy(BILLING_ACCOUNT_NAME, columns.payerAccountName);
        copy(BILLING_CURRENCY, columns.currencyCode);
        record.number(BILLING_PERIOD_START, reader.time(columns.billingPeriodStart));
        record.number(BILLING_PERIOD_END, reader.time(columns.billingPeriodEnd));
        copy(INVOICE_ID, columns.invoiceId);
        copyFirst(INVOICE_ISSUER_NAME, columns.invoicingEntity, columns.legalEntity);
        if (!record.has(INVOICE_ISSUER_NAME)) {
            record.text(INVOICE_ISSUER_NAME, AMAZON);
        }
        copy(X_BILL_TYPE, columns.billType);
        copy(X_BILLING_ENTITY, columns.billingEntity);
        copy(X_LEGAL_ENTITY, columns.legalEntity);
    }

    private void lineItem() {
        copy(SUB_ACCOUNT_ID, columns.usageAccountId);
        if (record.has(SUB_ACCOUNT_ID)) {
            record.text(SUB_ACCOUNT_TYPE, ACCOUNT);
            copy(SUB_ACCOUNT_NAME, columns.usageAccountName);
        }
        copy(CHARGE_DESCRIPTION, columns.description);
        copy(X_LINE_ITEM_TYPE, columns.lineItemType);
        copy(X_USAGE_TYPE, columns.usageType);
        copy(SKU_METER, columns.usageType);
        copy(X_OPERATION, columns.operation);
        copy(X_SERVICE_CODE, columns.productCode);
        copy(X_TAX_TYPE, columns.taxType);
        copy(X_TIME_INTERVAL, columns.timeInterval);
        copy(X_LINE_ITEM_ID, columns.lineItemId);
        copy(SKU_ID, columns.sku);
        copyFirst(SKU_PRICE_ID, columns.rateCode, columns.rateId);
        copyFirst(PRICING_CURRENCY, columns.pricingCurrency, columns.currencyCode);
    }

    private void commitment() {
        // Usage of reserved capacity may be covered by a plan: the one reserves, the other commits.
        boolean capacity = reader.contains(columns.reservationArn, CAPACITY_RESERVATION);
        if (capacity) {
            copy(CAPACITY_RESERVATION_ID, columns.reservationArn);
            boolean unused = reader.contains(columns.usageType, UNUSED_BOX)
                    || reader.contains(columns.usageType, UNUSED_DEDICATED);
            record.text(CAPACITY_RESERVATION_STATUS, unused ? CurCharge.UNUSED : CurCharge.USED);
        }
        if (!reader.isBlank(columns.savingsPlanArn)) {
            commitment(columns.savingsPlanArn, SPEND, SAVINGS_PLAN);
        } else if (!capacity && !reader.isBlank(columns.reservationArn)) {
            commitment(columns.reservationArn, USAGE, RESERVED_INSTANCE);
        }
    }

    private void commitment(int arn, byte[] category, byte[] type) {
        copy(CurCharge.COMMITMENT_DISCOUNT_ID, arn);
        record.text(COMMITMENT_CATEGORY, category);
        record.text(COMMITMENT_TYPE, type);
    }

    private void service() {
        boolean marketplace = reader.is(columns.billingEntity, MARKETPLACE);
        if (marketplace && !reader.isBlank(columns.legalEntity) || isChinese()) {
            copy(SERVICE_PROVIDER_NAME, columns.legalEntity);
            copy(HOST_PROVIDER_NAME, columns.legalEntity);
        } else {
            record.text(SERVICE_PROVIDER_NAME, AMAZON);
            record.text(HOST_PROVIDER_NAME, AMAZON);
        }
        copyFirst(SERVICE_NAME, columns.productName, columns.productCode);
        if (!record.has(SERVICE_NAME)) {
            record.text(SERVICE_NAME, AMAZON);
        }
        ServiceCategories.Category category = reader.isBlank(columns.productCode)
                ? SERVICES.other()
                : SERVICES.of(
                        row.source(columns.productCode),
                        row.offset(columns.productCode),
                        row.length(columns.productCode));
        record.text(SERVICE_CATEGORY, category.category());
        record.text(SERVICE_SUBCATEGORY, category.subcategory());
    }

    /** Whether the row is of AWS's regions in China, which other companies run and bill. */
    private boolean isChinese() {
        if (!reader.is(columns.currencyCode, YUAN)) {
            return false;
        }
        for (byte[] operator : CHINESE_OPERATORS) {
            if (reader.contains(columns.legalEntity, operator)) {
                return true;
            }
        }
        return false;
    }

    private void place() {
        copyFirst(REGION_ID, columns.regionCode, columns.region);
        if (record.has(REGION_ID) && record.isText(REGION_ID, text("global"))) {
            record.absent(REGION_ID);
        }
        copy(REGION_NAME, columns.location);
        copy(AVAILABILITY_ZONE, columns.availabilityZone);
        int zone = columns.availabilityZone;
        if (!record.has(REGION_ID) && !reader.isBlank(zone) && row.length(zone) > 1) {
            // us-east-1a lies in us-east-1; local zones end in a letter too, and their parent is not in their name.
            record.text(REGION_ID, row.source(zone), row.offset(zone), row.length(zone) - 1);
        }
    }

    private void resource() {
        int resource = columns.resourceId;
        if (reader.isBlank(resource)) {
            return;
        }
        copy(RESOURCE_ID, resource);
        boolean arn = isArn(resource);
        if (!reader.isBlank(columns.tagName)) {
            copy(RESOURCE_NAME, columns.tagName);
        } else if (arn) {
            lastOfArn(RESOURCE_NAME, resource);
        }
        if (!(arn && arnType(resource))) {
            copy(RESOURCE_TYPE, columns.productFamily);
        }
    }

    /**
     * Split cost allocation: the row hands out, to a task or a pod, a share of what the row of its instance bills. The
     * resource is the instance then; the row's own resource and its tags are what the share is allocated to.
     */
    private void split() {
        int parent = columns.splitParentResourceId;
        move(RESOURCE_NAME, ALLOCATED_RESOURCE_NAME);
        move(RESOURCE_ID, ALLOCATED_RESOURCE_ID);
        copy(RESOURCE_ID, parent);
        boolean arn = isArn(parent);
        if (arn) {
            lastOfArn(RESOURCE_NAME, parent);
        }
        if (!(arn && arnType(parent))) {
            record.absent(RESOURCE_TYPE);
            copy(RESOURCE_TYPE, columns.productFamily);
        }
        record.text(ALLOCATED_METHOD_ID, SPLIT_COST_ALLOCATION);
        json.begin();
        for (int i = 0; i < SPLIT_DETAILS.size(); i++) {
            int column = splitColumns[i];
            if (!reader.isBlank(column)) {
                json.pair(SPLIT_DETAILS.get(i), row.source(column), row.offset(column), row.length(column));
            }
        }
        end(ALLOCATED_METHOD_DETAILS);
    }

    private void move(int from, int to) {
        if (record.has(from)) {
            record.copyText(from, to);
            record.absent(from);
        }
    }

    private boolean isArn(int column) {
        byte[] source = row.source(column);
        int from = row.offset(column);
        return row.length(column) > 4
                && source[from] == 'a'
                && source[from + 1] == 'r'
                && source[from + 2] == 'n'
                && source[from + 3] == ':';
    }

    private void lastOfArn(int field, int column) {
        byte[] source = row.source(column);
        int from = row.offset(column);
        int to = from + row.length(column);
        int name = to;
        while (name > from && source[name - 1] != '/' && source[name - 1] != ':') {
            name--;
        }
        if (name < to) {
            record.text(field, source, name, to - name);
        }
    }

    /** arn:partition:service:region:account:type/name or ...:type:name; whether the ARN names a type. */
    private boolean arnType(int column) {
        byte[] source = row.source(column);
        int at = row.offset(column);
        int to = at + row.length(column);
        for (int colons = 0; at < to && colons < 5; at++) {
            if (source[at] == ':') {
                colons++;
            }
        }
        for (int end = at; end < to; end++) {
            if (source[end] == '/' || source[end] == ':') {
                if (end > at) {
                    record.text(RESOURCE_TYPE, source, at, end - at);
                    return true;
                }
                return false;
            }
        }
        return false;
    }

    private void tags(int field) {
        MapColumn map = columns.tagMap;
        boolean whole = json(
                field, columns.tags, map == null ? List.of() : map.content().entries());
        if (map != null && !(whole && map.content().whole())) {
            record.text(X_TAGS_RAW, map.content().text());
        }
    }

    /** Writes columns and a map's pairs. A map that says more than fits is also kept as it was delivered. */
    private void json(int field, List<Pair> pairs, MapColumn map) {
        if (map == null) {
            json(field, pairs, List.of());
            return;
        }
        MapColumn.Content content = map.content();
        boolean whole = json(field, pairs, content.entries());
        if (!(whole && content.whole() && agrees(content.copied()))) {
            String name = columns.name(map.index());
            unread.add(new MapColumn.Entry(name, JsonText.key(name), content.text(), false));
        }
    }

    /** Whether the columns that hold what a map says, too, say the same. */
    private boolean agrees(Map<String, byte[]> copied) {
        for (Map.Entry<String, byte[]> entry : copied.entrySet()) {
            int column = columns.attribute(entry.getKey());
            byte[] value = entry.getValue();
            if (!Arrays.equals(
                    row.source(column),
                    row.offset(column),
                    row.offset(column) + row.length(column),
                    value,
                    0,
                    value.length)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Writes columns and entries as one object, sorted by key. A column goes before an entry of its key.
     *
     * @return whether all that the entries say is in the object
     */
    private boolean json(int field, List<Pair> pairs, List<MapColumn.Entry> entries) {
        json.begin();
        boolean whole = true;
        int at = 0;
        for (int i = 0; i < pairs.size(); i++) {
            Pair pair = pairs.get(i);
            while (at < entries.size() && entries.get(at).name().compareTo(pair.name()) < 0) {
                write(entries.get(at++));
            }
            int length = row.length(pair.index());
            if (length == 0 || !pair.counts(row)) {
                continue;
            }
            byte[] source = row.source(pair.index());
            int offset = row.offset(pair.index());
            write(pair.key(), source, offset, length, pair.number());
            if (at < entries.size() && entries.get(at).name().equals(pair.name())) {
                byte[] value = entries.get(at++).value();
                whole &= Arrays.equals(source, offset, offset + length, value, 0, value.length);
            }
        }
        while (at < entries.size()) {
            write(entries.get(at++));
        }
        end(field);
        return whole;
    }

    private void write(MapColumn.Entry entry) {
        write(entry.key(), entry.value(), 0, entry.value().length, entry.number());
    }

    private void write(byte[] key, byte[] source, int offset, int length, boolean number) {
        if (number && isInteger(source, offset, length)) {
            json.numberPair(key, source, offset, length);
        } else {
            json.pair(key, source, offset, length);
        }
    }

    private void end(int field) {
        if (json.end()) {
            record.text(field, json.source(), json.offset(), json.length());
        }
    }

    private static boolean isInteger(byte[] source, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (source[i] < '0' || source[i] > '9') {
                return false;
            }
        }
        // JSON has no leading zeros, and nobody has a thousand million cores.
        return length < 10 && (length == 1 || source[offset] != '0');
    }

    private void copy(int field, int column) {
        if (!reader.isBlank(column)) {
            record.text(field, row.source(column), row.offset(column), row.length(column));
        }
    }

    private void copyFirst(int field, int column, int otherwise) {
        copy(field, reader.isBlank(column) ? otherwise : column);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
