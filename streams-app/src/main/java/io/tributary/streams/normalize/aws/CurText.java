package io.tributary.streams.normalize.aws;

import io.tributary.schemas.Provider;
import io.tributary.streams.normalize.FocusValue.CommitmentCategory;
import io.tributary.streams.normalize.FocusValue.Status;
import io.tributary.streams.normalize.JsonText;
import io.tributary.streams.normalize.RowReader;
import io.tributary.streams.normalize.ServiceCategories;
import io.tributary.streams.normalize.SourceDefect;
import io.tributary.streams.page.SourceRow;
import io.tributary.streams.record.CostColumns;
import io.tributary.streams.record.CostRow;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The columns of a record that are no money, copied or derived from a report's row. */
final class CurText {

    private static final ServiceCategories SERVICES = ServiceCategories.beside(CurText.class);

    private static final byte[] AMAZON = text("Amazon Web Services");
    private static final byte[] MARKETPLACE = text("AWS Marketplace");
    private static final byte[] MANAGEMENT_ACCOUNT = text("Management account");
    private static final byte[] ACCOUNT = text("Account");
    private static final byte[] PROVIDER = text(Provider.AWS.name());
    private static final byte[] SAVINGS_PLAN = text("Savings Plan");
    // Of all kinds: compute, machine learning, databases.
    private static final byte[] SAVINGS_PLANS = text("Savings Plans");
    private static final byte[] RESERVED_INSTANCE = text("Reserved Instance");
    private static final byte[] CAPACITY_RESERVATION = text(":capacity-reservation/");
    private static final byte[] YUAN = text("CNY");
    private static final List<byte[]> CHINESE_OPERATORS = List.of(text("Sinnet"), text("Western Cloud"), text("NWCD"));
    // What the columns of a capacity reservation say, besides Used and Reserved.
    private static final byte[] UNUSED = text("Unused");
    private static final byte[] CANCELLED = text("Cancelled");
    private static final byte[] USED = text("Used");
    private static final byte[] UNUSED_BOX = text("UnusedBox:");
    private static final byte[] UNUSED_DEDICATED = text("UnusedDed:");

    private final CurColumns columns;
    private final RowReader reader;
    private final byte[] dataSet;
    private final byte[] costBasis;
    private final JsonText json = new JsonText();
    private final CurResource resource;
    private final CurJson objects;
    private SourceRow row;
    private CostRow record;

    CurText(CurColumns columns, RowReader reader, CostBasis basis, String dataSet) {
        this.columns = columns;
        this.reader = reader;
        this.dataSet = text(dataSet);
        costBasis = text(basis.toString());
        resource = new CurResource(columns, reader, json);
        objects = new CurJson(columns, json);
    }

    /** Writes the text of {@code source} into {@code target}, but no JSON object. */
    void write(SourceRow source, CostRow target) {
        row = source;
        record = target;
        json.clear();
        constants(target);
        bill();
        lineItem();
        commitment();
        capacityReservation();
        service();
        place();
        resource.write(source, target);
    }

    /** Writes the JSON objects of the row that was written last into a record that has everything else. */
    void objects(CostRow target) {
        objects.write(row, target, resource.isSplit() ? CostColumns.ALLOCATED_TAGS : CostColumns.TAGS);
    }

