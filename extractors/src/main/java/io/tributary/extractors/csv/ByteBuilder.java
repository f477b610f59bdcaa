package io.tributary.extractors.csv;

import java.util.Arrays;

/** Bytes that grow at the end, and are cut off there. */
final class ByteBuilder {

    private byte[] bytes = new byte[64 * 1024];
    private int size;

    int size() {
        return size;
    }

    byte at(int index) {
        return bytes[index];
    }

    void append(byte[] source, int from, int length) {
        if (length > bytes.length - size) {
            bytes = Arrays.copyOf(bytes, Math.max(size + length, (int)
                    Math.min(bytes.length * 2L, Integer.MAX_VALUE - 8)));
        }
        System.arraycopy(source, from, bytes, size, length);
        size += length;
    }

    void truncate(int newSize) {
        size = newSize;
    }

    /** Removes what is between {@code from} and {@code to}. */
    void remove(int from, int to) {
        System.arraycopy(bytes, to, bytes, from, size - to);
        size -= to - from;
    }

    byte[] copy(int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }
}
