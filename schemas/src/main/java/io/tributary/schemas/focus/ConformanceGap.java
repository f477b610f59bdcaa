package io.tributary.schemas.focus;

import io.tributary.schemas.CostRecord;
import java.util.List;
import java.util.Set;

/**
 * A known breach of a rule: what a provider's data cannot give.
 *
 * @param rule the rule's id
 * @param dataSets the data sets in which it occurs; an asterisk for every one
 * @param providerColumn the provider's column that lacks it
 * @param reason why the rule cannot be kept
 * @param seen where the build sees it: in {@code samples}, in {@code cases}, or in both
 */
public record ConformanceGap(
        String rule,
        Set<String> dataSets,
        Condition condition,
        String providerColumn,
        String reason,
        Set<String> seen) {

    private static final String EVERY = "*";

    private static final List<String> HEADER =
            List.of("rule", "data sets", "when", "provider column", "reason", "seen");

    /** The known gaps. */
    public static List<ConformanceGap> all() {
        return RuleTable.read("focus-1.4-gaps.tsv", HEADER, ConformanceGap::read);
    }

    private static ConformanceGap read(List<String> cells) {
        return new ConformanceGap(
                cells.get(0),
                Condition.values(cells.get(1)),
                Condition.parse(cells.get(2)),
                cells.get(3),
                cells.get(4),
                Condition.values(cells.get(5)));
    }

    /** Which records it is said of, in the words of the file; empty for all of the data sets. */
    public String when() {
        return condition.text();
    }

    boolean isAbout(CostRecord record) {
        return (dataSets.contains(EVERY) || dataSets.contains(record.getXDataSet()))
                && condition.holds().test(record);
    }
}