    /** Writes everything but the money of the record that settles a commitment. */
    void residual(CostRow target, String payer, String commitmentId, String currency, long start, long end) {
        constants(target);
        target.text(CostColumns.BILLING_ACCOUNT_ID, AwsAccounts.whole(payer));
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
            target.text(CostColumns.COMMITMENT_DISCOUNT_CATEGORY, CommitmentCategory.SPEND.text());
            target.text(CostColumns.COMMITMENT_DISCOUNT_TYPE, SAVINGS_PLAN);
            owner(target, commitmentId);
        }
        target.text(CostColumns.SERVICE_PROVIDER_NAME, AMAZON);
        target.text(CostColumns.HOST_PROVIDER_NAME, AMAZON);
        target.text(CostColumns.SERVICE_NAME, SAVINGS_PLANS);
        target.text(CostColumns.SERVICE_CATEGORY, SERVICES.other().category());
        target.text(CostColumns.SERVICE_SUBCATEGORY, SERVICES.other().subcategory());
    }

    /** Writes the account that owns a plan, where the plan's id is an ARN. */
    private static void owner(CostRow target, String arn) {
        String[] parts = arn.split(":", 6);
        if (parts.length == 6 && parts[4].matches("\\d{12}")) {
            target.text(CostColumns.SUB_ACCOUNT_ID, text(parts[4]));
            target.text(CostColumns.SUB_ACCOUNT_TYPE, ACCOUNT);
        }
    }

    private void constants(CostRow target) {
        target.text(CostColumns.BILLING_ACCOUNT_TYPE, MANAGEMENT_ACCOUNT);
        target.text(CostColumns.X_PROVIDER, PROVIDER);
        target.text(CostColumns.X_DATA_SET, dataSet);
        target.text(CostColumns.X_AWS_COST_BASIS, costBasis);
    }

    private void bill() {
        account(CostColumns.BILLING_ACCOUNT_ID, columns.payerAccountId);
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
        account(CostColumns.SUB_ACCOUNT_ID, columns.usageAccountId);
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
        if (!reader.isBlank(columns.savingsPlanArn)) {
            commitment(columns.savingsPlanArn, CommitmentCategory.SPEND, SAVINGS_PLAN);
        } else if (!capacity && !reader.isBlank(columns.reservationArn)) {
            commitment(columns.reservationArn, CommitmentCategory.USAGE, RESERVED_INSTANCE);
        }
    }

    /**
     * The capacity reservation that the row uses, or leaves unused. CUR 2.0 may have columns for it; otherwise the rows
     * of the reservation itself have it as their resource. Sources: AWS Data Exports, CUR 2.0, Capacity reservation
     * columns; AWS Cost and Usage Report user guide, Monitoring your On-Demand capacity reservations.
     */
    private void capacityReservation() {
        int arn = columns.capacityReservationArn;
        if (reader.isBlank(arn)) {
            arn = reader.contains(columns.resourceId, CAPACITY_RESERVATION)
                    ? columns.resourceId
                    : columns.reservationArn;
            if (!reader.contains(arn, CAPACITY_RESERVATION)) {
                return;
            }
        }
        copy(CostColumns.CAPACITY_RESERVATION_ID, arn);
        record.text(CostColumns.CAPACITY_RESERVATION_STATUS, (isUnused() ? Status.UNUSED : Status.USED).text());
    }

    private boolean isUnused() {
        int status = columns.capacityReservationStatus;
        if (reader.is(status, UNUSED) || reader.is(status, CANCELLED)) {
            return true;
        }
        return !reader.is(status, USED)
                && (reader.contains(columns.usageType, UNUSED_BOX)
                        || reader.contains(columns.usageType, UNUSED_DEDICATED));
    }

    private void commitment(int arn, CommitmentCategory category, byte[] type) {
        copy(CostColumns.COMMITMENT_DISCOUNT_ID, arn);
        record.text(CostColumns.COMMITMENT_DISCOUNT_CATEGORY, category.text());
        record.text(CostColumns.COMMITMENT_DISCOUNT_TYPE, type);
    }

    private void service() {
        boolean marketplace = reader.is(columns.billingEntity, MARKETPLACE);
        boolean operator = isChinese();
        if (operator || marketplace && !reader.isBlank(columns.legalEntity)) {
            copy(CostColumns.SERVICE_PROVIDER_NAME, columns.legalEntity);
        } else {
            record.text(CostColumns.SERVICE_PROVIDER_NAME, AMAZON);
        }
        if (operator) {
            copy(CostColumns.HOST_PROVIDER_NAME, columns.legalEntity);
        } else {
            // As AWS's own FOCUS tables have it for what others sell, too.
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

    /** Whether the row is from AWS's regions in China, which other companies operate and bill. */
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
        if (!record.has(CostColumns.REGION_ID) && !reader.isBlank(zone)) {
            byte[] source = row.source(zone);
            int from = row.offset(zone);
            int length = AwsRegions.ofZone(source, from, row.length(zone));
            if (length > 0) {
                record.text(CostColumns.REGION_ID, source, from, length);
            }
        }
        if (!record.has(CostColumns.REGION_ID)) {
            // A location without a region, such as Any, is the name of none.
            record.absent(CostColumns.REGION_NAME);
        } else if (!record.has(CostColumns.REGION_NAME)) {
            byte[] name = AwsRegions.name(record.string(CostColumns.REGION_ID));
            if (name != null) {
                record.text(CostColumns.REGION_NAME, name);
            }
        }
    }

    private void account(int field, int column) {
        copy(field, column);
        SourceDefect defect = reader.isBlank(column) ? null : AwsAccounts.defect(row.length(column));
        if (defect != null) {
            reader.defects().add(defect);
            record.text(field, AwsAccounts.whole(row.source(column), row.offset(column), row.length(column)));
        }
    }

    private void copy(int field, int column) {
        reader.copy(column, record, field);
    }

    private void copyFirst(int field, int column, int otherwise) {
        copy(field, reader.isBlank(column) ? otherwise : column);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
