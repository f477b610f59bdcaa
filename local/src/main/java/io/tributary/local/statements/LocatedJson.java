package io.tributary.local.statements;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tributary.extractors.source.SourceException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A value of a JSON file that knows its line and its path, so that what is wrong with it can be found. Numbers are kept
 * as they are written.
 */
final class LocatedJson {

    private static final JsonFactory FACTORY = new JsonFactory();

    private final StatementFile file;
    private final long line;
    private final String path;
    private final Map<String, LocatedJson> fields = new LinkedHashMap<>();
    private final List<LocatedJson> elements = new ArrayList<>();
    private String text;
    private JsonToken kind;

    private LocatedJson(StatementFile file, long line, String path) {
        this.file = file;
        this.line = line;
        this.path = path;
    }

    /**
     * Reads a file.
     *
     * @throws SourceException.Malformed if it is no JSON, or an object has a key twice
     */
    static LocatedJson read(StatementFile file) {
        try (JsonParser parser = FACTORY.createParser(file.text())) {
            if (parser.nextToken() == null) {
                throw file.malformed(1, "is empty: expected JSON");
            }
            LocatedJson root = read(file, parser, "$");
            if (parser.nextToken() != null) {
                throw file.malformed(
                        parser.currentTokenLocation().getLineNr(),
                        "goes on after the JSON value: expected one value, as one call of the command prints it");
            }
            return root;
        } catch (IOException broken) {
            throw new SourceException.Malformed(
                    file.name(),
                    "is no JSON: " + broken.getMessage().lines().findFirst().orElse(""),
                    broken);
        }
    }

    private static LocatedJson read(StatementFile file, JsonParser parser, String path) throws IOException {
        LocatedJson value = new LocatedJson(file, parser.currentTokenLocation().getLineNr(), path);
        value.kind = parser.currentToken();
        switch (value.kind) {
            case START_OBJECT -> {
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    LocatedJson field = read(file, parser, path + "." + name);
                    if (value.fields.put(name, field) != null) {
                        throw field.malformed("is there twice: expected it once");
                    }
                }
            }
            case START_ARRAY -> {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    value.elements.add(read(file, parser, path + "[" + value.elements.size() + "]"));
                }
            }
            case VALUE_NULL -> {
                // It has no text.
            }
            default -> value.text = parser.getText();
        }
        return value;
    }

    boolean isArray() {
        return kind == JsonToken.START_ARRAY;
    }

    boolean isObject() {
        return kind == JsonToken.START_OBJECT;
    }

    List<LocatedJson> elements() {
        return elements;
    }

    /** The field of an object; empty where there is none, and where it is null or an empty text. */
    Optional<LocatedJson> field(String name) {
        return Optional.ofNullable(fields.get(name))
                .filter(value -> value.kind != JsonToken.VALUE_NULL)
                .filter(value -> value.text == null || !value.text.isBlank());
    }

    /** The field at the end of a way of names. */
    Optional<LocatedJson> at(String... names) {
        Optional<LocatedJson> value = Optional.of(this);
        for (String name : names) {
            value = value.flatMap(found -> found.field(name));
        }
        return value;
    }

    /** @throws SourceException.Malformed if there is no such field */
    LocatedJson required(String... names) {
        return at(names).orElseThrow(() -> malformed("has no " + String.join(".", names) + ": expected one"));
    }

    /** Its text, for a text, a number or a truth value. */
    String text() {
        if (text == null) {
            throw malformed("is " + (isArray() ? "an array" : isObject() ? "an object" : "null")
                    + ": expected a text or a number");
        }
        return text;
    }

    /** What its text means. */
    <T> T value(Function<String, T> parser) {
        return file.value(line, path, text(), parser);
    }

    /** Where it is. */
    String place() {
        return file.place(line);
    }

    SourceException.Malformed malformed(String problem) {
        return file.malformed(line, path + " " + problem);
    }
}
