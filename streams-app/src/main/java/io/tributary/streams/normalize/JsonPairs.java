package io.tributary.streams.normalize;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The pairs of a JSON object that a provider writes into one column, such as tags. Many of Azure's exports leave out
 * the braces around it.
 *
 * @param pairs in source order; a key may occur again
 */
public record JsonPairs(List<Pair> pairs) {

    /**
     * A key and its value.
     *
     * @param key as written
     * @param kind what the value is
     * @param value text without its quotes; numbers as written; arrays and objects as canonical JSON
     */
    public record Pair(String key, Kind kind, String value) {

        /** Whether nothing is said by the value. */
        public boolean isEmpty() {
            return kind == Kind.NULL || value.isEmpty();
        }

        /** The value as JSON. */
        public byte[] json() {
            return (kind == Kind.TEXT ? quoted(value) : value).getBytes(StandardCharsets.UTF_8);
        }

        private String canonical() {
            return quoted(key) + ":" + new String(json(), StandardCharsets.UTF_8);
        }
    }

    /** What a value is. */
    public enum Kind {
        TEXT,
        NUMBER_OR_BOOLEAN,
        NULL,
        NESTED
    }

    private static final JsonFactory FACTORY = JsonFactory.builder().build();
    private static final int DEEPEST = 64;

    public JsonPairs {
        pairs = List.copyOf(pairs);
    }

    /** The object that {@code text} is, with braces or without; empty where it is none. */
    public static Optional<JsonPairs> of(String text) {
        String object = text.strip();
        if (object.isEmpty() || object.equals("null")) {
            return Optional.of(new JsonPairs(List.of()));
        }
        return object.startsWith("{") ? parse(object) : parse("{" + object + "}");
    }

    private static Optional<JsonPairs> parse(String object) {
        try (JsonParser parser = FACTORY.createParser(object)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            List<Pair> pairs = pairs(parser, 0);
            return parser.nextToken() == null ? Optional.of(new JsonPairs(pairs)) : Optional.empty();
        } catch (IOException noJson) {
            return Optional.empty();
        }
    }

    private static List<Pair> pairs(JsonParser parser, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new IOException("nested deeper than " + DEEPEST);
        }
        List<Pair> pairs = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            parser.nextToken();
            pairs.add(value(key, parser, depth));
        }
        return pairs;
    }

    private static Pair value(String key, JsonParser parser, int depth) throws IOException {
        switch (parser.currentToken()) {
            case VALUE_STRING:
                return new Pair(key, Kind.TEXT, parser.getText());
            case VALUE_NULL:
                return new Pair(key, Kind.NULL, "null");
            case START_OBJECT:
                return new Pair(key, Kind.NESTED, new JsonPairs(pairs(parser, depth + 1)).canonical());
            case START_ARRAY:
                if (depth > DEEPEST) {
                    throw new IOException("nested deeper than " + DEEPEST);
                }
                List<String> elements = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    byte[] element = value("", parser, depth + 1).json();
                    elements.add(new String(element, StandardCharsets.UTF_8));
                }
                return new Pair(key, Kind.NESTED, "[" + String.join(",", elements) + "]");
            default:
                return new Pair(key, Kind.NUMBER_OR_BOOLEAN, parser.getText());
        }
    }

    /** Whether a key occurs again, in the same letters. */
    public boolean hasRepeats() {
        return pairs.stream().map(Pair::key).distinct().count() < pairs.size();
    }

    /** The first pair of each key, by key. */
    public List<Pair> sorted() {
        HashSet<String> seen = new HashSet<>();
        return pairs.stream()
                .filter(pair -> seen.add(pair.key))
                .sorted(Comparator.comparing(Pair::key))
                .toList();
    }

    /** JSON without blanks, its keys sorted: the same for objects that say the same. Repeated keys are kept. */
    public String canonical() {
        return pairs.stream().map(Pair::canonical).sorted().collect(Collectors.joining(",", "{", "}"));
    }

    private static String quoted(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }
}
