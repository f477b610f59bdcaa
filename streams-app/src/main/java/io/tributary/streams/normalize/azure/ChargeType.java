package io.tributary.streams.normalize.azure;

import java.util.Locale;

/**
 * The kind of charge of a row: Azure ChargeType. The set is open, so that a type that Azure adds keeps its money.
 * Source: Microsoft Cost Management, Understand usage details fields.
 */
enum ChargeType {
    USAGE("usage"),
    PURCHASE("purchase"),
    REFUND("refund"),
    UNUSED_RESERVATION("unusedreservation"),
    UNUSED_SAVINGS_PLAN("unusedsavingsplan"),
    ROUNDING_ADJUSTMENT("roundingadjustment"),
    ADJUSTMENT("adjustment"),
    TAX("tax"),
    CREDIT("credit"),
    UNKNOWN("");

    private final String name;

    ChargeType(String name) {
        this.name = name;
    }

    /** The type of that name; usage where there is none, since older sets have nothing else and do not say so. */
    static ChargeType of(String text) {
        String canonical = canonical(text);
        if (canonical.isEmpty()) {
            return USAGE;
        }
        for (ChargeType type : values()) {
            if (type.name.equals(canonical)) {
                return type;
            }
        }
        return UNKNOWN;
    }

    /** Whether the charge buys or gives back something. */
    boolean isFee() {
        return this == PURCHASE || this == REFUND;
    }

    /** Whether the charge is for what was bought and not used. */
    boolean isUnused() {
        return this == UNUSED_RESERVATION || this == UNUSED_SAVINGS_PLAN;
    }

    /** Whether the charge is for usage, or for what was not used. */
    boolean isUse() {
        return this == USAGE || isUnused();
    }

    /** Names without regard to case and blanks: {@code On Demand} and {@code OnDemand} are the same. */
    static String canonical(String text) {
        return text.replace(" ", "").toLowerCase(Locale.ROOT);
    }
}
