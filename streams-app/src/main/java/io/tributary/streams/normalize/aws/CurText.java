package io.tributary.streams.normalize.aws;

import io.tributary.streams.normalize.JsonText;
import io.tributary.streams.normalize.RowReader;
import io.tributary.streams.normalize.ServiceCategories;
import io.tributary.streams.normalize.aws.JsonColumns.Pair;
import io.tributary.streams.page.SourceRow;
import io.tributary.streams.record.CostColumns;
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
        tags(split ? CostColumns.ALLOCATED_TAGS : CostColumns.TAGS);
        json(CostColumns.SKU_PRICE_DETAILS, columns.productAttributes, columns.productMap);
        json(CostColumns.X_COST_CATEGORIES, columns.costCategories, columns.costCategoryMap);
        json(CostColumns.X_DISCOUNTS, columns.discounts, columns.discountMap);
        unread.sort(BY_NAME);
        json(CostColumns.X_SOURCE_COLUMNS, columns.others, unread);
    }

    /** Writes what is to be said of the record that settles a commitment. */
    void residual(CostRow target, String payer, String commitmentId, String currency, long start, long end) {
        constants(target);
        target.text(CostColumns.BILLING_ACCOUNT_ID, text(payer));
        target.text(CostColumns.BILLING_CURRENCY, text(currency));
        target.text(CostColumns.PRICING_CURRENCY, text(currency));
        target.number(CostColumns.BILLING_PERIOD_START, start);
        target.number(CostColumns.BILLING_PERIOD_END, end);
        target.text(CostColumns.INVOICE_ISSUER_NAME, AMAZON);
        target.text(
                CostColumns.CHARGE_DESCRIPTION,
                text("What the negation of covered usage left of it, by rounding or restatement"));
        if (!commitmentId.isEmpty()) {
            target.text(CostColumns.COMMITMENT_DISCOUNT_ID, text(commitmentId));
            target.text(CostColumns.COMMITMENT_DISCOUNT_CATEGORY, SPEND);
            target.text(CostColumns.COMMITMENT_DISCOUNT_TYPE, SAVINGS_PLAN);
        }
        target.text(CostColumns.SERVICE_PROVIDER_NAME, AMAZON);
        target.text(CostColumns.HOST_PROVIDER_NAME, AMAZON);
        target.text(CostColumns.SERVICE_NAME, text("Savings Plans for AWS Compute usage"));
        target.text(CostColumns.SERVICE_CATEGORY, SERVICES.other().category());
        target.text(CostColumns.SERVICE_SUBCATEGORY, SERVICES.other().subcategory());
    }

    private void constants(CostRow target) {
        target.text(CostColumns.BILLING_ACCOUNT_TYPE, MANAGEMENT_ACCOUNT);
        target.text(CostColumns.X_PROVIDER, PROVIDER);
        target.text(CostColumns.X_DATA_SET, dataSet);
        target.text(CostColumns.X_AWS_COST_BASIS, costBasis);
    }

    private void bill() {
        copy(CostColumns.BILLING_ACCOUNT_ID, columns.payerAccountId);
        copy(CostColumns.BILLING_ACCOUNT_NAME, columns.payerAccountName);
        copy(CostColumns.BILLING_CURRENCY, columns.currencyCode);
        record.number(CostColumns.BILLING_PERIOD_START, reader.time(columns.billingPeriodStart));
        record.number(CostColumns.BILLING_PERIOD_END, reader.time(columns.billingPeriodEnd));
        copy(CostColumns.INVOICE_ID, columns.invoiceId);
        copyFirst(CostColumns.INVOICE_ISSUER_NAME, columns.invoicingEntity, columns.legalEntity);
        if (!record.has(CostColumns.INVOICE_ISSUER_NAME)) {
            record.text(CostColumns.INVOICE_ISSUER_NAME, AMAZON);
        }
        copy(CostColumns.X_BILL_TYPE, columns.billType);
        copy(CostColumns.X_BILLING_ENTITY, columns.billingEntity);
        copy(CostColumns.X_LEGAL_ENTITY, columns.legalEntity);
    }

    private void lineItem() {
        copy(CostColumns.SUB_ACCOUNT_ID, columns.usageAccountId);
        if (record.has(CostColumns.SUB_ACCOUNT_ID)) {
            record.text(CostColumns.SUB_ACCOUNT_TYPE, ACCOUNT);
            copy(CostColumns.SUB_ACCOUNT_NAME, columns.usageAccountName);
        }
        copy(CostColumns.CHARGE_DESCRIPTION, columns.description);
        copy(CostColumns.X_LINE_ITEM_TYPE, columns.lineItemType);
        copy(CostColumns.X_USAGE_TYPE, columns.usageType);
        copy(CostColumns.SKU_METER, columns.usageType);
        copy(CostColumns.X_OPERATION, columns.operation);
        copy(CostColumns.X_SERVICE_CODE, columns.productCode);
        copy(CostColumns.X_TAX_TYPE, columns.taxType);
        copy(CostColumns.X_TIME_INTERVAL, columns.timeInterval);
        copy(CostColumns.X_LINE_ITEM_ID, columns.lineItemId);
        copy(CostColumns.SKU_ID, columns.sku);
        copyFirst(CostColumns.SKU_PRICE_ID, columns.rateCode, columns.rateId);
        copyFirst(CostColumns.PRICING_CURRENCY, columns.pricingCurrency, columns.currencyCode);
    }

    private void commitment() {
        // Usage of reserved capacity may be covered by a plan: the one reserves, the other commits.
        boolean capacity = reader.contains(columns.reservationArn, CAPACITY_RESERVATION);
        if (capacity) {
            copy(CostColumns.CAPACITY_RESERVATION_ID, columns.reservationArn);
            boolean unused = reader.contains(columns.usageType, UNUSED_BOX)
                    || reader.contains(columns.usageType, UNUSED_DEDICATED);
            record.text(CostColumns.CAPACITY_RESERVATION_STATUS, unused ? CurCharge.UNUSED : CurCharge.USED);
        }
        if (!reader.isBlank(columns.savingsPlanArn)) {
            commitment(columns.savingsPlanArn, SPEND, SAVINGS_PLAN);
        } else if (!capacity && !reader.isBlank(columns.reservationArn)) {
            commitment(columns.reservationArn, USAGE, RESERVED_INSTANCE);
        }
    }

    private void commitment(int arn, byte[] category, byte[] type) {
        copy(CostColumns.COMMITMENT_DISCOUNT_ID, arn);
        record.text(CostColumns.COMMITMENT_DISCOUNT_CATEGORY, category);
        record.text(CostColumns.COMMITMENT_DISCOUNT_TYPE, type);
    }

    private void service() {
        boolean marketplace = reader.is(columns.billingEntity, MARKETPLACE);
        if (marketplace && !reader.isBlank(columns.legalEntity) || isChinese()) {
            copy(CostColumns.SERVICE_PROVIDER_NAME, columns.legalEntity);
            copy(CostColumns.HOST_PROVIDER_NAME, columns.legalEntity);
        } else {
            record.text(CostColumns.SERVICE_PROVIDER_NAME, AMAZON);
            record.text(CostColumns.HOST_PROVIDER_NAME, AMAZON);
        }
        copyFirst(CostColumns.SERVICE_NAME, columns.productName, columns.productCode);
        if (!record.has(CostColumns.SERVICE_NAME)) {
            record.text(CostColumns.SERVICE_NAME, AMAZON);
        }
        ServiceCategories.Category category = reader.isBlank(columns.productCode)
                ? SERVICES.other()
                : SERVICES.of(
                        row.source(columns.productCode),
                        row.offset(columns.productCode),
                        row.length(columns.productCode));
        record.text(CostColumns.SERVICE_CATEGORY, category.category());
        record.text(CostColumns.SERVICE_SUBCATEGORY, category.subcategory());
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
        copyFirst(CostColumns.REGION_ID, columns.regionCode, columns.region);
        if (record.has(CostColumns.REGION_ID) && record.isText(CostColumns.REGION_ID, text("global"))) {
            record.absent(CostColumns.REGION_ID);
        }
        copy(CostColumns.REGION_NAME, columns.location);
        copy(CostColumns.AVAILABILITY_ZONE, columns.availabilityZone);
        int zone = columns.availabilityZone;
        if (!record.has(CostColumns.REGION_ID) && !reader.isBlank(zone) && row.length(zone) > 1) {
            // us-east-1a lies in us-east-1; local zones end in a letter too, and their parent is not in their name.
            record.text(CostColumns.REGION_ID, row.source(zone), row.offset(zone), row.length(zone) - 1);
        }
    }

    private void resource() {
        int resource = columns.resourceId;
        if (reader.isBlank(resource)) {
            return;
        }
        copy(CostColumns.RESOURCE_ID, resource);
        boolean arn = isArn(resource);
        if (!reader.isBlank(columns.tagName)) {
            copy(CostColumns.RESOURCE_NAME, columns.tagName);
        } else if (arn) {
            lastOfArn(CostColumns.RESOURCE_NAME, resource);
        }
        if (!(arn && arnType(resource))) {
            copy(CostColumns.RESOURCE_TYPE, columns.productFamily);
        }
    }

    /**
     * Split cost allocation: the row hands out, to a task or a pod, a share of what the row of its instance bills. The
     * resource is the instance then; the row's own resource and its tags are what the share is allocated to.
     */
    private void split() {
        int parent = columns.splitParentResourceId;
        move(CostColumns.RESOURCE_NAME, CostColumns.ALLOCATED_RESOURCE_NAME);
        move(CostColumns.RESOURCE_ID, CostColumns.ALLOCATED_RESOURCE_ID);
        copy(CostColumns.RESOURCE_ID, parent);
        boolean arn = isArn(parent);
        if (arn) {
            lastOfArn(CostColumns.RESOURCE_NAME, parent);
        }
        if (!(arn && arnType(parent))) {
            record.absent(CostColumns.RESOURCE_TYPE);
            copy(CostColumns.RESOURCE_TYPE, columns.productFamily);
        }
        record.text(CostColumns.ALLOCATED_METHOD_ID, SPLIT_COST_ALLOCATION);
        json.begin();
        for (int i = 0; i < SPLIT_DETAILS.size(); i++) {
            int column = splitColumns[i];
            if (!reader.isBlank(column)) {
                json.pair(SPLIT_DETAILS.get(i), row.source(column), row.offset(column), row.length(column));
            }
        }
        end(CostColumns.ALLOCATED_METHOD_DETAILS);
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
                    record.text(CostColumns.RESOURCE_TYPE, source, at, end - at);
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
            record.text(CostColumns.X_TAGS_RAW, map.content().text());
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
