package io.tributary.extractors.gcp.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;

/** Builds a JSON object. */
final class RowJson {

    private static final JsonFactory FACTORY = JsonFactory.builder().build();

    private final StringBuilder json = new StringBuilder("{");

    void text(String name, String value) {
        verbatim(name, quoted(value));
    }

    /** @param value JSON */
    void verbatim(String name, String value) {
        json.append(json.length() > 1 ? "," : "")
                .append(quoted(name))
                .append(':')
                .append(value);
    }

    byte[] bytes() {
        return (json + "}").getBytes(UTF_8);
    }

    /** A text as JSON. */
    static String quoted(String text) {
        return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }

    /** Whether a text is JSON, and nothing else. */
    static boolean isJson(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            parser.nextToken();
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }
}
