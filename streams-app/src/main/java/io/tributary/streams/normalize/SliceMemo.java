package io.tributary.streams.normalize;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;

/**
 * What was made of slices of text that occur again and again, as the labels of a project do: the value of a slice that
 * is the same to the byte is not made once more. Of two slices that fall on one place the later one is remembered. Not
 * thread-safe.
 */
public final class SliceMemo<V> {

    private static final int REMEMBERED = 1024;

    /** Bytes of the longest slice that is remembered, so that the memory is bounded. */
    private static final int LONGEST = 2048;

    private final Maker<V> maker;
    private final byte[][] slices = new byte[REMEMBERED][];
    private final Object[] values = new Object[REMEMBERED];

    /** Makes the value of a slice, and nothing else. */
    public interface Maker<V> {
        V of(byte[] source, int offset, int length);
    }

    /** @param maker makes a value that nobody changes */
    public SliceMemo(Maker<V> maker) {
        this.maker = requireNonNull(maker, "maker");
    }

    /** The value of the slice. */
    @SuppressWarnings("unchecked") // Only a V is ever put there.
    public V of(byte[] source, int offset, int length) {
        if (length > LONGEST) {
            return maker.of(source, offset, length);
        }
        int place = hash(source, offset, length) & REMEMBERED - 1;
        byte[] slice = slices[place];
        if (slice == null || !Arrays.equals(slice, 0, slice.length, source, offset, offset + length)) {
            values[place] = maker.of(source, offset, length);
            slices[place] = Arrays.copyOfRange(source, offset, offset + length);
        }
        return (V) values[place];
    }

    private static int hash(byte[] source, int offset, int length) {
        int hash = length;
        for (int i = offset; i < offset + length; i++) {
            hash = hash * 31 + source[i];
        }
        return hash ^ hash >>> 15;
    }
}
