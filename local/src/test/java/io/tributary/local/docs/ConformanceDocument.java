package io.tributary.local.docs;

import io.tributary.schemas.CostRecord;
import io.tributary.schemas.focus.ConformanceGap;
import io.tributary.schemas.focus.FocusColumn;
import io.tributary.schemas.focus.FocusRule;
import io.tributary.schemas.focus.UncheckedRequirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What {@code docs/focus-conformance.md} says: made from the rules, the known gaps and the schema. */
final class ConformanceDocument {

    private final List<String> lines = new ArrayList<>();

    private ConformanceDocument() {}

    /** The whole document. */
    static String text() {
        ConformanceDocument document = new ConformanceDocument();
        document.introduction();
        document.gaps();
        document.mapping();
        document.rules();
        document.unchecked();
        return String.join("\n", document.lines) + "\n";
    }

    private void introduction() {
        lines.addAll(List.of(
                "# Conformance with FOCUS 1.4",
                "",
                "This document is made from `schemas/src/main/resources/io/tributary/schemas/focus/focus-1.4-*.tsv` and"
                        + " from `CostRecord.avsc`; a test compares it with them.",
                "",
                "    ./tributary check --input view/",
                "",
                "The command checks the records of a clean view against the rules below.",
                "It prints the rules that records break, how many records do, and one of them with its values.",
                "Exit code 0: no rule is broken but by known gaps.",
                "Exit code 1: a rule is broken, and no known gap explains it.",
                "",
                "The build checks the records of all sample formats and of all row cases in the same way.",
                "It fails where a rule is broken that is no known gap, and where a known gap occurs no more.",
                "Products of prices and quantities may differ from costs by one part in a million or by 0.000000001,"
                        + " whichever is more, since providers round prices.",
                ""));
    }

    private void gaps() {
        lines.addAll(List.of(
                "## Known gaps",
                "",
                "What the data of a provider cannot give.",
                "Columns that begin with `x_` are Tributary's own.",
                "",
                "| rule | column | data sets | when | provider's column | reason |",
                "|---|---|---|---|---|---|"));
        Map<String, FocusRule> rules =
                FocusRule.all().stream().collect(Collectors.toMap(FocusRule::id, Function.identity()));
        for (ConformanceGap gap : ConformanceGap.all()) {
            row(
                    gap.rule(),
                    rules.get(gap.rule()).column(),
                    gap.dataSets().stream().sorted().collect(Collectors.joining(", ")),
                    gap.when(),
                    gap.providerColumn(),
                    gap.reason());
        }
        lines.add("");
    }

    private void mapping() {
        lines.addAll(List.of(
                "## Columns and their sources",
                "",
                "| column | feature level | type | introduced | meaning and source |",
                "|---|---|---|---|---|"));
        for (FocusColumn column : FocusColumn.all()) {
            row(
                    column.name(),
                    column.featureLevel(),
                    column.dataType() + (column.allowsNulls() ? "" : ", not null"),
                    column.introduced(),
                    CostRecord.getClassSchema().getField(column.name()).doc());
        }
        lines.add("");
    }

    private void rules() {
        lines.addAll(List.of("## Rules that are checked", ""));
        Map<String, List<FocusRule>> byColumn = FocusRule.all().stream()
                .collect(Collectors.groupingBy(FocusRule::column, TreeMap::new, Collectors.toList()));
        lines.addAll(
                List.of("| rule | column | must be | when | the specification's words |", "|---|---|---|---|---|"));
        byColumn.values()
                .forEach(rules -> rules.forEach(rule -> row(
                        rule.id(),
                        rule.column(),
                        rule.must(),
                        rule.when().isEmpty() ? "always" : rule.when(),
                        rule.text())));
        lines.add("");
    }

    private void unchecked() {
        lines.addAll(List.of(
                "## Requirements that records cannot tell",
                "",
                "| requirement | column | the specification's words | why it is not checked |",
                "|---|---|---|---|"));
        UncheckedRequirement.all()
                .forEach(requirement ->
                        row(requirement.id(), requirement.column(), requirement.text(), requirement.why()));
    }

    private void row(String... cells) {
        lines.add(List.of(cells).stream()
                .map(cell -> cell.replace("|", "\\|"))
                .collect(Collectors.joining(" | ", "| ", " |")));
    }
}
