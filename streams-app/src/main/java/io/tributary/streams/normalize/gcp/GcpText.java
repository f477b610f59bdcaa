package io.tributary.streams.normalize.gcp;

import io.tributary.schemas.Provider;
import io.tributary.streams.normalize.JsonText;
import io.tributary.streams.normalize.ServiceCategories;
import io.tributary.streams.normalize.SliceMemo;
import io.tributary.streams.normalize.SourceColumns;
import io.tributary.streams.page.SourceRow;
import io.tributary.streams.record.CostColumns;
import io.tributary.streams.record.CostRow;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The columns of a record that are no money, copied or derived from a row. */
final class GcpText {

    /** A column that goes into a JSON object under a key, which is quoted. Objects list their pairs sorted by key. */
    private record Pair(byte[] key, GcpColumn column) {
        Pair(String key, GcpColumn column) {
            this(JsonText.key(key), column);
        }
    }

    /** Columns that are kept as delivered, under names of their own. */
    private static final Map<GcpColumn, Integer> KEPT = Map.of(
            GcpColumn.COST, CostColumns.X_RAW_COST,
            GcpColumn.COST_TYPE, CostColumns.X_COST_TYPE,
            GcpColumn.CREDITS, CostColumns.X_CREDITS,
            GcpColumn.INVOICE_MONTH, CostColumns.X_INVOICE_MONTH,
            GcpColumn.CURRENCY_CONVERSION_RATE, CostColumns.X_CONVERSION_RATE,
            GcpColumn.TRANSACTION_TYPE, CostColumns.X_TRANSACTION_TYPE,
            GcpColumn.PARTITION_DATE, CostColumns.X_PARTITION_DATE,
            GcpColumn.SERVICE_ID, CostColumns.X_SERVICE_CODE,
            GcpColumn.USAGE_PRICING_UNIT, CostColumns.X_PRICING_UNIT_DESCRIPTION);

    private static final List<Pair> ADJUSTMENT = List.of(
            new Pair("description", GcpColumn.ADJUSTMENT_DESCRIPTION),
            new Pair("id", GcpColumn.ADJUSTMENT_ID),
            new Pair("mode", GcpColumn.ADJUSTMENT_MODE),
            new Pair("type", GcpColumn.ADJUSTMENT_TYPE));
    private static final List<Pair> CONSUMPTION_MODEL = List.of(
            new Pair("description", GcpColumn.CONSUMPTION_MODEL_DESCRIPTION),
            new Pair("id", GcpColumn.CONSUMPTION_MODEL_ID));

    static final ServiceCategories CATEGORIES = ServiceCategories.beside(GcpText.class);
    static final String GOOGLE = "Google";
    static final String GOOGLE_CLOUD = "Google Cloud";
    private static final Pattern DUMPED_TIME =
            Pattern.compile("(\\d{4}-\\d{2}-\\d{2})[T ](\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?)(?: ?UTC|\\+00:?00)");
    private static final byte[] TIME_ZONE_KEY = JsonText.key("x_BillingTimeZone");
    private static final byte[] TIME_ZONE = bytes(GcpRows.CALENDAR.getId());

    private final GcpRow row;
    private final String dataSet;
    private final String account;
    private final JsonText json = new JsonText();
    private final GcpTags tags;
    private CostRow record;

    /**
     * @param account the billing account that the delivery is of: stands in for one that rows do not name
     * @param labels remembers the structs of labels and tags
     */
    GcpText(GcpRow row, String dataSet, String account, SliceMemo<Optional<List<Map<String, Structs.Value>>>> labels) {
        this.row = row;
        tags = new GcpTags(json, labels);
        this.dataSet = dataSet;
        this.account = account;
    }

    /** Writes everything but the money of the row into {@code target}. */
    void write(CostRow target, GcpLine line) {
        record = target;
        json.clear();
        put(CostColumns.X_PROVIDER, Provider.GCP.name());
        put(CostColumns.X_DATA_SET, dataSet);
        put(CostColumns.BILLING_CURRENCY, line.currency());
        row.hold(GcpColumn.CURRENCY);
        record.number(CostColumns.BILLING_PERIOD_START, line.periodStart());
        record.number(CostColumns.BILLING_PERIOD_END, line.periodEnd());
        account();
        sku(line.type());
        seller();
        service();
        place();
        resource(line.commitment());
        tags.write(row, record);
        if (line.type() == CostType.REGULAR && !line.commitment().fee()) {
            tags.capacityReservation(record);
        }
        KEPT.forEach((column, field) -> row.copy(column, record, field));
        object(ADJUSTMENT, CostColumns.X_ADJUSTMENT_INFO);
        object(CONSUMPTION_MODEL, CostColumns.X_CONSUMPTION_MODEL);
        exportTime();
    }

    private void account() {
        if (!row.copy(GcpColumn.BILLING_ACCOUNT_ID, record, CostColumns.BILLING_ACCOUNT_ID)) {
            put(CostColumns.BILLING_ACCOUNT_ID, account);
        }
        put(CostColumns.BILLING_ACCOUNT_TYPE, "Billing Account");
        // Taxes, rounding and charges of the account have no project.
        if (row.copy(GcpColumn.PROJECT_ID, record, CostColumns.SUB_ACCOUNT_ID)) {
            put(CostColumns.SUB_ACCOUNT_TYPE, "Project");
            row.copy(GcpColumn.PROJECT_NAME, record, CostColumns.SUB_ACCOUNT_NAME);
        }
    }

