package io.tributary.extractors.backpressure;

/**
 * The offsets of a partition that a consumer group has not read.
 *
 * @param from the first one that it has not read
 * @param end the first one behind what is committed
 */
record Unread(long from, long end) {

    /** How many they are: of records, and of markers that transactions end with. */
    long offsets() {
        return Math.max(0, end - from);
    }

    boolean contains(long offset) {
        return offset >= from && offset < end;
    }
}
