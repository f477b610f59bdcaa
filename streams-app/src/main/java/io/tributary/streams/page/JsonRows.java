package io.tributary.streams.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tributary.streams.deadletter.RejectedPageException;
import io.tributary.streams.deadletter.RejectionCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads rows from a page's JSON: an array of objects, objects one after the other (JSON lines), or one table of
 * {@code columns} with names and {@code rows} of values.
 *
 * <p>An object within a row is taken apart into columns named by their paths, joined by dots, but for those that are
 * declared whole; they, and arrays, are their own text. Numbers keep the text that the provider wrote, whatever its
 * length; null and the empty string are blank. The columns of a page are those of all its rows.
 *
 * <p>Not thread-safe; made to be used again with {@link #open}.
 */
public final class JsonRows implements PageRows {

    private static final JsonFactory FACTORY = JsonFactory.builder().build();
    private static final byte[] BLANK = new byte[0];

    private final Set<String> wholeObjects;
    private final Map<String, Integer> columns = new LinkedHashMap<>();
    private final List<Row> rows = new ArrayList<>();
    private byte[] content = BLANK;
    private byte[] header = BLANK;
    private Level top = new Level("");
    private int next;
    private Row row;

    /** A row's place in the content, and its values by column; absent ones may be missing at the end. */
    private record Row(int start, int end, byte[][] values) {}

    /** What is at one place of the rows' objects, so that the paths of its names are put together only once. */
    private final class Level {

        private final String prefix;
        private final Map<String, Integer> columnsByName = new HashMap<>();
        private final Map<String, Level> levelsByName = new HashMap<>();

        Level(String prefix) {
            this.prefix = prefix;
        }

        String path(String name) {
            return prefix.isEmpty() ? name : prefix + name;
        }

        Level within(String name) {
            return levelsByName.computeIfAbsent(name, first -> new Level(path(name) + "."));
        }

        /** The column of a name. Two names that are one path, as a.b and b within a are, are the same column. */
        int column(String name) {
            return columnsByName.computeIfAbsent(
                    name, first -> columns.computeIfAbsent(path(name), another -> columns.size()));
        }
    }

    /** @param wholeObjects paths of objects that are one value each */
    public JsonRows(Set<String> wholeObjects) {
        this.wholeObjects = Set.copyOf(requireNonNull(wholeObjects, "wholeObjects"));
    }

    @Override
    public void open(byte[] bytes) {
        content = bytes;
        header = BLANK;
        columns.clear();
        top = new Level("");
        rows.clear();
        next = 0;
        try (JsonParser parser = FACTORY.createParser(bytes)) {
            read(parser);
        } catch (IOException malformed) {
            throw new RejectedPageException(
                    RejectionCode.PAGE_MALFORMED, "The page's JSON cannot be read: " + malformed.getMessage());
        }
    }

    private void read(JsonParser parser) throws IOException {
        JsonToken first = parser.nextToken();
        if (first == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                object(parser);
            }
            requireNothing(parser);
        } else if (first == JsonToken.START_OBJECT && isTable()) {
            table(parser);
            requireNothing(parser);
        } else {
            for (JsonToken token = first; token != null; token = parser.nextToken()) {
                object(parser);
            }
        }
    }

    /** Whether the content begins as a table does: with its columns. */
    private boolean isTable() throws IOException {
        try (JsonParser ahead = FACTORY.createParser(content)) {
            ahead.nextToken();
            return "columns".equals(ahead.nextFieldName()) && ahead.nextToken() == JsonToken.START_ARRAY;
        }
    }

    private void table(JsonParser parser) throws IOException {
        int headerStart = (int) parser.currentTokenLocation().getByteOffset();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            if (name.equals("columns")) {
                columnNames(parser);
                int headerEnd = (int) parser.currentLocation().getByteOffset();
                header = Arrays.copyOfRange(content, headerStart, headerEnd);
            } else if (name.equals("rows")) {
                require(parser, JsonToken.START_ARRAY, "an array of rows");
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    values(parser);
                }
            } else {
                parser.skipChildren();
            }
        }
    }

    private void columnNames(JsonParser parser) throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            require(parser, JsonToken.START_OBJECT, "a column with its name");
            String column = null;
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                boolean isName = parser.currentName().equals("name");
                parser.nextToken();
                column = isName ? parser.getText() : column;
                parser.skipChildren();
            }
            if (column == null || columns.putIfAbsent(column, columns.size()) != null) {
                throw malformed(parser, "column " + column, "a name that no other column has");
            }
        }
    }

    private void values(JsonParser parser) throws IOException {
        require(parser, JsonToken.START_ARRAY, "a row of values");
        int start = (int) parser.currentTokenLocation().getByteOffset();
        List<byte[]> values = new ArrayList<>(columns.size());
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.add(value(parser));
        }
        rows.add(new Row(start, (int) parser.currentLocation().getByteOffset(), values.toArray(byte[][]::new)));
    }

    private void object(JsonParser parser) throws IOException {
        require(parser, JsonToken.START_OBJECT, "a row as an object");
        int start = (int) parser.currentTokenLocation().getByteOffset();
        byte[][] values = fields(parser, top, new byte[Math.max(16, columns.size())][]);
        rows.add(new Row(start, (int) parser.currentLocation().getByteOffset(), values));
    }

    private byte[][] fields(JsonParser parser, Level level, byte[][] sofar) throws IOException {
        byte[][] values = sofar;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            if (token == JsonToken.START_OBJECT && !wholeObjects.contains(level.path(name))) {
                values = fields(parser, level.within(name), values);
                continue;
            }
            int column = level.column(name);
            if (column >= values.length) {
                values = Arrays.copyOf(values, column * 2);
            }
            if (values[column] != null) {
                throw malformed(parser, "a second " + level.path(name) + " in one row", "each name once");
            }
            values[column] = value(parser);
        }
        return values;
    }

    private byte[] value(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token.isStructStart()) {
            int start = (int) parser.currentTokenLocation().getByteOffset();
            parser.skipChildren();
            return Arrays.copyOfRange(
                    content, start, (int) parser.currentLocation().getByteOffset());
        }
        return token == JsonToken.VALUE_NULL ? BLANK : parser.getText().getBytes(UTF_8);
    }

    private static void require(JsonParser parser, JsonToken expected, String words) throws IOException {
        if (parser.currentToken() != expected) {
            throw malformed(parser, String.valueOf(parser.currentToken()), words);
        }
    }

    private static void requireNothing(JsonParser parser) throws IOException {
        if (parser.nextToken() != null) {
            throw malformed(parser, String.valueOf(parser.currentToken()), "nothing after the last row");
        }
    }

    private static RejectedPageException malformed(JsonParser parser, String found, String expected) {
        return new RejectedPageException(
                RejectionCode.PAGE_MALFORMED,
                "The page's JSON has " + found + " at byte "
                        + parser.currentTokenLocation().getByteOffset() + ": expected " + expected);
    }

    @Override
    public List<String> names() {
        return List.copyOf(columns.keySet());
    }

    @Override
    public byte[] header() {
        return header;
    }

    @Override
    public void release() {
        content = BLANK;
        rows.clear();
        next = 0;
        row = null;
    }

    @Override
    public boolean next() {
        if (next == rows.size()) {
            return false;
        }
        row = rows.get(next++);
        return true;
    }

    /**
     * In a table, the number of values of the row. Otherwise the number of the page's columns; those that the row lacks
     * are blank.
     */
    @Override
    public int fields() {
        return header.length > 0 ? row.values().length : columns.size();
    }

    @Override
    public byte[] source(int field) {
        byte[][] values = row.values();
        return field >= 0 && field < values.length && values[field] != null ? values[field] : BLANK;
    }

    @Override
    public int offset(int field) {
        return 0;
    }

    @Override
    public int length(int field) {
        return source(field).length;
    }

    @Override
    public int start() {
        return row.start();
    }

    @Override
    public int end() {
        return row.end();
    }
}
