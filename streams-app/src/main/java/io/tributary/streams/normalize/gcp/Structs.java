package io.tributary.streams.normalize.gcp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The structs of a repeated column: a JSON array of objects or, in CSV dumps that passed through Python, a list of
 * dicts as Python prints it. Nothing is guessed: other text, and a struct in which a name occurs twice, is unreadable.
 */
public final class Structs {

    /**
     * A field's value.
     *
     * @param kind what it is
     * @param text text without its quotes, numbers as written; what it is made of is not told of nested values
     */
    public record Value(Kind kind, String text) {

        static final Value NULL = new Value(Kind.NULL, "");
        static final Value NESTED = new Value(Kind.NESTED, "");
    }

    /** What a value is. */
    public enum Kind {
        TEXT,
        NUMBER,
        BOOLEAN,
        NULL,
        NESTED
    }

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Structs() {}

    /** The structs that the slice lists, in their order; empty where it cannot be read. */
    public static Optional<List<Map<String, Value>>> of(byte[] source, int offset, int length) {
        Optional<List<Map<String, Value>>> json = json(source, offset, length);
        return json.isPresent() ? json : PythonList.parse(new String(source, offset, length, StandardCharsets.UTF_8));
    }

    private static Optional<List<Map<String, Value>>> json(byte[] source, int offset, int length) {
        try (JsonParser parser = FACTORY.createParser(source, offset, length)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                return Optional.empty();
            }
            List<Map<String, Value>> structs = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (parser.currentToken() != JsonToken.START_OBJECT) {
                    return Optional.empty();
                }
                structs.add(struct(parser));
            }
            return parser.nextToken() == null ? Optional.of(structs) : Optional.empty();
        } catch (IOException noJson) {
            return Optional.empty();
        }
    }

    private static Map<String, Value> struct(JsonParser parser) throws IOException {
        Map<String, Value> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            fields.put(name, value(parser));
        }
        return fields;
    }

    private static Value value(JsonParser parser) throws IOException {
        switch (parser.currentToken()) {
            case START_OBJECT:
            case START_ARRAY:
                parser.skipChildren();
                return Value.NESTED;
            case VALUE_STRING:
                return new Value(Kind.TEXT, parser.getText());
            case VALUE_NULL:
                return Value.NULL;
            case VALUE_TRUE:
            case VALUE_FALSE:
                return new Value(Kind.BOOLEAN, parser.getText());
            default:
                return new Value(Kind.NUMBER, parser.getText());
        }
    }
}
