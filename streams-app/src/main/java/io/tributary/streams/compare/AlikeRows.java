package io.tributary.streams.compare;

import io.tributary.streams.identity.ContentDigest;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The rows of one natural key, where there are several: finds those that a reading has not sighted yet, in the order of
 * their ordinals. Its work is linear over a reading, whether there are two of them or hundreds of thousands. Not
 * thread-safe.
 */
final class AlikeRows {

    /** Up to so many rows are looked through one by one. */
    private static final int FEW = 16;

    private static final int NO_VIEW = -1;

    private final RowIndex rows;
    private final BitSet ordinals = new BitSet();

    /** Positions by ordinal, once sorted; {@link RowIndex#NONE} where a row was removed. */
    private int[] positions = new int[2];

    private int[] ordinalOf = new int[2];
    private int end;
    private int size;
    private int firstAt;
    private boolean sorted = true;
    private int lowestFree;

    private Queue unsighted;
    private Map<ContentDigest, Queue> byDigest;
    private Map<Long, Queue> byFingerprint;
    private int viewOf = NO_VIEW;

    /** Positions that were not sighted when the view was made; those that were since are passed over. */
    private static final class Queue {
        private int[] positions = new int[1];
        private int end;
        private int next;

        void add(int position) {
            if (end == positions.length) {
                positions = Arrays.copyOf(positions, end * 2);
            }
            positions[end++] = position;
        }

        int first(RowIndex rows) {
            while (next < end) {
                int position = positions[next];
                if (rows.isLive(position) && !rows.isSighted(position)) {
                    return position;
                }
                next++;
            }
            return RowIndex.NONE;
        }
    }

    AlikeRows(RowIndex rows) {
        this.rows = rows;
    }

    int size() {
        return size;
    }

    /** Any of the rows; there must be one. */
    int first() {
        while (positions[firstAt] == RowIndex.NONE) {
            firstAt++;
        }
        return positions[firstAt];
    }

    /** Adds a row. While a reading is open, it has sighted the row, so that views need not have it. */
    void add(int position) {
        if (end == positions.length) {
            positions = Arrays.copyOf(positions, end * 2);
            ordinalOf = Arrays.copyOf(ordinalOf, end * 2);
        }
        int ordinal = rows.ordinal(position);
        sorted &= end == 0 || ordinalOf[end - 1] < ordinal;
        positions[end] = position;
        ordinalOf[end++] = ordinal;
        size++;
        ordinals.set(ordinal);
    }

    void remove(int position) {
        sort();
        int ordinal = rows.ordinal(position);
        int at = Arrays.binarySearch(ordinalOf, 0, end, ordinal);
        positions[at] = RowIndex.NONE;
        size--;
        ordinals.clear(ordinal);
        lowestFree = Math.min(lowestFree, ordinal);
        if (size < end / 2) {
            sorted = false;
            sort();
        }
    }

    boolean has(int ordinal) {
        return ordinals.get(ordinal);
    }

    int freeOrdinal() {
        lowestFree = ordinals.nextClearBit(lowestFree);
        return lowestFree;
    }

    boolean anySighted() {
        return find(rows::isSighted) != RowIndex.NONE;
    }

    int firstUnsighted() {
        if (size > FEW) {
            view();
            return unsighted.first(rows);
        }
        return find(position -> !rows.isSighted(position));
    }

    int unsightedOf(ContentDigest digest) {
        if (size > FEW) {
            view();
            Queue queue = byDigest.get(digest);
            return queue == null ? RowIndex.NONE : queue.first(rows);
        }
        return find(position -> !rows.isSighted(position) && rows.says(position, digest));
    }

    int unsightedOf(long fingerprint) {
        if (size > FEW) {
            view();
            Queue queue = byFingerprint.get(fingerprint);
            return queue == null ? RowIndex.NONE : queue.first(rows);
        }
        return find(position -> !rows.isSighted(position) && rows.fingerprint(position) == fingerprint);
    }

    private int find(IntPredicate matches) {
        sort();
        for (int i = 0; i < end; i++) {
            if (positions[i] != RowIndex.NONE && matches.test(positions[i])) {
                return positions[i];
            }
        }
        return RowIndex.NONE;
    }

    private void view() {
        if (viewOf == rows.reading()) {
            return;
        }
        sort();
        viewOf = rows.reading();
        unsighted = new Queue();
        byDigest = new HashMap<>();
        byFingerprint = new HashMap<>();
        for (int i = 0; i < end; i++) {
            int position = positions[i];
            if (position == RowIndex.NONE || rows.isSighted(position)) {
                continue;
            }
            unsighted.add(position);
            byDigest.computeIfAbsent(rows.digest(position), first -> new Queue())
                    .add(position);
            long fingerprint = rows.fingerprint(position);
            if (fingerprint != RowIndex.NO_FINGERPRINT) {
                byFingerprint.computeIfAbsent(fingerprint, first -> new Queue()).add(position);
            }
        }
    }

    private void sort() {
        if (sorted) {
            return;
        }
        int[] kept = IntStream.range(0, end)
                .filter(i -> positions[i] != RowIndex.NONE)
                .boxed()
                .sorted((left, right) -> Integer.compare(ordinalOf[left], ordinalOf[right]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] sortedPositions = new int[Math.max(2, kept.length)];
        int[] sortedOrdinals = new int[Math.max(2, kept.length)];
        for (int i = 0; i < kept.length; i++) {
            sortedPositions[i] = positions[kept[i]];
            sortedOrdinals[i] = ordinalOf[kept[i]];
        }
        positions = sortedPositions;
        ordinalOf = sortedOrdinals;
        end = kept.length;
        firstAt = 0;
        sorted = true;
    }
}
