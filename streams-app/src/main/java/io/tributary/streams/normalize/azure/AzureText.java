package io.tributary.streams.normalize.azure;

import io.tributary.schemas.Provider;
import io.tributary.streams.normalize.FocusValue.CommitmentCategory;
import io.tributary.streams.normalize.FocusValue.Status;
import io.tributary.streams.normalize.JsonPairs;
import io.tributary.streams.normalize.JsonText;
import io.tributary.streams.normalize.SourceColumns;
import io.tributary.streams.page.SourceRow;
import io.tributary.streams.record.CostColumns;
import io.tributary.streams.record.CostRow;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The columns of a record that are no money, copied or derived from a row. */
final class AzureText {

    /** Columns that are kept as delivered, under names of their own. */
    private static final Map<AzureColumn, Integer> KEPT = Map.ofEntries(
            Map.entry(AzureColumn.CHARGE_TYPE, CostColumns.X_CHARGE_TYPE),
            Map.entry(AzureColumn.PRICING_MODEL, CostColumns.X_PRICING_MODEL),
            Map.entry(AzureColumn.PUBLISHER_TYPE, CostColumns.X_PUBLISHER_TYPE),
            Map.entry(AzureColumn.METER_ID, CostColumns.X_METER_ID),
            Map.entry(AzureColumn.METER_CATEGORY, CostColumns.X_METER_CATEGORY),
            Map.entry(AzureColumn.METER_SUB_CATEGORY, CostColumns.X_METER_SUB_CATEGORY),
            Map.entry(AzureColumn.PART_NUMBER, CostColumns.X_PART_NUMBER),
            Map.entry(AzureColumn.OFFER_ID, CostColumns.X_OFFER_ID),
            Map.entry(AzureColumn.RESOURCE_GROUP, CostColumns.X_RESOURCE_GROUP_NAME),
            Map.entry(AzureColumn.COST_CENTER, CostColumns.X_COST_CENTER),
            Map.entry(AzureColumn.INVOICE_SECTION_ID, CostColumns.X_INVOICE_SECTION_ID),
            Map.entry(AzureColumn.EXCHANGE_RATE, CostColumns.X_EXCHANGE_RATE),
            Map.entry(AzureColumn.UNIT_OF_MEASURE, CostColumns.X_PRICING_UNIT_DESCRIPTION));

    /** FOCUS's keys of SkuPriceDetails for Azure's additional information; all others get the prefix x_. */
    private static final Map<String, String> SKU_PRICE_DETAIL_KEYS = Map.of(
            "servicetype", "InstanceType",
            "vcpus", "CoreCount",
            "imagetype", "OperatingSystem");

    // JSON has no leading zeros, and no machine has a thousand million cores.
    private static final Pattern COUNT = Pattern.compile("0|[1-9]\\d{0,8}");
    private static final Pattern NUMBER = Pattern.compile("\\d*");
    private static final String MICROSOFT = "Microsoft";
    private static final String CAPACITY_RESERVATION = "/capacityreservations/";

    private final AzureRow row;
    private final CostsRole role;
    private final String scope;
    private final JsonText json = new JsonText();
    private CostRow record;

    /** @param scope the ARM scope that the delivery is of: stands in for a billing account that rows do not name */
    AzureText(AzureRow row, CostsRole role, String scope) {
        this.row = row;
        this.role = role;
        this.scope = scope;
    }

    /** Writes everything into {@code target} but the money of the row and x_SourceColumns. */
    void write(CostRow target, AzureLine line) {
        record = target;
        json.clear();
        put(CostColumns.X_PROVIDER, Provider.AZURE.name());
        put(CostColumns.X_DATA_SET, role.dataSet());
        put(CostColumns.BILLING_CURRENCY, line.currency());
        record.number(CostColumns.BILLING_PERIOD_START, line.periodStart());
        record.number(CostColumns.BILLING_PERIOD_END, line.periodEnd());
        account();
        bill();
        commitment(line);
        sku(line.type());
        resource();
        if (line.type().isUse()) {
            capacityReservation();
        }
        service();
        place();
        tags();
        KEPT.forEach((column, field) -> put(field, row.text(column)));
    }

