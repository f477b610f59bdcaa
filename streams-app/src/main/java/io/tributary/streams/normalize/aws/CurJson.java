package io.tributary.streams.normalize.aws;

import io.tributary.streams.normalize.JsonText;
import io.tributary.streams.normalize.aws.JsonColumns.Pair;
import io.tributary.streams.page.SourceRow;
import io.tributary.streams.record.CostColumns;
import io.tributary.streams.record.CostRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The columns of a record that are JSON objects: tags, product attributes, cost categories, discounts, and what the
 * record has no column for. Legacy reports have a column for each of their keys; CUR 2.0 has columns that are maps.
 */
final class CurJson {

    private static final Comparator<MapColumn.Entry> BY_NAME = Comparator.comparing(MapColumn.Entry::name);

    private final CurColumns columns;
    private final JsonText json;
    private final List<MapColumn.Entry> unread = new ArrayList<>();
    private SourceRow row;
    private CostRow record;

    /** @param json where the objects are written */
    CurJson(CurColumns columns, JsonText json) {
        this.columns = columns;
        this.json = json;
    }

    /**
     * Writes the objects of {@code source} into {@code target}.
     *
     * @param tags the column of the record that takes the row's tags
     */
    void write(SourceRow source, CostRow target, int tags) {
        row = source;
        record = target;
        unread.clear();
        tags(tags);
        json(CostColumns.SKU_PRICE_DETAILS, columns.productAttributes, columns.productMap);
        json(CostColumns.X_COST_CATEGORIES, columns.costCategories, columns.costCategoryMap);
        json(CostColumns.X_DISCOUNTS, columns.discounts, columns.discountMap);
        unread.sort(BY_NAME);
        json(CostColumns.X_SOURCE_COLUMNS, columns.others, unread);
    }

    private void tags(int field) {
        MapColumn map = columns.tagMap;
        boolean whole = json(
                field, columns.tags, map == null ? List.of() : map.content().entries());
        if (map != null && !(whole && map.content().whole())) {
            record.text(CostColumns.X_TAGS_RAW, map.content().text());
        }
    }

    /** Writes columns and a map's pairs. A map that has more than the object can hold is also kept as delivered. */
    private void json(int field, List<Pair> pairs, MapColumn map) {
        if (map == null) {
            json(field, pairs, List.of());
            return;
        }
        MapColumn.Content content = map.content();
        boolean whole = json(field, pairs, content.entries());
        if (!(whole && content.whole() && agrees(content.copied()))) {
            String name = columns.name(map.index());
            unread.add(new MapColumn.Entry(name, JsonText.key(name), content.text(), false));
        }
    }

    /** Whether the values that a map repeats are equal to those in their columns. */
    private boolean agrees(Map<String, byte[]> copied) {
        for (Map.Entry<String, byte[]> entry : copied.entrySet()) {
            int column = columns.attribute(entry.getKey());
            byte[] value = entry.getValue();
            if (!Arrays.equals(
                    row.source(column),
                    row.offset(column),
                    row.offset(column) + row.length(column),
                    value,
                    0,
                    value.length)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Writes columns and entries as one object, sorted by key. A column goes before an entry of its key.
     *
     * @return whether the object has everything that the entries have
     */
    private boolean json(int field, List<Pair> pairs, List<MapColumn.Entry> entries) {
        json.begin();
        boolean whole = true;
        int at = 0;
        for (int i = 0; i < pairs.size(); i++) {
            Pair pair = pairs.get(i);
            while (at < entries.size() && entries.get(at).name().compareTo(pair.name()) < 0) {
                write(entries.get(at++));
            }
            int length = row.length(pair.index());
            if (length == 0 || !pair.counts(row)) {
                continue;
            }
            byte[] source = row.source(pair.index());
            int offset = row.offset(pair.index());
            write(pair.key(), source, offset, length, pair.number());
            if (at < entries.size() && entries.get(at).name().equals(pair.name())) {
                byte[] value = entries.get(at++).value();
                whole &= Arrays.equals(source, offset, offset + length, value, 0, value.length);
            }
        }
        while (at < entries.size()) {
            write(entries.get(at++));
        }
        end(field);
        return whole;
    }

    private void write(MapColumn.Entry entry) {
        write(entry.key(), entry.value(), 0, entry.value().length, entry.number());
    }

    private void write(byte[] key, byte[] source, int offset, int length, boolean number) {
        if (number && isInteger(source, offset, length)) {
            json.numberPair(key, source, offset, length);
        } else {
            json.pair(key, source, offset, length);
        }
    }

    private void end(int field) {
        if (json.end()) {
            record.text(field, json.source(), json.offset(), json.length());
        }
    }

    private static boolean isInteger(byte[] source, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (source[i] < '0' || source[i] > '9') {
                return false;
            }
        }
        // JSON has no leading zeros, and no machine has a thousand million cores.
        return length < 10 && (length == 1 || source[offset] != '0');
    }
}
