package io.tributary.streams.normalize.aws;

import io.tributary.streams.normalize.JsonPairs;
import io.tributary.streams.normalize.JsonText;
import io.tributary.streams.normalize.SourceColumns;
import io.tributary.streams.page.SourceRow;
import io.tributary.streams.record.CostRow;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A column of CUR 2.0 whose text is a JSON object, in place of legacy reports' columns that come and go: {@code
 * product}, {@code resource_tags}, {@code cost_category}, {@code discount}, {@code tags}. Read for one row at a time;
 * not thread-safe.
 */
final class MapColumn {

    /**
     * A pair of the object, as a record's JSON column has it.
     *
     * @param name the key
     * @param key the key, quoted and escaped
     * @param value UTF-8 text
     * @param number whether the value is a number where it is an integer
     * @param fields fields of the record that may say the same, so that the pair need not be written
     */
    record Entry(String name, byte[] key, byte[] value, boolean number, int[] fields) {

        /** Whether {@code record} says the same. */
        boolean isSaid(CostRow record) {
            return SourceColumns.says(record, fields, value, 0, value.length);
        }
    }

    /**
     * The content of the column in a row.
     *
     * @param text the column, as delivered
     * @param values the first value of each key, by the key's canonical form
     * @param entries for the JSON column, sorted by name
     * @param copied what other columns of a record hold, by the key's canonical form
     * @param whole whether that is the whole content; otherwise the text is no object, or has a key twice
     */
    record Content(
            byte[] text, Map<String, byte[]> values, List<Entry> entries, Map<String, byte[]> copied, boolean whole) {}

    private static final int[] NO_FIELDS = {};
    private static final Content NOTHING = new Content(new byte[0], Map.of(), List.of(), Map.of(), true);
    // Products and tags of one row are often those of a row shortly before.
    private static final int REMEMBERED = 128;
    private static final int LONGEST_REMEMBERED = 4096;

    private final int index;
    private final UnaryOperator<String> naming;
    private final boolean product;
    private final Content[] remembered = new Content[REMEMBERED];
    private Content content = NOTHING;

    /**
     * @param index place of the column
     * @param naming from a key to the key of the JSON column; to {@code null} for a key that is another column's
     * @param product whether its keys are attributes of products
     */
    MapColumn(int index, UnaryOperator<String> naming, boolean product) {
        this.index = index;
        this.naming = naming;
        this.product = product;
    }

    int index() {
        return index;
    }

    /** The content in the row that was read last. */
    Content content() {
        return content;
    }

    /** Goes on to {@code row}. */
    void read(SourceRow row) {
        int length = row.length(index);
        if (length == 0) {
            content = NOTHING;
            return;
        }
        byte[] source = row.source(index);
        int offset = row.offset(index);
        if (length > LONGEST_REMEMBERED) {
            content = parse(Arrays.copyOfRange(source, offset, offset + length));
            return;
        }
        int place = hash(source, offset, length) & REMEMBERED - 1;
        Content known = remembered[place];
        if (known == null || !Arrays.equals(known.text, 0, known.text.length, source, offset, offset + length)) {
            known = parse(Arrays.copyOfRange(source, offset, offset + length));
            remembered[place] = known;
        }
        content = known;
    }

    private static int hash(byte[] source, int offset, int length) {
        int hash = length;
        for (int i = offset; i < offset + length; i++) {
            hash = hash * 31 + source[i];
        }
        return hash ^ hash >>> 15;
    }

    private Content parse(byte[] text) {
        String object = new String(text, StandardCharsets.UTF_8);
        Optional<JsonPairs> pairs = object.stripLeading().startsWith("{") ? JsonPairs.of(object) : Optional.empty();
        return pairs.map(found -> content(text, found.pairs()))
                .orElseGet(() -> new Content(text, Map.of(), List.of(), Map.of(), false));
    }

    private Content content(byte[] text, List<JsonPairs.Pair> pairs) {
        Map<String, byte[]> values = new HashMap<>();
        Map<String, byte[]> elsewhere = new HashMap<>();
        List<Entry> entries = new ArrayList<>();
        Set<String> names = new HashSet<>();
        boolean whole = true;
        for (JsonPairs.Pair pair : pairs) {
            if (pair.isEmpty()) {
                // As a blank column of a legacy report: no content.
                continue;
            }
            String canonical = CurNames.canonical(pair.key());
            byte[] value = pair.value().getBytes(StandardCharsets.UTF_8);
            values.putIfAbsent(canonical, value);
            String name = naming.apply(pair.key());
            if (name == null) {
                continue;
            }
            if (product && CurFields.COPIED_ATTRIBUTES.contains(canonical)) {
                whole &= elsewhere.putIfAbsent(canonical, value) == null;
            } else if (names.add(name)) {
                boolean number = product && CurNames.isCount(name);
                int[] fields = product ? CurFields.ofAttribute(canonical) : NO_FIELDS;
                entries.add(new Entry(name, JsonText.key(name), value, number, fields));
            } else {
                whole = false;
            }
        }
        entries.sort(Comparator.comparing(Entry::name));
        return new Content(text, values, List.copyOf(entries), elsewhere, whole);
    }
}
