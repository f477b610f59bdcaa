package io.tributary.samples.azure;

import io.tributary.samples.file.TsvTable;

/**
 * A column of an export.
 *
 * @param header its name in the letter case of the agreement
 * @param type what Parquet files hold in it
 * @param text a charge's text in it
 */
record AzureColumn(String header, Type type, FieldText text) {

    /** What a column holds. */
    enum Type {
        /** Text as it is. */
        TEXT,
        /** A number, in a spelling that a spreadsheet understands. */
        NUMBER,
        /** A day, the month first. */
        DATE
    }

    /** A charge's text in a column of a data set; empty where it has none. */
    interface FieldText {
        String of(Charge charge, AzureDataSet dataSet);
    }

    /** A row of a table of columns. */
    static AzureColumn of(TsvTable.Row row) {
        String field = row.text("field");
        return new AzureColumn(row.name(), row.constant("type", Type.class), text(row, field));
    }

    private static FieldText text(TsvTable.Row row, String field) {
        if (field.startsWith("\"")) {
            String constant = field.substring(1, field.length() - 1);
            return (charge, dataSet) -> constant;
        }
        return row.constant("field", ChargeField.class)::of;
    }
}