    private void account() {
        String enrollment = row.lastSegment(AzureColumn.BILLING_ACCOUNT_ID);
        String profile = row.lastSegment(AzureColumn.BILLING_PROFILE_ID);
        String subscription = row.id(AzureColumn.SUBSCRIPTION_ID);
        if (row.columns.has(AzureColumn.PRICING_CURRENCY) && !(profile.isEmpty() && enrollment.isEmpty())) {
            billingAccount(
                    profile.isEmpty() ? enrollment : profile, AzureColumn.BILLING_PROFILE_NAME, "Billing Profile");
        } else if (!enrollment.isEmpty() && !enrollment.equalsIgnoreCase(subscription)) {
            billingAccount(enrollment, AzureColumn.BILLING_ACCOUNT_NAME, "Billing Account");
        } else if (!subscription.isEmpty() && !row.columns.has(AzureColumn.PRICING_CURRENCY)) {
            billingAccount(subscription, AzureColumn.SUBSCRIPTION_NAME, "Subscription");
        } else {
            billingAccount(
                    scope.substring(scope.lastIndexOf('/') + 1), AzureColumn.BILLING_ACCOUNT_NAME, "Billing Account");
        }
        if (!subscription.isEmpty()) {
            put(CostColumns.SUB_ACCOUNT_ID, subscription);
            put(CostColumns.SUB_ACCOUNT_NAME, row.text(AzureColumn.SUBSCRIPTION_NAME));
            put(CostColumns.SUB_ACCOUNT_TYPE, "Subscription");
        }
    }

    private void billingAccount(String id, AzureColumn name, String type) {
        put(CostColumns.BILLING_ACCOUNT_ID, id);
        put(CostColumns.BILLING_ACCOUNT_NAME, row.text(name));
        put(CostColumns.BILLING_ACCOUNT_TYPE, type);
    }

    private void bill() {
        put(CostColumns.INVOICE_ID, row.text(AzureColumn.INVOICE_ID));
        put(CostColumns.INVOICE_ISSUER_NAME, first(row.text(AzureColumn.PARTNER_NAME), MICROSOFT));
        int cost = row.columns.index(AzureColumn.COST);
        SourceRow source = row.source();
        record.text(CostColumns.X_RAW_COST, source.source(cost), source.offset(cost), source.length(cost));
        int name = row.columns.rowName();
        if (name >= 0) {
            put(CostColumns.X_LINE_ITEM_ID, source.string(name));
        }
    }

    private void commitment(AzureLine line) {
        String benefit = row.id(AzureColumn.BENEFIT_ID);
        String id = benefit.isEmpty() ? row.id(AzureColumn.RESERVATION_ID) : benefit;
        if (id.isEmpty() || !line.model().isCommitment()) {
            return;
        }
        boolean spend = id.contains(PricingModel.BENEFITS)
                || line.model() == PricingModel.SAVINGS_PLAN && !id.contains("/microsoft.capacity/");
        put(CostColumns.COMMITMENT_DISCOUNT_ID, id);
        CommitmentCategory category = spend ? CommitmentCategory.SPEND : CommitmentCategory.USAGE;
        record.text(CostColumns.COMMITMENT_DISCOUNT_CATEGORY, category.text());
        put(CostColumns.COMMITMENT_DISCOUNT_TYPE, spend ? "Savings Plan" : "Reservation");
        String name = first(row.text(AzureColumn.BENEFIT_NAME), row.text(AzureColumn.RESERVATION_NAME));
        put(CostColumns.COMMITMENT_DISCOUNT_NAME, name);
        if (line.type() != ChargeType.USAGE
                && row.assigned(AzureColumn.RESOURCE_ID).isEmpty()) {
            // What is bought, or left unused, is the resource.
            put(CostColumns.RESOURCE_ID, id);
            put(CostColumns.RESOURCE_NAME, name);
            put(CostColumns.RESOURCE_TYPE, spend ? "Savings Plan" : "Reservation");
        }
    }

