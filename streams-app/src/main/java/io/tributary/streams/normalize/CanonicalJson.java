package io.tributary.streams.normalize;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * JSON in canonical form: without blanks, the keys of objects sorted, numbers as written. Arrays keep their order, and
 * an object keeps a key that occurs again.
 */
final class CanonicalJson {

    private static final JsonFactory FACTORY = JsonFactory.builder().build();
    private static final int DEEPEST = 64;

    private CanonicalJson() {}

    /** The canonical form of the array or object in the slice, as UTF-8; empty where the slice is neither. */
    static Optional<byte[]> of(byte[] source, int offset, int length) {
        try (JsonParser parser = FACTORY.createParser(source, offset, length)) {
            if (!parser.nextToken().isStructStart()) {
                return Optional.empty();
            }
            String text = value(parser, 0);
            return parser.nextToken() == null ? Optional.of(text.getBytes(StandardCharsets.UTF_8)) : Optional.empty();
        } catch (IOException noJson) {
            return Optional.empty();
        }
    }

    private static String value(JsonParser parser, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new IOException("nested deeper than " + DEEPEST);
        }
        switch (parser.currentToken()) {
            case START_OBJECT:
                return object(parser, depth);
            case START_ARRAY:
                List<String> elements = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(value(parser, depth + 1));
                }
                return '[' + String.join(",", elements) + ']';
            case VALUE_STRING:
                return quoted(parser.getText());
            default:
                return parser.getText();
        }
    }

    private static String object(JsonParser parser, int depth) throws IOException {
        List<String> pairs = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = quoted(parser.currentName());
            parser.nextToken();
            pairs.add(key + ':' + value(parser, depth + 1));
        }
        Collections.sort(pairs);
        return '{' + String.join(",", pairs) + '}';
    }

    private static String quoted(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }
}
