package io.tributary.streams.normalize.gcp;

import static io.tributary.streams.record.CostField.position;

import io.tributary.streams.normalize.JsonText;
import io.tributary.streams.normalize.ServiceCategories;
import io.tributary.streams.page.SourceRow;
import io.tributary.streams.record.CostRow;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The columns of a record that are no money: what is copied from a row, and what follows from it. */
final class GcpText {

    private static final int BILLING_ACCOUNT_ID = position("BillingAccountId");
    private static final int BILLING_ACCOUNT_TYPE = position("BillingAccountType");
    private static final int SUB_ACCOUNT_ID = position("SubAccountId");
    private static final int SUB_ACCOUNT_NAME = position("SubAccountName");
    private static final int SUB_ACCOUNT_TYPE = position("SubAccountType");
    private static final int BILLING_CURRENCY = position("BillingCurrency");
    private static final int BILLING_PERIOD_START = position("BillingPeriodStart");
    private static final int BILLING_PERIOD_END = position("BillingPeriodEnd");
    private static final int INVOICE_ISSUER_NAME = position("InvoiceIssuerName");
    private static final int CHARGE_DESCRIPTION = position("ChargeDescription");
    private static final int SKU_ID = position("SkuId");
    private static final int SKU_PRICE_ID = position("SkuPriceId");
    private static final int SKU_METER = position("SkuMeter");
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
    private static final int X_PROVIDER = position("x_Provider");
    private static final int X_DATA_SET = position("x_DataSet");
    private static final int X_ADJUSTMENT_INFO = position("x_AdjustmentInfo");
    private static final int X_CONSUMPTION_MODEL = position("x_ConsumptionModel");
    private static final int X_EXPORT_TIME = position("x_ExportTime");
    private static final int X_SOURCE_COLUMNS = position("x_SourceColumns");

    /** What is kept as it was delivered, under a name of its own. */
    private static final Map<GcpColumn, Integer> KEPT = Map.of(
            GcpColumn.COST, position("x_RawCost"),
            GcpColumn.COST_TYPE, position("x_CostType"),
            GcpColumn.CREDITS, position("x_Credits"),
            GcpColumn.INVOICE_MONTH, position("x_InvoiceMonth"),
            GcpColumn.CURRENCY_CONVERSION_RATE, position("x_ConversionRate"),
            GcpColumn.TRANSACTION_TYPE, position("x_TransactionType"),
            GcpColumn.PARTITION_DATE, position("x_PartitionDate"),
            GcpColumn.SERVICE_ID, position("x_ServiceCode"),
            GcpColumn.USAGE_PRICING_UNIT, position("x_PricingUnitDescription"));

    private static final Map<String, GcpColumn> ADJUSTMENT = Map.of(
            "description", GcpColumn.ADJUSTMENT_DESCRIPTION,
            "id", GcpColumn.ADJUSTMENT_ID,
            "mode", GcpColumn.ADJUSTMENT_MODE,
            "type", GcpColumn.ADJUSTMENT_TYPE);
    private static final Map<String, GcpColumn> CONSUMPTION_MODEL = Map.of(
            "description", GcpColumn.CONSUMPTION_MODEL_DESCRIPTION,
            "id", GcpColumn.CONSUMPTION_MODEL_ID);

    private static final ServiceCategories CATEGORIES = ServiceCategories.of("gcp");
    private static final String GOOGLE_CLOUD = "Google Cloud";
    private static final Pattern DUMPED_TIME =
            Pattern.compile("(\\d{4}-\\d{2}-\\d{2})[T ](\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?)(?: ?UTC|\\+00:?00)");
    private static final byte[] TIME_ZONE_KEY = JsonText.key("x_BillingTimeZone");
    private static final byte[] TIME_ZONE = bytes(GcpRows.CALENDAR.getId());

    private final GcpRow row;
    private final String dataSet;
    private final String account;
    private final JsonText json = new JsonText();
    private final GcpTags tags = new GcpTags(json);
    private CostRow record;

    /** @param account the billing account that the delivery is of: stands in for one that rows do not name */
    GcpText(GcpRow row, String dataSet, String account) {
        this.row = row;
        this.dataSet = dataSet;
        this.account = account;
    }

    /** Writes into {@code target} what its row says besides its money. */
    void write(CostRow target, GcpLine line) {
        record = target;
        json.clear();
        put(X_PROVIDER, "gcp");
        put(X_DATA_SET, dataSet);
        put(BILLING_CURRENCY, line.currency());
        row.hold(GcpColumn.CURRENCY);
        record.number(BILLING_PERIOD_START, line.periodStart());
        record.number(BILLING_PERIOD_END, line.periodEnd());
        account();
        sku(line.type());
        seller();
        service();
        place();
        resource();
        tags.write(row, record);
        KEPT.forEach((column, field) -> row.copy(column, record, field));
        object(ADJUSTMENT, X_ADJUSTMENT_INFO);
        object(CONSUMPTION_MODEL, X_CONSUMPTION_MODEL);
        exportTime();
    }

