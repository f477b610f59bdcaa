package io.tributary.streams.identity;

import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The identifying columns of a row, framed for hashing: for each column a tag byte that distinguishes absent from
 * present, and for present ones a four-byte length and the bytes. There are no delimiters, so two different lists of
 * columns never have the same frame. Reusable; not thread-safe.
 */
public final class KeyFrame {

    private static final byte VERSION = 1;
    private static final byte ABSENT = 0;
    private static final byte PRESENT = 1;

    private final MessageDigest sha256 = Sha256.digest();
    private final byte[] hash = new byte[32];
    private byte[] frame = new byte[1024];
    private int length;

    /** Begins the frame of another row. */
    public KeyFrame start() {
        frame[0] = VERSION;
        length = 1;
        return this;
    }

    public KeyFrame absent() {
        ensure(1);
        frame[length++] = ABSENT;
        return this;
    }

    /** A column's bytes; an empty column is an absent one, since CSV cannot tell them apart. */
    public KeyFrame column(byte[] source, int offset, int count) {
        if (count == 0) {
            return absent();
        }
        ensure(5 + count);
        frame[length++] = PRESENT;
        for (int shift = 24; shift >= 0; shift -= 8) {
            frame[length++] = (byte) (count >>> shift);
        }
        System.arraycopy(source, offset, frame, length, count);
        length += count;
        return this;
    }

    public KeyFrame column(byte[] source) {
        return column(source, 0, source.length);
    }

    /** A time, in milliseconds since 1970-01-01T00:00Z, framed as microseconds. */
    public KeyFrame time(long milliseconds) {
        ensure(9);
        frame[length++] = PRESENT;
        ByteBuffer.wrap(frame, length, 8).putLong(Math.multiplyExact(milliseconds, 1000L));
        length += 8;
        return this;
    }

    /**
     * The current end of the frame. A caller adds a part's suffix, takes its key, and goes {@link #back} to add
     * another's.
     */
    public int mark() {
        return length;
    }

    public KeyFrame back(int mark) {
        length = mark;
        return this;
    }

    public NaturalKey key() {
        sha256.update(frame, 0, length);
        try {
            sha256.digest(hash, 0, hash.length);
        } catch (DigestException impossible) {
            throw new IllegalStateException(impossible);
        }
        return NaturalKey.read(hash, 0);
    }

    private void ensure(int more) {
        if (length + more > frame.length) {
            frame = Arrays.copyOf(frame, Math.max(frame.length * 2, length + more));
        }
    }
}
