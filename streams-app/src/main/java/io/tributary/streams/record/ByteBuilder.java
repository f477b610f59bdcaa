package io.tributary.streams.record;

import java.util.Arrays;

/**
 * A growing array of bytes, with Avro's variable-length numbers. Not thread-safe.
 *
 * <p>When it grows it moves to another array and leaves the old one unchanged, so that a slice taken earlier stays
 * readable until {@link #clear()}.
 */
public final class ByteBuilder {

    private byte[] bytes;
    private int length;

    public ByteBuilder(int capacity) {
        bytes = new byte[capacity];
    }

    public byte[] array() {
        return bytes;
    }

    public int length() {
        return length;
    }

    /** Removes the bytes from {@code newLength} on. */
    public void truncate(int newLength) {
        length = newLength;
    }

    public void clear() {
        length = 0;
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    public byte[] copy(int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }

    public ByteBuilder put(int value) {
        ensure(1);
        bytes[length++] = (byte) value;
        return this;
    }

    public ByteBuilder put(byte[] source) {
        return put(source, 0, source.length);
    }

    public ByteBuilder put(byte[] source, int offset, int count) {
        ensure(count);
        System.arraycopy(source, offset, bytes, length, count);
        length += count;
        return this;
    }

    /** Four bytes, big-endian. */
    public ByteBuilder putInt(int value) {
        ensure(4);
        for (int shift = 24; shift >= 0; shift -= 8) {
            bytes[length++] = (byte) (value >>> shift);
        }
        return this;
    }

    /** Eight bytes, big-endian. */
    public ByteBuilder putLong(long value) {
        return putInt((int) (value >>> 32)).putInt((int) value);
    }

    /** Avro's int and long: zig-zag, seven bits a byte, least significant first. */
    public ByteBuilder putZigZag(long value) {
        ensure(10);
        long rest = (value << 1) ^ (value >> 63);
        if (rest >= 0 && rest < 0x80) {
            bytes[length++] = (byte) rest;
            return this;
        }
        while ((rest & ~0x7FL) != 0) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
        return this;
    }

    private void ensure(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
