package io.tributary.extractors.csv;

import java.util.Arrays;

/** A growing array of bytes. */
public final class ByteBuilder {

    private byte[] bytes;
    private int size;

    public ByteBuilder() {
        this(64 * 1024);
    }

    /** @param capacity how many bytes are expected */
    public ByteBuilder(int capacity) {
        bytes = new byte[Math.max(16, capacity)];
    }

    public int size() {
        return size;
    }

    public byte at(int index) {
        return bytes[index];
    }

    public void append(byte[] source, int from, int length) {
        if (length > bytes.length - size) {
            bytes = Arrays.copyOf(bytes, Math.max(size + length, (int)
                    Math.min(bytes.length * 2L, Integer.MAX_VALUE - 8)));
        }
        System.arraycopy(source, from, bytes, size, length);
        size += length;
    }

    /** Appends the lowest byte of {@code value}. */
    public void append(int value) {
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(bytes.length * 2L, Integer.MAX_VALUE - 8));
        }
        bytes[size++] = (byte) value;
    }

    public void append(byte[] source) {
        append(source, 0, source.length);
    }

    public void truncate(int newSize) {
        size = newSize;
    }

    /** Removes what is between {@code from} and {@code to}. */
    public void remove(int from, int to) {
        System.arraycopy(bytes, to, bytes, from, size - to);
        size -= to - from;
    }

    public byte[] copy(int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }
}
