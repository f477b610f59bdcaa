package io.tributary.streams.normalize.focus;

import io.tributary.streams.page.SourceRow;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** A row in which certain words, as whole fields, are no value: dumps of databases write {@code NULL}. */
record NullWords(SourceRow row, List<byte[]> words) implements SourceRow {

    /** The words as rows hold them. */
    static List<byte[]> bytes(Set<String> words) {
        return words.stream().map(word -> word.getBytes(StandardCharsets.UTF_8)).toList();
    }

    /** The row unchanged where none of its fields is such a word. */
    static SourceRow read(SourceRow row, List<byte[]> words) {
        for (byte[] word : words) {
            for (int field = 0; field < row.fields(); field++) {
                if (is(row, field, word)) {
                    return new NullWords(row, words);
                }
            }
        }
        return row;
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
        for (byte[] word : words) {
            if (is(row, field, word)) {
                return 0;
            }
        }
        return row.length(field);
    }

    private static boolean is(SourceRow row, int field, byte[] word) {
        int from = row.offset(field);
        return row.length(field) == word.length
                && Arrays.equals(row.source(field), from, from + row.length(field), word, 0, word.length);
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
