package io.tributary.streams.normalize.aws;

import static io.tributary.streams.record.CostField.position;

import io.tributary.streams.normalize.JsonText;
import io.tributary.streams.normalize.RowReader;
import io.tributary.streams.normalize.ServiceCategories;
import io.tributary.streams.page.SourceRow;
import io.tributary.streams.record.CostRow;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The columns of a record that are no money: what is copied from a report's row, and what follows from it. */
final class LegacyCurText {

    private static final ServiceCategories SERVICES = ServiceCategories.of("aws");

    private static final byte[] AMAZON = text("Amazon Web Services");
    private static final byte[] MARKETPLACE = text("AWS Marketplace");
    private static final byte[] MANAGEMENT_ACCOUNT = text("Management account");
    private static final byte[] ACCOUNT = text("Account");
    private static final byte[] PROVIDER = text("aws");
    private static final byte[] DATA_SET = text(LegacyCur.DATA_SET);
    private static final byte[] SAVINGS_PLAN = text("Savings Plan");
    private static final byte[] RESERVED_INSTANCE = text("Reserved Instance");
    private static final byte[] SPEND = text("Spend");
    private static final byte[] USAGE = text("Usage");
    private static final byte[] CAPACITY_RESERVATION = text(":capacity-reservation/");
    private static final byte[] UNUSED_BOX = text("UnusedBox:");
    private static final byte[] UNUSED_DEDICATED = text("UnusedDed:");

    private static final int BILLING_ACCOUNT_ID = position("BillingAccountId");
    private static final int BILLING_ACCOUNT_TYPE = position("BillingAccountType");
    private static final int SUB_ACCOUNT_ID = position("SubAccountId");
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

    private final LegacyCurColumns columns;
    private final RowReader reader;
    private final byte[] costBasis;
    private final JsonText json = new JsonText();
    private SourceRow row;
    private CostRow record;

    LegacyCurText(LegacyCurColumns columns, RowReader reader, CostBasis basis) {
        this.columns = columns;
        this.reader = reader;
        costBasis = text(basis.toString());
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
        json(TAGS, columns.tags);
        json(SKU_PRICE_DETAILS, columns.productAttributes);
        json(X_COST_CATEGORIES, columns.costCategories);
        json(X_DISCOUNTS, columns.discounts);
        json(X_SOURCE_COLUMNS, columns.others);
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
            target.text(Charge.COMMITMENT_DISCOUNT_ID, text(commitmentId));
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
        target.text(X_DATA_SET, DATA_SET);
        target.text(X_AWS_COST_BASIS, costBasis);
    }

    private void bill() {
        copy(BILLING_ACCOUNT_ID, columns.payerAccountId);
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
            record.text(CAPACITY_RESERVATION_STATUS, unused ? Charge.UNUSED : Charge.USED);
        }
        if (!reader.isBlank(columns.savingsPlanArn)) {
            commitment(columns.savingsPlanArn, SPEND, SAVINGS_PLAN);
        } else if (!capacity && !reader.isBlank(columns.reservationArn)) {
            commitment(columns.reservationArn, USAGE, RESERVED_INSTANCE);
        }
    }

    private void commitment(int arn, byte[] category, byte[] type) {
        copy(Charge.COMMITMENT_DISCOUNT_ID, arn);
        record.text(COMMITMENT_CATEGORY, category);
        record.text(COMMITMENT_TYPE, type);
    }

    private void service() {
        boolean marketplace = reader.is(columns.billingEntity, MARKETPLACE);
        if (marketplace && !reader.isBlank(columns.legalEntity)) {
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
        byte[] source = row.source(resource);
        int from = row.offset(resource);
        int to = from + row.length(resource);
        boolean arn = to - from > 4
                && source[from] == 'a'
                && source[from + 1] == 'r'
                && source[from + 2] == 'n'
                && source[from + 3] == ':';
        if (!reader.isBlank(columns.tagName)) {
            copy(RESOURCE_NAME, columns.tagName);
        } else if (arn) {
            int name = to;
            while (name > from && source[name - 1] != '/' && source[name - 1] != ':') {
                name--;
            }
            if (name < to) {
                record.text(RESOURCE_NAME, source, name, to - name);
            }
        }
        if (!(arn && arnType(source, from, to))) {
            copy(RESOURCE_TYPE, columns.productFamily);
        }
    }

    /** arn:partition:service:region:account:type/name or ...:type:name; whether the ARN names a type. */
    private boolean arnType(byte[] source, int from, int to) {
        int at = from;
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

    private void json(int field, List<LegacyCurColumns.Pair> pairs) {
        json.begin();
        for (LegacyCurColumns.Pair pair : pairs) {
            int length = row.length(pair.index());
            if (length == 0) {
                continue;
            }
            byte[] source = row.source(pair.index());
            int offset = row.offset(pair.index());
            if (pair.number() && isInteger(source, offset, length)) {
                json.numberPair(pair.key(), source, offset, length);
            } else {
                json.pair(pair.key(), source, offset, length);
            }
        }
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
