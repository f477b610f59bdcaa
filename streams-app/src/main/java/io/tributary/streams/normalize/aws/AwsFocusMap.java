package io.tributary.streams.normalize.aws;

import io.tributary.streams.normalize.JsonPairs;
import io.tributary.streams.normalize.JsonText;
import io.tributary.streams.page.SourceRow;
import io.tributary.streams.record.CostRow;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A column whose text is a JSON object. Its keys are sorted: maps have no order of their own, and another order must
 * not be a restatement. Keys of users' tags lose the prefix {@code user:}, as in Cost and Usage Reports, unless another
 * tag has the key without it. Not thread-safe.
 */
final class AwsFocusMap {

    /**
     * A text, and what a record has in its place.
     *
     * @param delivered the text
     * @param written the object as a record has it; empty for none
     */
    private record Known(byte[] delivered, byte[] written) {}

    private static final String USER = "user:";
    private static final byte[] NOTHING = new byte[0];

    // Maps of one row are often those of a row shortly before.
    private static final int REMEMBERED = 128;
    private static final int LONGEST_REMEMBERED = 4096;

    private final int column;
    private final int field;
    private final boolean tags;
    private final JsonText json = new JsonText();
    private final Known[] remembered = new Known[REMEMBERED];

    /**
     * @param column its place; -1 where the export has none
     * @param field the record's field that it becomes
     * @param tags whether its keys are those of tags
     */
    AwsFocusMap(int column, int field, boolean tags) {
        this.column = column;
        this.field = field;
        this.tags = tags;
    }

    /** Writes the object into {@code record}, which has it as delivered; a text that is none stays as it is. */
    void write(SourceRow row, CostRow record) {
        if (column < 0 || row.isBlank(column) || !record.has(field)) {
            return;
        }
        byte[] written = known(row).written();
        if (written.length == 0) {
            record.absent(field);
        } else {
            record.text(field, written);
        }
    }

    private Known known(SourceRow row) {
        byte[] source = row.source(column);
        int from = row.offset(column);
        int to = from + row.length(column);
        if (to - from > LONGEST_REMEMBERED) {
            return read(Arrays.copyOfRange(source, from, to));
        }
        int hash = 1;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + source[i];
        }
        int place = (hash ^ hash >>> 15) & REMEMBERED - 1;
        Known known = remembered[place];
        if (known == null || !Arrays.equals(known.delivered, 0, known.delivered.length, source, from, to)) {
            known = read(Arrays.copyOfRange(source, from, to));
            remembered[place] = known;
        }
        return known;
    }

    private Known read(byte[] delivered) {
        String text = new String(delivered, StandardCharsets.UTF_8);
        Optional<JsonPairs> object = text.startsWith("{") ? JsonPairs.of(text) : Optional.empty();
        return new Known(delivered, object.map(this::written).orElse(delivered));
    }

    private byte[] written(JsonPairs object) {
        Set<String> keys = new HashSet<>();
        object.pairs().forEach(pair -> keys.add(pair.key()));
        if (keys.size() < object.pairs().size()) {
            // A key that occurs twice: nothing shows which one counts.
            return object.canonical().getBytes(StandardCharsets.UTF_8);
        }
        TreeMap<String, JsonPairs.Pair> sorted = new TreeMap<>();
        object.pairs().forEach(pair -> sorted.put(ownKey(pair.key(), keys), pair));
        json.clear();
        json.begin();
        sorted.forEach(this::write);
        return json.end() ? Arrays.copyOfRange(json.source(), json.offset(), json.offset() + json.length()) : NOTHING;
    }

    private void write(String name, JsonPairs.Pair pair) {
        byte[] key = JsonText.key(name);
        byte[] value = pair.value().getBytes(StandardCharsets.UTF_8);
        if (pair.kind() == JsonPairs.Kind.TEXT) {
            json.pair(key, value, 0, value.length);
        } else {
            json.numberPair(key, value, 0, value.length);
        }
    }

    private String ownKey(String key, Set<String> keys) {
        boolean prefixed = tags && key.startsWith(USER) && key.length() > USER.length();
        return prefixed && !keys.contains(key.substring(USER.length())) ? key.substring(USER.length()) : key;
    }
}
