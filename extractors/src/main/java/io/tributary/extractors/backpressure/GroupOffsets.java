package io.tributary.extractors.backpressure;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InterruptException;

/** Reads from the cluster what a consumer group has not read of a topic. */
final class GroupOffsets {

    private final Admin admin;
    private final String topic;
    private final String group;

    GroupOffsets(Admin admin, String topic, String group) {
        this.admin = requireNonNull(admin, "admin");
        this.topic = requireNonNull(topic, "topic");
        this.group = requireNonNull(group, "group");
    }

    /**
     * Reads the offsets. A group that does not exist has read nothing. It has also read nothing of a partition without
     * a committed offset.
     *
     * @throws KafkaException if the cluster fails, or does not permit this extractor to read the group
     */
    Map<TopicPartition, Unread> unread() {
        List<TopicPartition> partitions = partitions();
        Map<TopicPartition, OffsetAndMetadata> read = committed();
        KafkaFuture<Map<TopicPartition, Long>> firsts = offsets(partitions, OffsetSpec.earliest());
        KafkaFuture<Map<TopicPartition, Long>> ends = offsets(partitions, OffsetSpec.latest());
        Map<TopicPartition, Long> first = get(firsts);
        Map<TopicPartition, Long> end = get(ends);
        Map<TopicPartition, Unread> unread = new HashMap<>();
        for (TopicPartition partition : partitions) {
            OffsetAndMetadata offset = read.get(partition);
            long from = offset == null ? first.get(partition) : Math.max(first.get(partition), offset.offset());
            unread.put(partition, new Unread(from, end.get(partition)));
        }
        return unread;
    }

    private List<TopicPartition> partitions() {
        return get(admin.describeTopics(List.of(topic)).allTopicNames()).get(topic).partitions().stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    private Map<TopicPartition, OffsetAndMetadata> committed() {
        try {
            return get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        } catch (GroupIdNotFoundException e) {
            return Map.of();
        }
    }

    private KafkaFuture<Map<TopicPartition, Long>> offsets(List<TopicPartition> partitions, OffsetSpec spec) {
        Map<TopicPartition, OffsetSpec> specs =
                partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> spec));
        return admin.listOffsets(specs, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .all()
                .thenApply(GroupOffsets::offsets);
    }

    private static Map<TopicPartition, Long> offsets(
            Map<TopicPartition, ListOffsetsResult.ListOffsetsResultInfo> results) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        results.forEach((partition, result) -> offsets.put(partition, result.offset()));
        return offsets;
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
