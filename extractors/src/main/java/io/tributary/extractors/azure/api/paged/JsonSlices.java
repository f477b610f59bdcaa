package io.tributary.extractors.azure.api.paged;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Places of values in JSON bytes, so that values are passed on exactly as they were written. */
public final class JsonSlices {

    private static final JsonFactory FACTORY = JsonFactory.builder().build();

    private JsonSlices() {}

    /**
     * A value.
     *
     * @param start where it begins
     * @param end where it ends
     * @param text a string without its quotes, or a number or other value as it was written; null if it is null, an
     *     object or an array
     */
    public record Slice(int start, int end, JsonToken token, String text) {

        public byte[] of(byte[] json) {
            return Arrays.copyOfRange(json, start, end);
        }
    }

    /**
     * The members of the one object that the bytes hold.
     *
     * @throws IOException if they are not JSON, or end before the object does
     */
    public static Map<String, Slice> members(byte[] json) throws IOException {
        return members(json, 0, json.length);
    }

    public static Map<String, Slice> members(byte[] json, Slice object) throws IOException {
        return members(json, object.start(), object.end());
    }

    private static Map<String, Slice> members(byte[] json, int from, int to) throws IOException {
        try (JsonParser parser = FACTORY.createParser(json, from, to - from)) {
            require(parser, parser.nextToken(), JsonToken.START_OBJECT);
            Map<String, Slice> members = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                members.put(name, slice(parser, from));
            }
            requireNothing(parser);
            return members;
        }
    }

    /** The values of an array. */
    public static List<Slice> values(byte[] json, Slice array) throws IOException {
        try (JsonParser parser = FACTORY.createParser(json, array.start(), array.end() - array.start())) {
            require(parser, parser.nextToken(), JsonToken.START_ARRAY);
            List<Slice> values = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                values.add(slice(parser, array.start()));
            }
            return values;
        }
    }

    private static Slice slice(JsonParser parser, int from) throws IOException {
        JsonToken token = parser.currentToken();
        int start = from + (int) parser.currentTokenLocation().getByteOffset();
        String text = token.isScalarValue() && token != JsonToken.VALUE_NULL ? parser.getText() : null;
        parser.skipChildren();
        int end = from + (int) parser.currentLocation().getByteOffset();
        return new Slice(start, end, token, text);
    }

    private static void require(JsonParser parser, JsonToken token, JsonToken expected) throws IOException {
        if (token != expected) {
            throw new IOException("it begins with " + (token == null ? "nothing" : token) + ": expected " + expected);
        }
    }

    private static void requireNothing(JsonParser parser) throws IOException {
        if (parser.nextToken() != null) {
            throw new IOException("it goes on after its end: expected one value");
        }
    }

    /** Text as bytes. */
    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
