package io.tributary.streams;

import io.tributary.schemas.Topics;
import io.tributary.streams.normalize.ProviderDataSets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/** Whether the ledger has entries, and the application remembers nothing of what it published. */
final class LedgerStart {

    private LedgerStart() {}

    /**
     * Refuses to start where the ledger is to be written.
     *
     * @return whether the ledger has entries of which nothing is remembered
     * @throws IllegalStateException if what is live would be charged a second time
     */
    static boolean check(Admin client, String applicationId, boolean writes) {
        boolean unknown = hasUnknownEntries(client, applicationId);
        if (unknown && writes) {
            throw new IllegalStateException("Topic " + Topics.LEDGER.name() + " has entries, and application "
                    + applicationId + " remembers nothing of what it published: what is live would be charged a"
                    + " second time. Start it with streams.ledger=false, run `tributary deliveries rebuild --all"
                    + " --lost`, then start it with streams.ledger=true");
        }
        return unknown;
    }

    private static boolean hasUnknownEntries(Admin client, String applicationId) {
        try {
            Set<String> changelogs = ProviderDataSets.found().stream()
                    .map(found -> Step.of(found.provider().name()).deliveryStore())
                    .map(store -> applicationId + "-" + store + "-changelog")
                    .collect(Collectors.toSet());
            Set<String> existing = client.listTopics().names().get();
            changelogs.retainAll(existing);
            return existing.contains(Topics.LEDGER.name())
                    && hasRecords(client, Set.of(Topics.LEDGER.name()))
                    && !hasRecords(client, changelogs);
        } catch (ExecutionException failed) {
            throw new IllegalStateException("Cannot ask the cluster for its topics' offsets", failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while asking for topics' offsets", interrupted);
        }
    }

    private static boolean hasRecords(Admin client, Set<String> topics)
            throws ExecutionException, InterruptedException {
        Map<String, TopicDescription> descriptions =
                client.describeTopics(topics).allTopicNames().get();
        Set<TopicPartition> partitions = descriptions.values().stream()
                .flatMap(topic -> IntStream.range(0, topic.partitions().size())
                        .mapToObj(partition -> new TopicPartition(topic.name(), partition)))
                .collect(Collectors.toSet());
        var first = offsets(client, partitions, OffsetSpec.earliest());
        var last = offsets(client, partitions, OffsetSpec.latest());
        return partitions.stream()
                .anyMatch(partition ->
                        last.get(partition).offset() > first.get(partition).offset());
    }

    private static Map<TopicPartition, ListOffsetsResultInfo> offsets(
            Admin client, Set<TopicPartition> partitions, OffsetSpec spec)
            throws ExecutionException, InterruptedException {
        return client.listOffsets(partitions.stream().collect(Collectors.toMap(partition -> partition, any -> spec)))
                .all()
                .get();
    }
}
