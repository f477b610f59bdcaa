package io.tributary.schemas.focus;

import java.util.List;

/**
 * A column of FOCUS 1.4's Cost and Usage data set, with its content constraints in the specification's words.
 *
 * @param featureLevel Mandatory, Conditional, Recommended or Optional
 * @param allowsNulls whether it may be null at all
 * @param introduced the version of FOCUS that it came with
 * @param category Dimension or Metric
 */
public record FocusColumn(
        String name, String featureLevel, String dataType, boolean allowsNulls, String introduced, String category) {

    private static final List<String> HEADER =
            List.of("column", "feature level", "data type", "allows nulls", "introduced", "category");

    /** The columns, in alphabetical order. */
    public static List<FocusColumn> all() {
        return RuleTable.read("focus-1.4-columns.tsv", HEADER, FocusColumn::read);
    }

    private static FocusColumn read(List<String> cells) {
        return new FocusColumn(
                RecordColumn.of(cells.get(0)).name(),
                cells.get(1),
                cells.get(2),
                Boolean.parseBoolean(cells.get(3)),
                cells.get(4),
                cells.get(5));
    }
}
