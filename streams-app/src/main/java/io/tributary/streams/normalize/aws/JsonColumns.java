package io.tributary.streams.normalize.aws;

import io.tributary.streams.normalize.JsonText;
import io.tributary.streams.normalize.SourceColumns;
import io.tributary.streams.page.SourceRow;
import io.tributary.streams.record.CostRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The columns that go into one JSON column, sorted by their keys, so that the order of a report's columns or of a map's
 * keys does not change the record.
 */
final class JsonColumns {

    /**
     * A column that goes into a JSON column.
     *
     * @param index its place
     * @param name its key
     * @param key its key, quoted and escaped
     * @param number whether its value is a number where it is an integer
     * @param before columns of the same key; {@code null} for none. Of such columns the first that is not blank counts
     * @param remark whether the column, where another one counts in its place, is written if it has a different value
     * @param fields fields of the record that may say the same, so that the column need not be written; none where
     *     another JSON column has it
     */
    record Pair(int index, String name, byte[] key, boolean number, int[] before, boolean remark, int[] fields) {

        /** Whether the column, which is not blank, is to be written into {@code record}. */
        boolean counts(SourceRow row, CostRow record) {
            if (before != null) {
                for (int other : before) {
                    if (!row.isBlank(other)) {
                        return remark && !equal(row, index, other);
                    }
                }
                if (remark) {
                    return false;
                }
            }
            return !isSaid(row, record);
        }

        /** Whether {@code record} says what the column, which is not blank, does. */
        boolean isSaid(SourceRow row, CostRow record) {
            return SourceColumns.says(record, fields, row, index);
        }

        private static boolean equal(SourceRow row, int one, int other) {
            return Arrays.equals(
                    row.source(one),
                    row.offset(one),
                    row.offset(one) + row.length(one),
                    row.source(other),
                    row.offset(other),
                    row.offset(other) + row.length(other));
        }
    }

    private final boolean counts;
    private final ToFields fieldsOf;
    private final TreeMap<String, List<Integer>> columns = new TreeMap<>();
    private final List<Pair> others = new ArrayList<>();

    /** Tells the fields of a record that may say what a column does. */
    interface ToFields {
        int[] of(int index);
    }

    /**
     * @param counts whether values that FOCUS has as numbers are to be numbers
     * @param fieldsOf the fields of a record that may say what a column does
     */
    JsonColumns(boolean counts, ToFields fieldsOf) {
        this.counts = counts;
        this.fieldsOf = fieldsOf;
    }

    void add(String name, int index) {
        columns.computeIfAbsent(name, first -> new ArrayList<>()).add(index);
    }

    /** Adds a column that counts where all of {@code before} are blank, under whatever names they are written. */
    void add(String name, int index, List<Integer> before) {
        others.add(pair(name, index, before, false));
    }

    /**
     * Adds a column that is written only where its value differs from those of {@code before} that count in its place.
     */
    void remark(String name, int index, List<Integer> before) {
        others.add(pair(name + "#" + (before.size() + 1), index, before, true));
    }

    /** Adds the columns that have the key of an earlier one to {@code rest}. */
    void remarkOn(JsonColumns rest, List<String> header) {
        for (List<Integer> same : columns.values()) {
            for (int i = 1; i < same.size(); i++) {
                rest.remark(header.get(same.get(i)), same.get(i), same.subList(0, i));
            }
        }
    }

    /** The columns, sorted by key. */
    List<Pair> pairs() {
        List<Pair> pairs = new ArrayList<>(others);
        for (Map.Entry<String, List<Integer>> entry : columns.entrySet()) {
            List<Integer> same = entry.getValue();
            for (int i = 0; i < same.size(); i++) {
                pairs.add(pair(entry.getKey(), same.get(i), same.subList(0, i), false));
            }
        }
        pairs.sort(Comparator.comparing(Pair::name));
        return List.copyOf(pairs);
    }

    private Pair pair(String name, int index, List<Integer> before, boolean remark) {
        int[] earlier = before.isEmpty()
                ? null
                : before.stream().mapToInt(Integer::intValue).toArray();
        boolean number = counts && CurNames.isCount(name);
        return new Pair(index, name, JsonText.key(name), number, earlier, remark, fieldsOf.of(index));
    }
}
