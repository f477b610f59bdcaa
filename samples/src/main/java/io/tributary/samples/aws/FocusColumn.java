package io.tributary.samples.aws;

import io.tributary.samples.file.TsvTable;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A column of AWS's FOCUS exports, in AWS's order: those of FOCUS 1.2, and AWS's own. Exports of FOCUS 1.0 lack some,
 * and have two of AWS's own that those of 1.2 do not have: the usage type is the meter there, and cost categories are
 * tags.
 */
enum FocusColumn {
    AVAILABILITY_ZONE,
    BILLED_COST,
    BILLING_ACCOUNT_ID,
    BILLING_ACCOUNT_NAME,
    BILLING_ACCOUNT_TYPE,
    BILLING_CURRENCY,
    BILLING_PERIOD_END,
    BILLING_PERIOD_START,
    CAPACITY_RESERVATION_ID,
    CAPACITY_RESERVATION_STATUS,
    CHARGE_CATEGORY,
    CHARGE_CLASS,
    CHARGE_DESCRIPTION,
    CHARGE_FREQUENCY,
    CHARGE_PERIOD_END,
    CHARGE_PERIOD_START,
    COMMITMENT_DISCOUNT_CATEGORY,
    COMMITMENT_DISCOUNT_ID,
    COMMITMENT_DISCOUNT_NAME,
    COMMITMENT_DISCOUNT_QUANTITY,
    COMMITMENT_DISCOUNT_STATUS,
    COMMITMENT_DISCOUNT_TYPE,
    COMMITMENT_DISCOUNT_UNIT,
    CONSUMED_QUANTITY,
    CONSUMED_UNIT,
    CONTRACTED_COST,
    CONTRACTED_UNIT_PRICE,
    EFFECTIVE_COST,
    INVOICE_ID,
    INVOICE_ISSUER_NAME,
    LIST_COST,
    LIST_UNIT_PRICE,
    PRICING_CATEGORY,
    PRICING_CURRENCY,
    PRICING_CURRENCY_CONTRACTED_UNIT_PRICE,
    PRICING_CURRENCY_EFFECTIVE_COST,
    PRICING_CURRENCY_LIST_UNIT_PRICE,
    PRICING_QUANTITY,
    PRICING_UNIT,
    PROVIDER_NAME,
    PUBLISHER_NAME,
    REGION_ID,
    REGION_NAME,
    RESOURCE_ID,
    RESOURCE_NAME,
    RESOURCE_TYPE,
    SERVICE_CATEGORY,
    SERVICE_NAME,
    SERVICE_SUBCATEGORY,
    SKU_ID,
    SKU_METER,
    SKU_PRICE_DETAILS,
    SKU_PRICE_ID,
    SUB_ACCOUNT_ID,
    SUB_ACCOUNT_NAME,
    SUB_ACCOUNT_TYPE,
    TAGS,
    COST_CATEGORIES,
    DISCOUNTS,
    OPERATION,
    SERVICE_CODE,
    USAGE_TYPE;

    /** How many there are. */
    static final int COUNT = values().length;

    private static final String ALL = "all";

    private final String columnName;
    private final Kind kind;
    private final List<LegacyColumn> sources;
    /** The version of FOCUS whose exports alone have it, or all. */
    private final String version;

    FocusColumn() {
        TsvTable.Row row = Table.ROWS.row(name());
        columnName = row.text("name");
        kind = row.constant("kind", Kind.class);
        sources = Pattern.compile(" ")
                .splitAsStream(row.text("sources"))
                .filter(source -> !source.isEmpty())
                .map(LegacyColumn::valueOf)
                .toList();
        version = row.text("in");
    }

    /** The columns of a table. */
    static List<FocusColumn> of(ReportFormat.Table table) {
        String its = table == ReportFormat.Table.FOCUS_1_2_AWS ? "1.2" : "1.0";
        return Arrays.stream(values())
                .filter(column -> column.version.equals(ALL) || column.version.equals(its))
                .toList();
    }

    String columnName() {
        return columnName;
    }

    /** Whether {@link FocusRules} decide it, as text. */
    boolean isText() {
        return kind == Kind.TEXT;
    }

    /** Whether {@link FocusRules} decide it, as a number. */
    boolean isAmount() {
        return kind == Kind.AMOUNT;
    }

    String typeInManifest() {
        return isAmount() ? "double" : isText() ? "string" : ofLine().typeInManifest();
    }

    /** The column as one of the row's line. */
    CurColumn ofLine() {
        return switch (this) {
            case TAGS -> map("resourceTags", false);
            case COST_CATEGORIES -> map("costCategory", false);
            case DISCOUNTS -> map("discount", true);
            case SKU_PRICE_DETAILS ->
                CurColumn.map(
                        columnName,
                        new TreeMap<>(Map.of(
                                "InstanceType", List.of(LegacyColumn.PRODUCT_INSTANCE_TYPE),
                                "CoreCount", List.of(LegacyColumn.PRODUCT_VCPU),
                                "OperatingSystem", List.of(LegacyColumn.PRODUCT_OPERATING_SYSTEM),
                                "StorageClass", List.of(LegacyColumn.PRODUCT_STORAGE_CLASS))),
                        false);
            default -> CurColumn.of(columnName, sources);
        };
    }

    private CurColumn map(String category, boolean numbers) {
        Map<String, List<LegacyColumn>> entries = new LinkedHashMap<>();
        for (LegacyColumn column : LegacyColumn.values()) {
            if (column.category().equals(category)) {
                entries.put(column.columnName(), List.of(column));
            }
        }
        return CurColumn.map(columnName, entries, numbers);
    }

    /** Where values come from. */
    private enum Kind {
        /** From the line, as it is. */
        COPY,
        /** From columns of the line, by their names. */
        MAP,
        /** From the rules. */
        TEXT,
        AMOUNT
    }

    /** Apart from the constants, which are made before anything else of their class. */
    private static final class Table {
        private static final TsvTable ROWS = TsvTable.beside(FocusColumn.class, "focus-columns.tsv");
    }
}
