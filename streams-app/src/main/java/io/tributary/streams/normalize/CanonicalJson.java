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
            StringBuilder text = new StringBuilder(length);
            value(parser, 0, text);
            return parser.nextToken() == null
                    ? Optional.of(text.toString().getBytes(StandardCharsets.UTF_8))
                    : Optional.empty();
        } catch (IOException noJson) {
            return Optional.empty();
        }
    }

    private static void value(JsonParser parser, int depth, StringBuilder text) throws IOException {
        if (depth > DEEPEST) {
            throw new IOException("nested deeper than " + DEEPEST);
        }
        switch (parser.currentToken()) {
            case START_OBJECT:
                object(parser, depth, text);
                break;
            case START_ARRAY:
                text.append('[');
                for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
                    text.append(i == 0 ? "" : ",");
                    value(parser, depth + 1, text);
                }
                text.append(']');
                break;
            case VALUE_STRING:
                quote(parser.getText(), text);
                break;
            default:
                text.append(parser.getText());
                break;
        }
    }

    private static void object(JsonParser parser, int depth, StringBuilder text) throws IOException {
        int start = text.length();
        List<String> pairs = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            quote(parser.currentName(), text);
            text.append(':');
            parser.nextToken();
            value(parser, depth + 1, text);
            pairs.add(text.substring(start));
            text.setLength(start);
        }
        Collections.sort(pairs);
        text.append('{').append(String.join(",", pairs)).append('}');
    }

    private static void quote(String value, StringBuilder text) {
        text.append('"');
        JsonStringEncoder.getInstance().quoteAsString(value, text);
        text.append('"');
    }
}