    private void account() {
        if (!row.copy(GcpColumn.BILLING_ACCOUNT_ID, record, BILLING_ACCOUNT_ID)) {
            put(BILLING_ACCOUNT_ID, account);
        }
        put(BILLING_ACCOUNT_TYPE, "Billing Account");
        // Taxes, rounding and charges of the account have no project.
        if (row.copy(GcpColumn.PROJECT_ID, record, SUB_ACCOUNT_ID)) {
            put(SUB_ACCOUNT_TYPE, "Project");
            row.copy(GcpColumn.PROJECT_NAME, record, SUB_ACCOUNT_NAME);
        }
    }

    private void sku(CostType type) {
        row.copy(GcpColumn.SKU_DESCRIPTION, record, SKU_METER);
        put(CHARGE_DESCRIPTION, first(row.text(GcpColumn.ADJUSTMENT_DESCRIPTION), row.text(GcpColumn.SKU_DESCRIPTION)));
        // FOCUS has no product of a tax.
        if (type != CostType.TAX && row.copy(GcpColumn.SKU_ID, record, SKU_ID)) {
            String tier = row.text(GcpColumn.PRICE_TIER);
            put(SKU_PRICE_ID, tier.isEmpty() ? "" : row.text(GcpColumn.SKU_ID) + "/" + tier);
        }
    }

    private void seller() {
        boolean thirdParty = row.text(GcpColumn.TRANSACTION_TYPE).startsWith("THIRD_PARTY");
        String seller = thirdParty ? row.text(GcpColumn.SELLER_NAME) : "";
        put(INVOICE_ISSUER_NAME, first(seller, "Google"));
        put(SERVICE_PROVIDER_NAME, first(seller, GOOGLE_CLOUD));
        put(HOST_PROVIDER_NAME, GOOGLE_CLOUD);
    }

    private void service() {
        ServiceCategories.Category category = CATEGORIES.other();
        if (row.copy(GcpColumn.SERVICE_DESCRIPTION, record, SERVICE_NAME)) {
            int index = row.columns.index(GcpColumn.SERVICE_DESCRIPTION);
            SourceRow source = row.source();
            category = CATEGORIES.of(source.source(index), source.offset(index), source.length(index));
        } else {
            put(SERVICE_NAME, first(row.text(GcpColumn.SERVICE_ID), GOOGLE_CLOUD));
        }
        record.text(SERVICE_CATEGORY, category.category());
        record.text(SERVICE_SUBCATEGORY, category.subcategory());
    }

    private void place() {
        String region = first(row.text(GcpColumn.REGION), row.text(GcpColumn.LOCATION));
        if (!region.isEmpty() && !region.equals("global")) {
            put(REGION_ID, region);
            Regions.name(region).ifPresent(name -> put(REGION_NAME, name));
            row.hold(GcpColumn.REGION);
        }
        row.copy(GcpColumn.ZONE, record, AVAILABILITY_ZONE);
    }

    private void resource() {
        if (row.copy(GcpColumn.RESOURCE_GLOBAL_NAME, record, RESOURCE_ID)) {
            put(RESOURCE_TYPE, type(row.text(GcpColumn.RESOURCE_GLOBAL_NAME)));
        } else {
            row.copy(GcpColumn.RESOURCE_NAME, record, RESOURCE_ID);
        }
        row.copy(GcpColumn.RESOURCE_NAME, record, RESOURCE_NAME);
    }

    /** What is named last in {@code //compute.googleapis.com/projects/p/zones/z/instances/i}: instances. */
    private static String type(String globalName) {
        String[] segments = globalName.split("/");
        // Two slashes, the service, and pairs of a type and a name.
        boolean paired = globalName.startsWith("//") && segments.length >= 5 && segments.length % 2 == 1;
        return paired ? segments[segments.length - 2] : "";
    }

    private void object(Map<String, GcpColumn> columns, int field) {
        json.begin();
        columns.keySet().stream().sorted().forEach(name -> {
            GcpColumn column = columns.get(name);
            if (!row.isBlank(column)) {
                int index = row.columns.index(column);
                SourceRow source = row.source();
                json.pair(JsonText.key(name), source.source(index), source.offset(index), source.length(index));
                row.hold(column);
            }
        });
        endJson(field);
    }

    /** The export time, to the microsecond, in the form of ISO 8601 where the page has one of BigQuery's other forms. */
    private void exportTime() {
        Matcher dump = DUMPED_TIME.matcher(row.text(GcpColumn.EXPORT_TIME));
        if (dump.matches()) {
            put(X_EXPORT_TIME, dump.group(1) + "T" + dump.group(2) + "Z");
            row.hold(GcpColumn.EXPORT_TIME);
        } else {
            row.copy(GcpColumn.EXPORT_TIME, record, X_EXPORT_TIME);
        }
    }

    /** Writes x_SourceColumns, when all else is written. */
    void rest() {
        json.begin();
        SourceRow source = row.source();
        for (int column : row.columns.byName()) {
            if (row.isLeft(column)) {
                json.pair(row.columns.key(column), source.source(column), source.offset(column), source.length(column));
            }
        }
        json.pair(TIME_ZONE_KEY, TIME_ZONE, 0, TIME_ZONE.length);
        endJson(X_SOURCE_COLUMNS);
    }

    private void endJson(int field) {
        if (json.end()) {
            record.text(field, json.source(), json.offset(), json.length());
        }
    }

    private void put(int field, String text) {
        if (!text.isEmpty()) {
            record.text(field, bytes(text));
        }
    }

    private static String first(String text, String otherwise) {
        return text.isEmpty() ? otherwise : text;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
