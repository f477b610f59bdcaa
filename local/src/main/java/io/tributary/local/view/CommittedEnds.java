package io.tributary.local.view;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Where partitions end for those who read what is committed, once every transaction has ended that is open now. A
 * producer is told of its commit before the partitions are: who asks in between is told of an end before what was
 * committed.
 */
public final class CommittedEnds {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private CommittedEnds() {}

    /**
     * The offset after the last one of each partition.
     *
     * @param settings of a Kafka client, bootstrap.servers at least
     * @throws TimeoutException if a transaction that is open now is open for a minute
     */
    public static Map<TopicPartition, Long> of(Collection<TopicPartition> partitions, Map<String, ?> settings) {
        try (Admin admin = Admin.create(new HashMap<>(settings))) {
            Map<TopicPartition, Long> written = ends(admin, partitions, IsolationLevel.READ_UNCOMMITTED);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (true) {
                Map<TopicPartition, Long> committed = ends(admin, partitions, IsolationLevel.READ_COMMITTED);
                if (written.entrySet().stream().allMatch(end -> committed.get(end.getKey()) >= end.getValue())) {
                    return committed;
                }
                if (System.nanoTime() > deadline) {
                    throw new TimeoutException("A transaction is open for " + PATIENCE.toSeconds()
                            + " s, behind which nothing can be read: what is written ends at " + written
                            + ", what is committed at " + committed);
                }
                Thread.sleep(PAUSE.toMillis());
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private static Map<TopicPartition, Long> ends(
            Admin admin, Collection<TopicPartition> partitions, IsolationLevel isolation) throws InterruptedException {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        try {
            admin.listOffsets(latest, new ListOffsetsOptions(isolation))
                    .all()
                    .get()
                    .forEach((partition, end) -> ends.put(partition, end.offset()));
            return ends;
        } catch (ExecutionException e) {
            throw new KafkaException("Cannot read where " + partitions + " end: " + e.getCause(), e.getCause());
        }
    }
}