    private void sku(ChargeType type) {
        String product = row.assigned(AzureColumn.PRODUCT_NAME);
        String meter = row.assigned(AzureColumn.METER_NAME);
        put(
                CostColumns.CHARGE_DESCRIPTION,
                product.isEmpty() || meter.isEmpty() || product.contains(meter)
                        ? first(product, meter)
                        : product + " - " + meter);
        String part = row.text(AzureColumn.PART_NUMBER);
        String id = row.text(AzureColumn.PRODUCT_ID);
        boolean customerAgreement = row.columns.has(AzureColumn.PRICING_CURRENCY);
        String additional = row.text(AzureColumn.ADDITIONAL_INFO);
        put(CostColumns.X_ADDITIONAL_INFO, additional);
        // Pay-as-you-go prices are those of meters.
        String sku = first(customerAgreement ? first(id, part) : first(part, id), row.text(AzureColumn.METER_ID));
        // FOCUS has no product of a tax, and no meter or details of what is no product.
        if (type != ChargeType.TAX && !sku.isEmpty()) {
            put(CostColumns.SKU_ID, sku);
            put(CostColumns.SKU_PRICE_ID, customerAgreement ? sku : first(part, sku));
            put(CostColumns.SKU_METER, meter);
            row.json(AzureColumn.ADDITIONAL_INFO).object().ifPresent(this::skuPriceDetails);
        }
    }

    private void skuPriceDetails(JsonPairs additional) {
        Set<String> seen = new HashSet<>();
        json.begin();
        for (JsonPairs.Pair pair : additional.pairs()) {
            String key = SKU_PRICE_DETAIL_KEYS.getOrDefault(ChargeType.canonical(pair.key()), "x_" + pair.key());
            if (pair.isEmpty() || !seen.add(key)) {
                continue;
            }
            boolean count =
                    key.equals("CoreCount") && COUNT.matcher(pair.value()).matches();
            byte[] value = count ? bytes(pair.value()) : pair.json();
            json.numberPair(JsonText.key(key), value, 0, value.length);
        }
        endJson(CostColumns.SKU_PRICE_DETAILS);
    }

    private void resource() {
        String id = row.assigned(AzureColumn.RESOURCE_ID);
        put(CostColumns.RESOURCE_ID, id);
        boolean arm = id.startsWith("/");
        put(
                CostColumns.RESOURCE_NAME,
                first(row.assigned(AzureColumn.RESOURCE_NAME), arm ? row.lastSegment(AzureColumn.RESOURCE_ID) : ""));
        String type = resourceType(id);
        if (!type.isEmpty()) {
            put(CostColumns.RESOURCE_TYPE, ResourceTypes.name(type));
        }
    }

    /** The capacity that the usage was reserved: what is not used of it is billed on the reservation itself. */
    private void capacityReservation() {
        String id = row.id(AzureColumn.RESOURCE_ID);
        boolean own = id.contains(CAPACITY_RESERVATION);
        String reservation =
                own ? id : row.additional("vmcapacityreservationid").toLowerCase(Locale.ROOT);
        if (!reservation.isEmpty()) {
            put(CostColumns.CAPACITY_RESERVATION_ID, reservation);
            Status status = own ? Status.UNUSED : Status.USED;
            record.text(CostColumns.CAPACITY_RESERVATION_STATUS, status.text());
        }
    }

    private String resourceType(String resourceId) {
        return first(row.assigned(AzureColumn.RESOURCE_TYPE), ResourceTypes.of(resourceId));
    }

