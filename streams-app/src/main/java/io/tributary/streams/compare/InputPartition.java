package io.tributary.streams.compare;

import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.processor.StreamPartitioner;

/**
 * Sends a page's results to the partition that the page came from, so that an account's records, and the end of its
 * delivery, stay in order. The same key always comes from the same partition, so compaction is not disturbed.
 *
 * <p>A stream thread works one record at a time, sinks included: the partition is kept by thread.
 */
public final class InputPartition implements StreamPartitioner<byte[], byte[]> {

    private final ThreadLocal<Integer> partition = new ThreadLocal<>();

    void set(int inputPartition) {
        partition.set(inputPartition);
    }

    @Override
    public Optional<Set<Integer>> partitions(String topic, byte[] key, byte[] value, int partitions) {
        return Optional.of(Set.of(partition.get() % partitions));
    }
}
