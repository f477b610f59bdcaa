package io.tributary.schemas.focus;

import java.util.List;

/**
 * A requirement of FOCUS 1.4 that cannot be checked on records, or only in part.
 *
 * @param column the column that it is about; empty for the data set and its attributes
 * @param text what the specification says
 * @param why why records cannot tell
 */
public record UncheckedRequirement(String id, String column, String text, String why) {

    private static final List<String> HEADER = List.of("id", "column", "text", "why");

    /** The requirements, column by column. */
    public static List<UncheckedRequirement> all() {
        return RuleTable.read(
                "focus-1.4-unchecked.tsv",
                HEADER,
                cells -> new UncheckedRequirement(cells.get(0), cells.get(1), cells.get(2), cells.get(3)));
    }
}
