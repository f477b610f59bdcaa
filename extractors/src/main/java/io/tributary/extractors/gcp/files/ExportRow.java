package io.tributary.extractors.gcp.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tributary.extractors.csv.ByteBuilder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.TreeMap;

/**
 * A row as a JSON object.
 *
 * @param json its bytes, without a line end
 * @param values its values by the dotted paths of their columns: numbers and text as they are written, arrays as JSON.
 *     What is null, empty or an empty array is left out
 * @param isDetailed whether it has a column that only the detailed export has, with or without a value
 */
record ExportRow(byte[] json, TreeMap<String, String> values, boolean isDetailed) {

    private static final JsonFactory FACTORY = JsonFactory.builder().build();

    ExportRow {
        requireNonNull(json, "json");
        requireNonNull(values, "values");
    }

    /**
     * Reads a JSON object.
     *
     * @throws IOException if it is not an object, has a column twice, or is followed by something else
     */
    static ExportRow of(byte[] json) throws IOException {
        TreeMap<String, String> values = new TreeMap<>();
        try (JsonParser parser = FACTORY.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("begins with " + parser.currentToken());
            }
            fields(parser, json, "", values);
            if (parser.nextToken() != null) {
                throw new IOException("is followed by " + parser.currentToken());
            }
        }
        boolean isDetailed = values.keySet().stream().anyMatch(ExportRow::isOfDetailed);
        values.values().removeIf(String::isEmpty);
        return new ExportRow(json, values, isDetailed);
    }

    /** Whether only the detailed export has a column. */
    static boolean isOfDetailed(String column) {
        return column.equals("resource")
                || column.equals("price")
                || column.startsWith("resource.")
                || column.startsWith("price.");
    }

    private static void fields(JsonParser parser, byte[] json, String path, Map<String, String> values)
            throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = path + parser.currentName();
            JsonToken token = parser.nextToken();
            if (token == JsonToken.START_OBJECT) {
                fields(parser, json, name + ".", values);
            } else if (values.put(name, value(parser, json, token)) != null) {
                throw new IOException("has column " + name + " twice");
            }
        }
    }

    private static String value(JsonParser parser, byte[] json, JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_NULL) {
            return "";
        }
        if (token != JsonToken.START_ARRAY) {
            return parser.getText();
        }
        int start = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        int end = (int) parser.currentLocation().getByteOffset();
        String array = new String(json, start, end - start, UTF_8);
        return array.substring(1, array.length() - 1).isBlank() ? "" : array;
    }

    /** Digest of the row's values, independent of their JSON spelling. */
    RowDigest digest() {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
        ByteBuilder framed = new ByteBuilder(2 * json.length);
        values.forEach((column, value) -> {
            frame(framed, column.getBytes(UTF_8));
            frame(framed, value.getBytes(UTF_8));
        });
        ByteBuffer first = ByteBuffer.wrap(digest.digest(framed.copy(0, framed.size())));
        return new RowDigest(first.getLong(), first.getLong());
    }

    /** Appends the length of {@code bytes} as four bytes, big-endian, and the bytes. */
    private static void frame(ByteBuilder framed, byte[] bytes) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            framed.append(bytes.length >>> shift);
        }
        framed.append(bytes);
    }
}
