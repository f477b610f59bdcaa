package io.tributary.streams.normalize.focus;

import io.tributary.streams.page.SourceRow;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** A row in which certain words, as whole fields, stand for no value: dumps of databases write {@code NULL}. */
record NullWords(SourceRow row, List<byte[]> words) implements SourceRow {

    /** The words as rows hold them. */
    static List<byte[]> bytes(Set<String> words) {
        return words.stream().map(word -> word.getBytes(StandardCharsets.UTF_8)).toList();
    }

    @Override
    public int fields() {
        return row.fields();
    }

    @Override
    public byte[] source(int field) {
        return row.source(field);
    }

    @Override
    public int offset(int field) {
        return row.offset(field);
    }

    @Override
    public int length(int field) {
        int length = row.length(field);
        return length > 0 && words.stream().anyMatch(word -> is(field, word)) ? 0 : length;
    }

    private boolean is(int field, byte[] word) {
        int from = row.offset(field);
        return Arrays.equals(row.source(field), from, from + row.length(field), word, 0, word.length);
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
