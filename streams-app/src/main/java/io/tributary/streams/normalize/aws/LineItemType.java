package io.tributary.streams.normalize.aws;

import io.tributary.streams.normalize.ByteTable;
import java.util.HashMap;
import java.util.Map;

/**
 * The kind of a row: AWS lineItem/LineItemType. The set is open, so that a type that AWS adds keeps its money. Source:
 * AWS Cost and Usage Report user guide, Line item details.
 */
enum LineItemType {
    USAGE("Usage"),
    SAVINGS_PLAN_COVERED_USAGE("SavingsPlanCoveredUsage"),
    SAVINGS_PLAN_NEGATION("SavingsPlanNegation"),
    SAVINGS_PLAN_RECURRING_FEE("SavingsPlanRecurringFee"),
    SAVINGS_PLAN_UPFRONT_FEE("SavingsPlanUpfrontFee"),
    DISCOUNTED_USAGE("DiscountedUsage"),
    RESERVATION_FEE("RIFee"),
    FEE("Fee"),
    FLAT_RATE_SUBSCRIPTION("FlatRateSubscription"),
    TAX("Tax"),
    CREDIT("Credit"),
    REFUND("Refund"),
    /** A discount that was negotiated: it lowers what FOCUS calls the contracted cost. */
    NEGOTIATED_DISCOUNT(
            "Discount", "EdpDiscount", "PrivateRateDiscount", "SppDiscount", "DistributorDiscount", "BundledDiscount"),
    /** A discount for the volume of reservations. */
    VOLUME_DISCOUNT("RiVolumeDiscount"),
    UNKNOWN();

    private static final ByteTable<LineItemType> TYPES = new ByteTable<>(byName());

    private final String[] names;

    LineItemType(String... names) {
        this.names = names;
    }

    /** The type of that name; {@link #UNKNOWN} where it is none of those that are known. */
    static LineItemType of(byte[] source, int offset, int length) {
        LineItemType type = TYPES.get(source, offset, length);
        return type == null ? UNKNOWN : type;
    }

    /** Whether such rows are usage, which is the case for those that split cost allocation adds. */
    boolean isUse() {
        return this == USAGE || this == SAVINGS_PLAN_COVERED_USAGE || this == DISCOUNTED_USAGE || this == UNKNOWN;
    }

    private static Map<String, LineItemType> byName() {
        Map<String, LineItemType> types = new HashMap<>();
        for (LineItemType type : values()) {
            for (String name : type.names) {
                types.put(name, type);
            }
        }
        return types;
    }
}
