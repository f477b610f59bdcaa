package io.tributary.streams.normalize;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/**
 * A fixed table from text to values that is looked up by a slice of bytes, so that no string is made to find a column.
 * Immutable.
 */
public final class ByteTable<V> {

    private final byte[][] keys;
    private final Object[] values;
    private final int mask;

    public ByteTable(Map<String, V> entries) {
        int size = Integer.highestOneBit(Math.max(4, entries.size()) * 4 - 1);
        keys = new byte[size][];
        values = new Object[size];
        mask = size - 1;
        entries.forEach((key, value) -> {
            byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
            int slot = hash(bytes, 0, bytes.length) & mask;
            while (keys[slot] != null) {
                slot = (slot + 1) & mask;
            }
            keys[slot] = bytes;
            values[slot] = requireNonNull(value, key);
        });
    }

    /** The value of the slice, or {@code null} where the table has none. */
    @SuppressWarnings("unchecked") // Only a V is ever put there.
    public V get(byte[] source, int offset, int length) {
        int slot = hash(source, offset, length) & mask;
        while (keys[slot] != null) {
            byte[] key = keys[slot];
            if (Arrays.equals(key, 0, key.length, source, offset, offset + length)) {
                return (V) values[slot];
            }
            slot = (slot + 1) & mask;
        }
        return null;
    }

    private static int hash(byte[] source, int offset, int length) {
        int hash = length;
        for (int i = offset; i < offset + length; i++) {
            hash = hash * 31 + source[i];
        }
        return hash ^ hash >>> 15;
    }
}
