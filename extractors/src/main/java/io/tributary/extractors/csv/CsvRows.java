package io.tributary.extractors.csv;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads chosen values of the rows of a page, by the same rules by which the page was cut. Used by one thread. */
public final class CsvRows {

    private final byte[] content;
    private int position;
    private boolean rowEnded = true;

    /** @param content rows, the header being the first of them */
    public CsvRows(byte[] content) {
        this.content = requireNonNull(content, "content");
    }

    /** Reads the next row as the header of {@code object}. */
    public CsvHeader readHeader(String object) {
        return CsvHeader.of(object, readAllValues());
    }

    /**
     * Reads the next row.
     *
     * @param places places of the wanted values, from 0
     * @return the values in that order, "" for those that the row does not have; empty at the end
     */
    public Optional<String[]> next(int... places) {
        if (position >= content.length) {
            return Optional.empty();
        }
        String[] values = new String[places.length];
        rowEnded = false;
        for (int place = 0; !rowEnded; place++) {
            int wanted = indexOf(places, place);
            String value = nextValue(wanted >= 0);
            if (wanted >= 0) {
                values[wanted] = value;
            }
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = values[i] == null ? "" : values[i];
        }
        return Optional.of(values);
    }

    /** All values of the next row. */
    public List<String> readAllValues() {
        List<String> values = new ArrayList<>();
        rowEnded = position >= content.length;
        while (!rowEnded) {
            values.add(nextValue(true));
        }
        return values;
    }

    /** Where the next row begins, which is where the one before ends: bytes from the beginning of the content. */
    public int position() {
        return position;
    }

    private static int indexOf(int[] places, int place) {
        for (int i = 0; i < places.length; i++) {
            if (places[i] == place) {
                return i;
            }
        }
        return -1;
    }

    /** Reads up to the next separator that is not quoted, and past it. */
    private String nextValue(boolean isWanted) {
        int start = position;
        boolean isQuoted = position < content.length && content[position] == '"';
        if (isQuoted) {
            position++;
            skipQuoted();
        }
        byte[] bytes = content;
        int at = position;
        while (at < bytes.length && !isSeparator(bytes[at])) {
            at++;
        }
        position = at;
        String value = isWanted ? text(start, position, isQuoted) : null;
        skipSeparator();
        return value;
    }

    private void skipQuoted() {
        byte[] bytes = content;
        int at = position;
        while (at < bytes.length) {
            if (bytes[at++] == '"') {
                if (at == bytes.length || bytes[at] != '"') {
                    break;
                }
                at++;
            }
        }
        position = at;
    }

    private void skipSeparator() {
        rowEnded = position >= content.length || content[position] != ',';
        if (position < content.length && content[position++] == '\r' && position < content.length) {
            position += content[position] == '\n' ? 1 : 0;
        }
    }

    private static boolean isSeparator(byte value) {
        return value == ',' || value == '\n' || value == '\r';
    }

    private String text(int from, int to, boolean isQuoted) {
        if (!isQuoted) {
            return new String(content, from, to - from, StandardCharsets.UTF_8);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(to - from);
        for (int i = from + 1; i < to; i++) {
            if (content[i] == '"') {
                i++;
            }
            if (i < to) {
                bytes.write(content[i]);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
