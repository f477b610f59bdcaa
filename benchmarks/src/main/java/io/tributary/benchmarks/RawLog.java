package io.tributary.benchmarks;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Pages of the raw topic by their offsets, from which the progress of a committed position is known. */
final class RawLog {

    private final List<NavigableMap<Long, Long>> rowsThrough = new ArrayList<>();
    private final List<Map<Phase, Long>> ends = new ArrayList<>();
    private long bytes;

    RawLog(int partitions) {
        for (int partition = 0; partition < partitions; partition++) {
            rowsThrough.add(new TreeMap<>(Map.of(-1L, 0L)));
            ends.add(new EnumMap<>(Phase.class));
        }
    }

    /** Notes a page; in the order of offsets. */
    void add(Phase phase, int partition, long offset, int rows, long contentBytes) {
        NavigableMap<Long, Long> partitionRows = rowsThrough.get(partition);
        partitionRows.put(offset, partitionRows.lastEntry().getValue() + rows);
        ends.get(partition).put(phase, offset + 1);
        bytes += contentBytes;
    }

    int partitions() {
        return ends.size();
    }

    /** Bytes of content. */
    long bytes() {
        return bytes;
    }

    /** Rows of all deliveries. */
    long rows() {
        return rowsThrough.stream()
                .mapToLong(partition -> partition.lastEntry().getValue())
                .sum();
    }

    /** Rows before {@code positions}, one position a partition. */
    long rowsBefore(long[] positions) {
        long rows = 0;
        for (int partition = 0; partition < positions.length; partition++) {
            rows += rowsBefore(partition, positions[partition]);
        }
        return rows;
    }

    private long rowsBefore(int partition, long position) {
        return rowsThrough.get(partition).lowerEntry(Math.max(position, 0)).getValue();
    }

    /** Whether every partition has done all of {@code phase}. */
    boolean isPast(Phase phase, long[] positions) {
        for (int partition = 0; partition < positions.length; partition++) {
            if (positions[partition] < ends.get(partition).get(phase)) {
                return false;
            }
        }
        return true;
    }

    /** Whether every partition has done {@code share} of the first delivery's rows, so that the JVM is warm. */
    boolean isWarm(double share, long[] positions) {
        for (int partition = 0; partition < positions.length; partition++) {
            long whole = rowsBefore(partition, ends.get(partition).get(Phase.FIRST));
            if (rowsBefore(partition, positions[partition]) < share * whole) {
                return false;
            }
        }
        return true;
    }
}
