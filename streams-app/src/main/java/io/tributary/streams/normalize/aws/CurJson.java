package io.tributary.streams.normalize.aws;

import io.tributary.streams.normalize.JsonText;
import io.tributary.streams.normalize.SourceColumns;
import io.tributary.streams.normalize.aws.JsonColumns.Pair;
import io.tributary.streams.page.SourceRow;
import io.tributary.streams.record.CostColumns;
import io.tributary.streams.record.CostRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The columns of a record that are JSON objects: tags, product attributes, cost categories, discounts, and what the
 * record has no column for. Legacy reports have a column for each of their keys; CUR 2.0 has columns that are maps.
 */
final class CurJson {

    private static final int[] NO_FIELDS = {};
    private static final Comparator<MapColumn.Entry> BY_NAME = Comparator.comparing(MapColumn.Entry::name);

    private final CurColumns columns;
    private final JsonText json;
    private final PriceDetails priceDetails;
    private final List<MapColumn.Entry> unread = new ArrayList<>();
    private SourceRow row;
    private CostRow record;

    /** @param json where the objects are written */
    CurJson(CurColumns columns, JsonText json) {
        this.columns = columns;
        this.json = json;
        priceDetails = new PriceDetails(columns.productAttributes);
    }

    /**
     * Writes the objects of {@code source} into {@code target}, which has everything else.
     *
     * @param tags the column of the record that takes the row's tags
     */
    void write(SourceRow source, CostRow target, int tags) {
        row = source;
        record = target;
        unread.clear();
        boolean whole = tags(tags);
        priceDetails();
        whole &= costCategories();
        keepUnread(columns.allTagsMap, whole);
        json(CostColumns.X_DISCOUNTS, columns.discounts, columns.discountMap);
        unread.sort(BY_NAME);
        json(CostColumns.X_SOURCE_COLUMNS, columns.others, unread);
    }

    /** Writes the tags; whether they have every tag of the map of all tags. */
    private boolean tags(int field) {
        MapColumn map = columns.tagMap;
        List<MapColumn.Entry> own = entries(map);
        List<MapColumn.Entry> all = entries(columns.allTagsMap);
        boolean whole = json(field, columns.tags, merged(own, all));
        if (map != null && !(whole && map.content().whole())) {
            record.text(CostColumns.X_TAGS_RAW, map.content().text());
        }
        return whole && !contradict(own, all);
    }

    /** Writes the cost categories; whether they have every one of the map of all tags. */
    private boolean costCategories() {
        MapColumn map = columns.costCategoryMap;
        List<MapColumn.Entry> own = entries(map);
        List<MapColumn.Entry> all = entries(columns.allCostCategoriesMap);
        boolean whole = json(CostColumns.X_COST_CATEGORIES, columns.costCategories, merged(own, all));
        keepUnread(map, whole);
        return whole && !contradict(own, all);
    }

    private static List<MapColumn.Entry> entries(MapColumn map) {
        return map == null ? List.of() : map.content().entries();
    }

    /** The entries of both lists, sorted by name; of two with one name that of {@code own}. */
    private static List<MapColumn.Entry> merged(List<MapColumn.Entry> own, List<MapColumn.Entry> all) {
        if (own.isEmpty() || all.isEmpty()) {
            return own.isEmpty() ? all : own;
        }
        Map<String, MapColumn.Entry> merged = new TreeMap<>();
        all.forEach(entry -> merged.put(entry.name(), entry));
        own.forEach(entry -> merged.put(entry.name(), entry));
        return List.copyOf(merged.values());
    }

    /** Whether the lists have different values of one name. */
    private static boolean contradict(List<MapColumn.Entry> own, List<MapColumn.Entry> all) {
        for (MapColumn.Entry one : own) {
            for (MapColumn.Entry other : all) {
                if (one.name().equals(other.name()) && !Arrays.equals(one.value(), other.value())) {
                    return true;
                }
            }
        }
        return false;
    }

    private void priceDetails() {
        MapColumn map = columns.productMap;
        MapColumn.Content content = map == null ? null : map.content();
        PriceDetails.Details known = priceDetails.find(row, record, columns.sku, content);
        boolean whole;
        if (known == null) {
            List<MapColumn.Entry> entries = content == null ? List.of() : content.entries();
            whole = json(CostColumns.SKU_PRICE_DETAILS, columns.productAttributes, entries);
            boolean written = record.has(CostColumns.SKU_PRICE_DETAILS);
            byte[] object =
                    written ? Arrays.copyOfRange(json.source(), json.offset(), json.offset() + json.length()) : null;
            priceDetails.remember(row, content, object, whole);
        } else {
            whole = known.whole();
            if (known.written() != null) {
                record.text(CostColumns.SKU_PRICE_DETAILS, known.written());
            }
        }
        keepUnread(map, whole);
    }

    /** Writes columns and a map's pairs. A map that has more than the object can hold is also kept as delivered. */
    private void json(int field, List<Pair> pairs, MapColumn map) {
        if (map == null) {
            json(field, pairs, List.of());
            return;
        }
        keepUnread(map, json(field, pairs, map.content().entries()));
    }

    /** Keeps a map as delivered, where its object or the record's columns do not have everything that it has. */
    private void keepUnread(MapColumn map, boolean whole) {
        if (map == null) {
            return;
        }
        MapColumn.Content content = map.content();
        if (!(whole && content.whole() && isSaid(content.copied()))) {
            String name = columns.name(map.index());
            unread.add(new MapColumn.Entry(name, JsonText.key(name), content.text(), false, NO_FIELDS));
        }
    }

    /** Whether the record says the values that a map has of its columns. */
    private boolean isSaid(Map<String, byte[]> copied) {
        for (Map.Entry<String, byte[]> entry : copied.entrySet()) {
            byte[] value = entry.getValue();
            if (!SourceColumns.says(record, CurFields.ofAttribute(entry.getKey()), value, 0, value.length)) {
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
            if (length == 0 || !pair.counts(row, record)) {
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
        if (entry.isSaid(record)) {
            return;
        }
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
