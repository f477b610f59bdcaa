package io.tributary.streams.normalize.focus;

import io.tributary.streams.normalize.JsonPairs;
import io.tributary.streams.normalize.JsonText;
import io.tributary.streams.record.CostRow;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * A map of tags whose users' keys begin with {@code user:}, as in Cost and Usage Reports: the users' by their own key,
 * those that AWS defines with the prefix that tells them apart. Not thread-safe.
 */
final class AwsTags {

    /** Begins a user's key within the map's text. */
    static final byte[] PREFIXED = "\"user:".getBytes(StandardCharsets.UTF_8);

    private static final String USER = "user:";

    private final JsonText json = new JsonText();

    /** Writes {@code text}, which stays as it is where it is no JSON object, into {@code field} of {@code record}. */
    void write(String text, CostRow record, int field) {
        JsonPairs tags = JsonPairs.of(text).orElse(null);
        if (tags == null) {
            return;
        }
        Set<String> keys = new HashSet<>();
        tags.pairs().forEach(tag -> keys.add(tag.key()));
        json.clear();
        json.begin();
        for (JsonPairs.Pair tag : tags.pairs()) {
            byte[] value = tag.value().getBytes(StandardCharsets.UTF_8);
            byte[] key = JsonText.key(ownKey(tag.key(), keys));
            if (tag.kind() == JsonPairs.Kind.TEXT) {
                json.pair(key, value, 0, value.length);
            } else {
                json.numberPair(key, value, 0, value.length);
            }
        }
        if (json.end()) {
            record.text(field, json.source(), json.offset(), json.length());
        }
    }

    /** The key without its prefix, unless another tag has that key. */
    private static String ownKey(String key, Set<String> keys) {
        boolean prefixed = key.startsWith(USER) && key.length() > USER.length();
        return prefixed && keys.add(key.substring(USER.length())) ? key.substring(USER.length()) : key;
    }
}
