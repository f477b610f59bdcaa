package io.tributary.schemas.focus;

import io.tributary.schemas.CostRecord;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A rule of FOCUS 1.4 for the Cost and Usage data set that can be checked on records.
 *
 * @param id the requirement's id in FOCUS's requirements model, or a name of the same form
 * @param column the column that it is about
 * @param section where it stands in the specification
 * @param text what it says there
 */
public record FocusRule(
        String id, String column, Requirement requirement, Condition condition, String section, String text) {

    private static final List<String> HEADER = List.of("id", "column", "must", "when", "section", "text");

    /** The rules, column by column. */
    public static List<FocusRule> all() {
        return RuleTable.read("focus-1.4-rules.tsv", HEADER, FocusRule::read);
    }

    private static FocusRule read(List<String> cells) {
        RecordColumn column = RecordColumn.of(cells.get(1));
        return new FocusRule(
                cells.get(0),
                column.name(),
                Requirement.parse(column, cells.get(2)),
                Condition.parse(cells.get(3)),
                cells.get(4),
                cells.get(5));
    }

    /** What is asked of the column, in the words of the file. */
    public String must() {
        return requirement.text();
    }

    /** When it is asked, in the words of the file; empty for always. */
    public String when() {
        return condition.text();
    }

    /** Whether the rule asks something of the record that the record does not do. */
    boolean isBrokenBy(CostRecord record) {
        return condition.holds().test(record) && !requirement.isMet().test(record);
    }

    /** The columns that decide whether a record keeps it, the rule's own first. */
    Set<String> columns() {
        Set<String> columns = new LinkedHashSet<>();
        columns.add(column);
        columns.addAll(requirement.columns());
        columns.addAll(condition.columns());
        return columns;
    }
}
