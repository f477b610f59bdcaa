package io.tributary.streams;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/** Counts the records of changelogs that are still to be restored. Used by any thread. */
final class Restoring implements StateRestoreListener {

    private final Map<String, Long> left = new ConcurrentHashMap<>();

    @Override
    public void onRestoreStart(TopicPartition partition, String store, long start, long end) {
        left.put(key(partition, store), end - start);
    }

    @Override
    public void onBatchRestored(TopicPartition partition, String store, long end, long restored) {
        left.computeIfPresent(key(partition, store), (key, before) -> Math.max(0, before - restored));
    }

    @Override
    public void onRestoreEnd(TopicPartition partition, String store, long restored) {
        left.remove(key(partition, store));
    }

    @Override
    public void onRestoreSuspended(TopicPartition partition, String store, long restored) {
        left.remove(key(partition, store));
    }

    /** Offsets, which are as many as records, or a few more. */
    long left() {
        return left.values().stream().mapToLong(Long::longValue).sum();
    }

    private static String key(TopicPartition partition, String store) {
        return store + " " + partition;
    }
}
