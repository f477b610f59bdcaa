package io.tributary.samples.gcp;

import io.tributary.samples.file.TsvTable;
import java.util.Arrays;
import java.util.List;

/** A column of the export, by its path, in the order of the table. */
enum GcpColumn {
    BILLING_ACCOUNT_ID,
    SERVICE_ID,
    SERVICE_DESCRIPTION,
    SKU_ID,
    SKU_DESCRIPTION,
    USAGE_START_TIME,
    USAGE_END_TIME,
    PROJECT_ID,
    PROJECT_NUMBER,
    PROJECT_NAME,
    PROJECT_LABELS,
    PROJECT_ANCESTRY_NUMBERS,
    PROJECT_ANCESTORS,
    LABELS,
    SYSTEM_LABELS,
    LOCATION,
    COUNTRY,
    REGION,
    ZONE,
    TAGS,
    RESOURCE_NAME,
    RESOURCE_GLOBAL_NAME,
    EXPORT_TIME,
    COST,
    CURRENCY,
    CURRENCY_CONVERSION_RATE,
    USAGE_AMOUNT,
    USAGE_UNIT,
    USAGE_AMOUNT_IN_PRICING_UNITS,
    USAGE_PRICING_UNIT,
    CREDITS,
    INVOICE_MONTH,
    INVOICE_PUBLISHER_TYPE,
    COST_TYPE,
    ADJUSTMENT_ID,
    ADJUSTMENT_DESCRIPTION,
    ADJUSTMENT_MODE,
    ADJUSTMENT_TYPE,
    PRICE_EFFECTIVE,
    PRICE_TIER_START,
    PRICE_UNIT,
    PRICE_UNIT_QUANTITY,
    PRICE_LIST,
    PRICE_EFFECTIVE_DEFAULT,
    COST_AT_LIST,
    TRANSACTION_TYPE,
    SELLER_NAME,
    SUBSCRIPTION_ID,
    CONSUMPTION_MODEL_ID,
    CONSUMPTION_MODEL_DESCRIPTION,
    COST_AT_EFFECTIVE_PRICE_DEFAULT,
    COST_AT_LIST_CONSUMPTION_MODEL,
    /** The pseudo-column, as dumps name it. */
    PARTITION_DATE;

    private final String path;
    private final Kind kind;
    private final Presence presence;

    GcpColumn() {
        TsvTable.Row row = Table.ROWS.row(name());
        path = row.text("path");
        kind = row.constant("kind", Kind.class);
        presence = row.constant("presence", Presence.class);
    }

    String path() {
        return path;
    }

    Kind kind() {
        return kind;
    }

    /**
     * The columns of a table.
     *
     * @param isOld whether it was dumped with the columns of the year 2022
     */
    static List<GcpColumn> of(GcpDataSet dataSet, boolean isOld) {
        return Arrays.stream(values())
                .filter(column -> switch (column.presence) {
                    case ALWAYS -> true;
                    case LATER -> !isOld;
                    case DETAILED -> dataSet == GcpDataSet.DETAILED;
                    case DETAILED_LATER -> dataSet == GcpDataSet.DETAILED && !isOld;
                })
                .toList();
    }

    /** What a column holds, which decides how JSON writes it. */
    enum Kind {
        TEXT,
        /** Binary floating point: a JSON number. */
        NUMBER,
        /** An exact decimal: text in JSON. */
        NUMERIC,
        /** An array, as JSON. */
        ARRAY
    }

    /** Which tables have a column. */
    private enum Presence {
        ALWAYS,
        /** Those that were dumped after the year 2022. */
        LATER,
        /** Those of the detailed export. */
        DETAILED,
        /** Those of the detailed export that were dumped after the year 2022. */
        DETAILED_LATER
    }

    /** Apart from the constants, which are made before anything else of their class. */
    private static final class Table {
        private static final TsvTable ROWS = TsvTable.beside(GcpColumn.class, "columns.tsv");
    }
}
