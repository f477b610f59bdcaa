package io.tributary.local.view;

import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Records that a later one of their key replaces or withdraws, and the periods that this and new records change. */
final class Superseded {

    /** By partition: offsets. Topics of more offsets than an index has are not read in one view. */
    private final Map<Integer, BitSet> offsets = new HashMap<>();

    private final Set<Integer> periods = new HashSet<>();
    private final Set<Integer> changed = new HashSet<>();
    /** By period: records before all news that no other one before them supersedes. */
    private final Map<Integer, Long> held = new HashMap<>();

    /**
     * Notes a record that a later one supersedes.
     *
     * @param isByNews whether the later one is news
     */
    void supersede(int partition, long offset, int period, boolean isByNews) {
        offsets.computeIfAbsent(partition, first -> new BitSet()).set(Math.toIntExact(offset));
        periods.add(period);
        if (isByNews) {
            changed.add(period);
        }
    }

    /** Notes a period that has a new record. */
    void change(int period) {
        changed.add(period);
    }

    /** Counts records of a period that were live before all news. */
    void hold(int period, int records) {
        held.merge(period, (long) records, Long::sum);
    }

    /**
     * How many records of a period were live before all news, as far as they are still there: what news have superseded
     * may be compacted away, and at last the news as well.
     */
    long held(int period) {
        return held.getOrDefault(period, 0L);
    }

    /** Whether a record is not the last of its key. */
    boolean has(int partition, long offset) {
        BitSet ofPartition = offsets.get(partition);
        return ofPartition != null && ofPartition.get(Math.toIntExact(offset));
    }

    /** Periods that have superseded records. */
    Set<Integer> periods() {
        return periods;
    }

    /** Periods of which a new record is, or a record that a new one supersedes. */
    Set<Integer> changed() {
        return changed;
    }
}
