package io.tributary.extractors.azure;

import java.util.Locale;
import java.util.Optional;

/** A view of a scope's costs. All views state the same money, so they are never added up. */
public enum CostView {
    /** What was charged when it was charged: purchases of commitments, and nothing for their use. */
    ACTUAL,
    /** Purchases of commitments spread over their use. */
    AMORTIZED,
    /** Microsoft's own FOCUS export: both at once. */
    FOCUS;

    /** The view of an export's type, such as {@code AmortizedCost}; empty if the type holds no costs. */
    public static Optional<CostView> ofType(String type) {
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "actualcost", "usage" -> Optional.of(ACTUAL);
            case "amortizedcost" -> Optional.of(AMORTIZED);
            case "focuscost" -> Optional.of(FOCUS);
            default -> Optional.empty();
        };
    }
}
