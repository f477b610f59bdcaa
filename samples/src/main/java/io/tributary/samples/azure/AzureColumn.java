package io.tributary.samples.azure;

/**
 * A column of an export.
 *
 * @param header its name in the letter case of the agreement
 * @param type what Parquet files hold in it
 * @param text what a charge says in it
 */
record AzureColumn(String header, Type type, Says text) {

    /** What a column holds. */
    enum Type {
        /** Text as it is. */
        TEXT,
        /** A number, in a spelling that a spreadsheet understands. */
        NUMBER,
        /** A day, the month first. */
        DATE
    }

    /** What a charge says in a column of a data set; empty where nothing. */
    interface Says {
        String of(Charge charge, AzureDataSet dataSet);
    }

    static AzureColumn text(String header, Says text) {
        return new AzureColumn(header, Type.TEXT, text);
    }

    static AzureColumn number(String header, Says text) {
        return new AzureColumn(header, Type.NUMBER, text);
    }

    static AzureColumn date(String header, Says text) {
        return new AzureColumn(header, Type.DATE, text);
    }

    /** A column that is there and says nothing. */
    static AzureColumn blank(String header) {
        return text(header, (charge, dataSet) -> "");
    }

    /** A column that says the same in all rows. */
    static AzureColumn always(String header, String text) {
        return text(header, (charge, dataSet) -> text);
    }
}
