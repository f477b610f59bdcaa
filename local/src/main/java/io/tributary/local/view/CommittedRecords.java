package io.tributary.local.view;

import io.tributary.schemas.topics.TopicReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** What was committed to a topic when this was opened, batch by batch. Used by one thread. */
public final class CommittedRecords implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TopicReader consumer;
    private final Map<TopicPartition, Long> ends;

    /**
     * Opens a topic that exists.
     *
     * @param settings of a Kafka consumer, bootstrap.servers at least
     */
    public CommittedRecords(String topic, Map<String, ?> settings) {
        consumer = reader(settings);
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        ends = CommittedEnds.of(partitions, settings);
    }

    /**
     * Opens parts of a topic that exists.
     *
     * @param starts the first offset of each partition that is read; records that are gone are passed over
     * @param ends the offset after the last one of each, which is committed
     * @param settings of a Kafka consumer, bootstrap.servers at least
     */
    public CommittedRecords(Map<TopicPartition, Long> starts, Map<TopicPartition, Long> ends, Map<String, ?> settings) {
        consumer = reader(settings);
        consumer.assign(starts.keySet());
        starts.forEach(consumer::seek);
        this.ends = Map.copyOf(ends);
    }

    /** A reader of many records at a time. */
    static TopicReader reader(Map<String, ?> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.putIfAbsent("max.poll.records", "5000");
        return new TopicReader(all);
    }

    /** Whether there is more to read. */
    public boolean hasNext() {
        // Positions, not offsets of records: the last ones may be markers of transactions.
        return ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
    }

    /** Offsets that are left to read: as many as records, or a few more. */
    long left() {
        return ends.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - consumer.position(end.getKey())))
                .sum();
    }

    /**
     * The next records; none where only markers of transactions were left.
     *
     * @throws TimeoutException if the cluster gives nothing for a minute
     */
    public List<ConsumerRecord<byte[], byte[]>> next() {
        List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (batch.isEmpty() && hasNext()) {
            consumer.poll(POLL).forEach(record -> {
                if (record.offset() < ends.get(new TopicPartition(record.topic(), record.partition()))) {
                    batch.add(record);
                }
            });
            if (batch.isEmpty() && System.nanoTime() > deadline) {
                throw new TimeoutException("No records of " + ends.keySet() + " for " + PATIENCE.toSeconds()
                        + " s, though they are not read to " + ends);
            }
        }
        return batch;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
