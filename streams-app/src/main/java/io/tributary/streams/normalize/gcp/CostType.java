package io.tributary.streams.normalize.gcp;

/** The kind of cost of a row: its cost_type. */
enum CostType {
    REGULAR,
    TAX,
    ADJUSTMENT,
    ROUNDING_ERROR,
    UNKNOWN;

    /** The type of that name; the oldest tables have none, and only regular costs. */
    static CostType of(String text) {
        return switch (text) {
            case "", "regular" -> REGULAR;
            case "tax" -> TAX;
            case "adjustment" -> ADJUSTMENT;
            case "rounding_error" -> ROUNDING_ERROR;
            default -> UNKNOWN;
        };
    }
}
