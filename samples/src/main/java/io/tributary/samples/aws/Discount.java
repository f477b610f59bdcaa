package io.tributary.samples.aws;

/** A discount of a customer's contract: its rate, and the type of its rows. */
enum Discount {
    ENTERPRISE(LineItemType.EDP_DISCOUNT, 90, LegacyColumn.DISCOUNT_EDP_DISCOUNT),
    PRIVATE_RATE(LineItemType.PRIVATE_RATE_DISCOUNT, 125, LegacyColumn.DISCOUNT_PRIVATE_RATE_DISCOUNT),
    SOLUTION_PROVIDER(LineItemType.SPP_DISCOUNT, 30, LegacyColumn.DISCOUNT_SPP_DISCOUNT),
    BUNDLED(LineItemType.BUNDLED_DISCOUNT, 200, LegacyColumn.DISCOUNT_BUNDLED_DISCOUNT),
    RESERVATION_VOLUME(LineItemType.RI_VOLUME_DISCOUNT, 40, LegacyColumn.DISCOUNT_RI_VOLUME_DISCOUNT),
    PLAIN(LineItemType.DISCOUNT, 50, null),
    /** The same contract on what has no SKU, such as support. */
    ENTERPRISE_WITHOUT_SKU(LineItemType.EDP_DISCOUNT, 90, LegacyColumn.DISCOUNT_EDP_DISCOUNT);

    private final LineItemType rowType;
    private final int thousandths;
    private final LegacyColumn column;

    Discount(LineItemType rowType, int thousandths, LegacyColumn column) {
        this.rowType = rowType;
        this.thousandths = thousandths;
        this.column = column;
    }

    /** The type of the rows that take it off, in bills with such rows. */
    LineItemType rowType() {
        return rowType;
    }

    int thousandths() {
        return thousandths;
    }

    /** The column with the amount taken off a row; null where only the sum of all discounts has it. */
    LegacyColumn column() {
        return column;
    }
}
