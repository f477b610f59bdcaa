package io.tributary.extractors.gcp.files;

/**
 * A digest of 128 bits.
 *
 * @param high the first half
 * @param low the second half
 */
record RowDigest(long high, long low) implements Comparable<RowDigest> {

    static final RowDigest NONE = new RowDigest(0, 0);

    /** The sum of both digests. Sums do not depend on the order. */
    RowDigest plus(RowDigest other) {
        long sum = low + other.low;
        int carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
        return new RowDigest(high + other.high + carry, sum);
    }

    @Override
    public int compareTo(RowDigest other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    @Override
    public String toString() {
        return "%016x%016x".formatted(high, low);
    }
}