    private void sku(CostType type) {
        put(
                CostColumns.CHARGE_DESCRIPTION,
                first(row.text(GcpColumn.ADJUSTMENT_DESCRIPTION), row.text(GcpColumn.SKU_DESCRIPTION)));
        // FOCUS has no product of a tax, and no meter of what is no product.
        if (type != CostType.TAX && row.copy(GcpColumn.SKU_ID, record, CostColumns.SKU_ID)) {
            row.copy(GcpColumn.SKU_DESCRIPTION, record, CostColumns.SKU_METER);
            String tier = row.text(GcpColumn.PRICE_TIER);
            put(CostColumns.SKU_PRICE_ID, row.text(GcpColumn.SKU_ID) + (tier.isEmpty() ? "" : "/" + tier));
        }
    }

    private void seller() {
        boolean thirdParty = row.text(GcpColumn.TRANSACTION_TYPE).startsWith("THIRD_PARTY");
        String seller = thirdParty ? row.text(GcpColumn.SELLER_NAME) : "";
        put(CostColumns.INVOICE_ISSUER_NAME, first(seller, GOOGLE));
        put(CostColumns.SERVICE_PROVIDER_NAME, first(seller, GOOGLE_CLOUD));
        put(CostColumns.HOST_PROVIDER_NAME, GOOGLE_CLOUD);
    }

    private void service() {
        ServiceCategories.Category category = CATEGORIES.other();
        if (row.copy(GcpColumn.SERVICE_DESCRIPTION, record, CostColumns.SERVICE_NAME)) {
            int index = row.columns.index(GcpColumn.SERVICE_DESCRIPTION);
            SourceRow source = row.source();
            category = CATEGORIES.of(source.source(index), source.offset(index), source.length(index));
        } else {
            put(CostColumns.SERVICE_NAME, first(row.text(GcpColumn.SERVICE_ID), GOOGLE_CLOUD));
        }
        record.text(CostColumns.SERVICE_CATEGORY, category.category());
        record.text(CostColumns.SERVICE_SUBCATEGORY, category.subcategory());
    }

    private void place() {
        String region = first(row.text(GcpColumn.REGION), row.text(GcpColumn.LOCATION));
        if (!region.isEmpty() && !region.equals("global")) {
            put(CostColumns.REGION_ID, region);
            Regions.name(region).ifPresent(name -> put(CostColumns.REGION_NAME, name));
        }
        row.copy(GcpColumn.ZONE, record, CostColumns.AVAILABILITY_ZONE);
    }

    private void resource(Commitment commitment) {
        if (row.copy(GcpColumn.RESOURCE_GLOBAL_NAME, record, CostColumns.RESOURCE_ID)) {
            put(CostColumns.RESOURCE_TYPE, type(row.text(GcpColumn.RESOURCE_GLOBAL_NAME)));
        } else if (!row.copy(GcpColumn.RESOURCE_NAME, record, CostColumns.RESOURCE_ID) && commitment.fee()) {
            // What is bought is the resource.
            put(CostColumns.RESOURCE_ID, commitment.id());
            put(CostColumns.RESOURCE_TYPE, commitment.id().isEmpty() ? "" : Commitment.TYPE);
        }
        row.copy(GcpColumn.RESOURCE_NAME, record, CostColumns.RESOURCE_NAME);
    }

    /** The type that is named last in {@code //compute.googleapis.com/projects/p/zones/z/instances/i}: instances. */
    static String type(String globalName) {
        String[] segments = globalName.split("/");
        // Two slashes, the service, and pairs of a type and a name.
        boolean paired = globalName.startsWith("//") && segments.length >= 5 && segments.length % 2 == 1;
        return paired ? segments[segments.length - 2] : "";
    }

    private void object(List<Pair> pairs, int field) {
        json.begin();
        for (Pair pair : pairs) {
            if (!row.isBlank(pair.column())) {
                int index = row.columns.index(pair.column());
                SourceRow source = row.source();
                json.pair(pair.key(), source.source(index), source.offset(index), source.length(index));
                row.hold(pair.column());
            }
        }
        endJson(field);
    }

    /**
     * The export time, to the microsecond, in the form of ISO 8601 where the page has one of BigQuery's other forms.
     */
    private void exportTime() {
        Matcher dump = DUMPED_TIME.matcher(row.text(GcpColumn.EXPORT_TIME));
        if (dump.matches()) {
            put(CostColumns.X_EXPORT_TIME, dump.group(1) + "T" + dump.group(2) + "Z");
            row.hold(GcpColumn.EXPORT_TIME);
        } else {
            row.copy(GcpColumn.EXPORT_TIME, record, CostColumns.X_EXPORT_TIME);
        }
    }

    /** Writes x_SourceColumns, after everything else is written. */
    void rest() {
        json.begin();
        SourceRow source = row.source();
        for (int column : row.columns.byName()) {
            if (row.isLeft(column) && !SourceColumns.says(record, row.columns.fields(column), source, column)) {
                json.pair(row.columns.key(column), source.source(column), source.offset(column), source.length(column));
            }
        }
        json.pair(TIME_ZONE_KEY, TIME_ZONE, 0, TIME_ZONE.length);
        endJson(CostColumns.X_SOURCE_COLUMNS);
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
