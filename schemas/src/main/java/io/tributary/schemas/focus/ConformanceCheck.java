package io.tributary.schemas.focus;

import io.tributary.schemas.CostRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks records against FOCUS's rules, and counts those that break one. Not thread-safe. */
public final class ConformanceCheck {

    private final List<FocusRule> rules;
    private final Map<String, List<ConformanceGap>> gaps = new HashMap<>();
    private final Map<Kind, Found> found = new LinkedHashMap<>();
    /** By rule and value of the other column: the first value. */
    private final Map<String, Map<String, String>> firsts = new HashMap<>();

    private long records;

    private record Kind(int rule, String dataSet, ConformanceGap gap) {}

    private static final class Found {
        private final String recordId;
        private final Map<String, String> values;
        private long records;

        Found(String recordId, Map<String, String> values) {
            this.recordId = recordId;
            this.values = values;
        }
    }

    /** Checks by the rules of FOCUS 1.4, with the gaps that are known. */
    public static ConformanceCheck focus14() {
        return new ConformanceCheck(FocusRule.all(), ConformanceGap.all());
    }

    ConformanceCheck(List<FocusRule> rules, List<ConformanceGap> gaps) {
        this.rules = rules;
        gaps.forEach(gap ->
                this.gaps.computeIfAbsent(gap.rule(), none -> new ArrayList<>()).add(gap));
    }

    /** Checks a record against all rules. */
    public void check(CostRecord record) {
        records++;
        for (int place = 0; place < rules.size(); place++) {
            FocusRule rule = rules.get(place);
            if (rule.isBrokenBy(record) || isAnotherValue(rule, record)) {
                add(place, rule, record);
            }
        }
    }

    /** How many rules records are checked against. */
    public int rules() {
        return rules.size();
    }

    /** How many records were checked. */
    public long records() {
        return records;
    }

    /** The rules that records did not keep, in the order of the rules; those that no gap explains first. */
    public List<Breach> breaches() {
        return found.entrySet().stream()
                .sorted(Comparator.comparing(
                                (Map.Entry<Kind, Found> one) -> one.getKey().gap() != null)
                        .thenComparing(one -> one.getKey().rule())
                        .thenComparing(one -> one.getKey().dataSet()))
                .map(this::breach)
                .toList();
    }

    private Breach breach(Map.Entry<Kind, Found> one) {
        Kind kind = one.getKey();
        Found records = one.getValue();
        return new Breach(
                rules.get(kind.rule()),
                kind.dataSet(),
                Optional.ofNullable(kind.gap()),
                records.records,
                records.recordId,
                records.values);
    }

    private void add(int place, FocusRule rule, CostRecord record) {
        Kind kind = new Kind(place, record.getXDataSet(), gap(rule, record));
        found.computeIfAbsent(kind, none -> new Found(record.getXRecordId(), values(rule, record))).records++;
    }

    private ConformanceGap gap(FocusRule rule, CostRecord record) {
        for (ConformanceGap gap : gaps.getOrDefault(rule.id(), List.of())) {
            if (gap.isAbout(record)) {
                return gap;
            }
        }
        return null;
    }

    private boolean isAnotherValue(FocusRule rule, CostRecord record) {
        RecordColumn per = rule.requirement().per();
        if (per == null || !rule.condition().holds().test(record)) {
            return false;
        }
        String key = per.text(record);
        String value = rule.requirement().column().text(record);
        if (key == null || value == null) {
            return false;
        }
        String first =
                firsts.computeIfAbsent(rule.id(), none -> new HashMap<>()).putIfAbsent(key, value);
        return first != null && !first.equals(value);
    }

    private static Map<String, String> values(FocusRule rule, CostRecord record) {
        Map<String, String> values = new LinkedHashMap<>();
        rule.columns()
                .forEach(name ->
                        values.put(name, String.valueOf(RecordColumn.of(name).text(record))));
        return values;
    }
}
