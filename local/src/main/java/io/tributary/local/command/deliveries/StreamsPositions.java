package io.tributary.local.command.deliveries;

import io.tributary.local.command.cluster.KafkaSettings;
import io.tributary.schemas.Topics;
import io.tributary.streams.StreamsAppConfig;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InterruptException;

/** How far the streams application has committed that it took raw topics. Used by one thread. */
public final class StreamsPositions implements AutoCloseable {

    private final Admin admin;
    private final String applicationId;

    /** @param settings of the streams application and of Kafka's clients */
    public StreamsPositions(Map<String, String> settings) {
        admin = Admin.create(KafkaSettings.of(settings));
        applicationId = StreamsAppConfig.from(settings).applicationId();
    }

    /** The ends of a topic as it is now. */
    public Map<TopicPartition, Long> ends(String topic) {
        var partitions = get(admin.describeTopics(List.of(topic)).allTopicNames())
                .get(topic)
                .partitions();
        var latest = get(admin.listOffsets(partitions.stream()
                        .collect(Collectors.toMap(
                                partition -> new TopicPartition(topic, partition.partition()),
                                partition -> OffsetSpec.latest())))
                .all());
        return latest.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, end -> end.getValue().offset()));
    }

    /** Those of {@code topics} that exist. */
    List<String> existing(Collection<String> topics) {
        Set<String> names = get(admin.listTopics().names());
        return topics.stream().filter(names::contains).toList();
    }

    /** How far the application is in raw topics; grows as long as it works. */
    long sum() {
        return committed().entrySet().stream()
                .filter(position -> Topics.isRaw(position.getKey().topic()))
                .mapToLong(position -> position.getValue().offset())
                .sum();
    }

    /** Whether the application has taken all before {@code ends}, and what it made of it is committed. */
    public boolean isTaken(Map<TopicPartition, Long> ends) {
        Map<TopicPartition, OffsetAndMetadata> positions = committed();
        return ends.entrySet().stream()
                .filter(end -> end.getValue() > 0)
                .allMatch(end -> positions.get(end.getKey()) != null
                        && positions.get(end.getKey()).offset() >= end.getValue());
    }

    private Map<TopicPartition, OffsetAndMetadata> committed() {
        try {
            return get(admin.listConsumerGroupOffsets(applicationId).partitionsToOffsetAndMetadata());
        } catch (GroupIdNotFoundException neverStarted) {
            return Map.of();
        }
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
