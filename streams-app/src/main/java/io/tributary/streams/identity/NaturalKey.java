package io.tributary.streams.identity;

import java.nio.ByteBuffer;

/**
 * The identity of a row: the first 128 bits of a SHA-256 over its identifying columns. Rows that are legitimately alike
 * share it; their ordinals distinguish them.
 *
 * <p>128 bits keep the chance that any two of 10<sup>12</sup> different rows share a key below 10<sup>-14</sup>, at
 * half the state that 256 would need.
 *
 * @param high first eight bytes, big-endian
 * @param low next eight bytes
 */
public record NaturalKey(long high, long low) {

    /** Bytes of a key. */
    public static final int BYTES = 16;

    /** The key whose bytes stand at {@code offset}. */
    public static NaturalKey read(byte[] bytes, int offset) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, BYTES);
        return new NaturalKey(buffer.getLong(), buffer.getLong());
    }

    /**
     * The key that {@link #toString} wrote.
     *
     * @throws NumberFormatException if {@code digits} are not 32 hex digits
     */
    public static NaturalKey parse(String digits) {
        if (digits.length() != 2 * BYTES) {
            throw new NumberFormatException("A natural key has " + 2 * BYTES + " hex digits: '" + digits + "'");
        }
        return new NaturalKey(
                Long.parseUnsignedLong(digits, 0, BYTES, 16), Long.parseUnsignedLong(digits, BYTES, 2 * BYTES, 16));
    }

    /** 32 lower-case hex digits. */
    @Override
    public String toString() {
        return String.format("%016x%016x", high, low);
    }

    @Override
    public int hashCode() {
        // The bits are a cryptographic hash's already.
        return (int) high;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NaturalKey key && key.high == high && key.low == low;
    }
}
