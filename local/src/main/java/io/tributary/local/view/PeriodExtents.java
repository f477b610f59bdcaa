package io.tributary.local.view;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Where in a topic's partitions the records of each billing period are, as they were read. */
final class PeriodExtents {

    private final Map<Integer, Map<Integer, long[]>> byPeriod = new HashMap<>();
    private int lastPeriod = -1;
    private int lastPartition;
    private long[] last;

    /** Notes a record. */
    void add(int period, int partition, long offset) {
        if (period != lastPeriod || partition != lastPartition) {
            last = byPeriod.computeIfAbsent(period, first -> new HashMap<>())
                    .computeIfAbsent(partition, first -> new long[] {Long.MAX_VALUE, -1});
            lastPeriod = period;
            lastPartition = partition;
        }
        last[0] = Math.min(last[0], offset);
        last[1] = Math.max(last[1], offset);
    }

    /** Periods that have records. */
    Set<Integer> periods() {
        return byPeriod.keySet();
    }

    /**
     * Goes through the partitions that have records of some periods.
     *
     * @param extents is given a partition, the first offset of such a record, and the offset after the last one
     */
    void forEach(Collection<Integer> periods, Extents extents) {
        Map<Integer, long[]> all = new HashMap<>();
        for (Integer period : periods) {
            byPeriod.getOrDefault(period, Map.of())
                    .forEach((partition, extent) -> all.merge(partition, extent, (one, other) ->
                            new long[] {Math.min(one[0], other[0]), Math.max(one[1], other[1])}));
        }
        all.forEach((partition, extent) -> extents.take(partition, extent[0], extent[1] + 1));
    }

    /** Takes a part of a partition. */
    @FunctionalInterface
    interface Extents {
        void take(int partition, long from, long to);
    }
}