    private void service() {
        boolean marketplace = is(AzureColumn.PUBLISHER_TYPE, "Marketplace");
        String publisher = row.assigned(AzureColumn.PUBLISHER_NAME);
        put(CostColumns.SERVICE_PROVIDER_NAME, marketplace ? first(publisher, MICROSOFT) : MICROSOFT);
        put(CostColumns.HOST_PROVIDER_NAME, is(AzureColumn.PUBLISHER_TYPE, "AWS") ? "AWS" : MICROSOFT);
        String consumed = row.assigned(AzureColumn.CONSUMED_SERVICE);
        Services.Service service = Services.of(consumed, resourceType(row.assigned(AzureColumn.RESOURCE_ID)));
        String name = first(service.name(), row.assigned(AzureColumn.METER_CATEGORY));
        name = first(name, row.assigned(AzureColumn.SERVICE_NAME));
        name = first(name, consumed);
        name = first(name, row.assigned(AzureColumn.PRODUCT_NAME));
        put(CostColumns.SERVICE_NAME, first(name, "Azure"));
        Services.Service named = service.name().isEmpty() ? Services.named(name, service) : service;
        put(CostColumns.SERVICE_CATEGORY, named.category());
        put(CostColumns.SERVICE_SUBCATEGORY, named.subcategory());
    }

    private boolean is(AzureColumn column, String expected) {
        return row.text(column).equalsIgnoreCase(expected);
    }

    private void place() {
        String location = first(row.assigned(AzureColumn.RESOURCE_LOCATION), row.assigned(AzureColumn.LOCATION));
        if (!location.isEmpty() && !location.equalsIgnoreCase("global")) {
            Regions.Region region = Regions.of(location);
            put(CostColumns.REGION_ID, region.id());
            put(CostColumns.REGION_NAME, region.name());
        }
        String zone = row.text(AzureColumn.AVAILABILITY_ZONE);
        // A bare number names no zone: it is one of its own in every subscription.
        if (!NUMBER.matcher(zone).matches()) {
            put(CostColumns.AVAILABILITY_ZONE, zone);
        }
    }

    private void tags() {
        String text = row.text(AzureColumn.TAGS);
        Optional<JsonPairs> tags = row.json(AzureColumn.TAGS).object();
        if (tags.isEmpty() || tags.get().hasRepeats()) {
            put(CostColumns.X_TAGS_RAW, text);
        }
        if (tags.isPresent()) {
            json.begin();
            // The API gives tags in any order: sorted, they are a change only where they did change.
            for (JsonPairs.Pair pair : tags.get().sorted()) {
                byte[] value = pair.isEmpty() ? bytes("true") : text(pair).json();
                json.numberPair(JsonText.key(pair.key()), value, 0, value.length);
            }
            endJson(CostColumns.TAGS);
        }
    }

    private static JsonPairs.Pair text(JsonPairs.Pair pair) {
        return new JsonPairs.Pair(pair.key(), JsonPairs.Kind.TEXT, pair.value());
    }

    /** Writes x_SourceColumns, after everything else is written. */
    void rest() {
        SourceRow source = row.source();
        json.begin();
        for (AzureColumns.Other other : row.columns.others) {
            int index = other.index();
            if (!source.isBlank(index) && !(other.meaning() != null && isSaid(other.meaning(), index))) {
                json.pair(other.key(), source.source(index), source.offset(index), source.length(index));
            }
        }
        endJson(CostColumns.X_SOURCE_COLUMNS);
    }

    private boolean isSaid(AzureColumn meaning, int index) {
        switch (meaning) {
            case TAGS:
                // Without a raw text, Tags have the whole of the column that counts.
                return index == row.at(meaning) && !record.has(CostColumns.X_TAGS_RAW)
                        || SourceColumns.says(record, meaning.fields, row.source(), index);
            case BILLING_PERIOD_START:
            case DATE:
            case SERVICE_PERIOD_START:
                return isDay(index, record.number(meaning.fields[0]));
            case BILLING_PERIOD_END:
                return isDay(index, record.number(meaning.fields[0]) - AzureDates.DAY);
            case SERVICE_PERIOD_END:
                long end = record.number(meaning.fields[0]);
                return isDay(index, end - AzureDates.DAY) || isDay(index, end);
            default:
                return SourceColumns.says(record, meaning.fields, row.source(), index);
        }
    }

    private boolean isDay(int index, long day) {
        String text = row.source().string(index);
        try {
            return AzureDates.isWhole(text) && AzureDates.day(text) == day;
        } catch (DateTimeException noDay) {
            return false;
        }
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
