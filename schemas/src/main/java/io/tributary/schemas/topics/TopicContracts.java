package io.tributary.schemas.topics;

import io.tributary.schemas.Topic;
import io.tributary.schemas.Topics;
import io.tributary.schemas.topics.ContradictoryTopicException.Contradiction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates the catalogue's topics where they are missing, and refuses those whose settings would break a contract. */
public final class TopicContracts {

    private static final Logger LOG = LoggerFactory.getLogger(TopicContracts.class);

    private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private TopicContracts() {}

    /**
     * Makes {@code topics} exist as the catalogue says, and returns when brokers know them. Existing topics
     * are checked first; nothing is created where one of them contradicts its contract.
     *
     * <p>Raw topics and the clean topic have one number of partitions: that of those which exist, or {@code
     * partitions}.
     *
     * @param partitions partitions of topics that are created
     * @param replicationFactor copies of topics that are created; -1 for the cluster's default
     * @throws ContradictoryTopicException naming every contradiction
     * @throws KafkaException as the cluster gives it
     */
    public static void ensure(Admin admin, Collection<Topic<?>> topics, int partitions, short replicationFactor) {
        Map<String, Topic<?>> missing = new LinkedHashMap<>();
        topics.forEach(topic -> missing.put(topic.name(), topic));

        Map<String, Integer> existing = partitionsOf(admin, missing.keySet());
        check(admin, topics, existing);
        existing.forEach((topic, found) -> {
            if (found != partitions) {
                LOG.info(
                        "Topic has other partitions than asked for; it stays so topic={} partitions={} asked={}",
                        topic,
                        found,
                        partitions);
            }
        });

        missing.keySet().removeAll(existing.keySet());
        int together = existing.entrySet().stream()
                .filter(topic -> arePartitionedTogether(topic.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(partitions);
        List<String> createdByOthers = create(
                admin,
                missing.values().stream()
                        .map(topic -> new NewTopic(
                                        topic.name(),
                                        arePartitionedTogether(topic.name()) ? together : partitions,
                                        replicationFactor)
                                .configs(settings(topic)))
                        .toList());
        Map<String, Integer> visible =
                awaitVisible(admin, topics.stream().map(Topic::name).collect(Collectors.toSet()));
        if (!createdByOthers.isEmpty()) {
            check(admin, topics, visible);
        }
    }

    /** Brokers learn of a new topic a moment after it was created; a reader that is faster would not find it. */
    private static Map<String, Integer> awaitVisible(Admin admin, Set<String> topics) {
        long start = System.nanoTime();
        while (true) {
            Map<String, Integer> visible = partitionsOf(admin, topics);
            if (visible.size() == topics.size()) {
                return visible;
            }
            if (System.nanoTime() - start > VISIBLE_WITHIN.toNanos()) {
                Set<String> invisible = new TreeSet<>(topics);
                invisible.removeAll(visible.keySet());
                throw new TimeoutException("Topics " + invisible + " were created, but brokers do not know them after "
                        + VISIBLE_WITHIN.toSeconds() + " s");
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    private static boolean arePartitionedTogether(String topic) {
        return Topics.isRaw(topic) || topic.equals(Topics.COSTS.name());
    }

    private static Map<String, String> settings(Topic<?> topic) {
        Map<String, String> settings = new HashMap<>(topic.advised());
        settings.putAll(topic.required());
        return settings;
    }

    private static void check(Admin admin, Collection<Topic<?>> topics, Map<String, Integer> existing) {
        List<Contradiction> contradictions = new ArrayList<>();
        Map<String, Config> configs = configsOf(admin, existing.keySet());
        topics.stream().filter(topic -> configs.containsKey(topic.name())).forEach(topic -> {
            Config config = configs.get(topic.name());
            topic.required().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(required -> {
                        String found = config.get(required.getKey()) == null
                                ? ""
                                : config.get(required.getKey()).value();
                        contradiction(required.getKey(), found, required.getValue())
                                .ifPresent(expected -> contradictions.add(
                                        new Contradiction(topic.name(), required.getKey(), found, expected)));
                    });
        });
        contradictions.addAll(partitionContradictions(existing));
        if (!contradictions.isEmpty()) {
            throw new ContradictoryTopicException(contradictions);
        }
    }

    /** What was expected, in words, where {@code found} does not do. */
    static Optional<String> contradiction(String setting, String found, String required) {
        if (setting.equals("cleanup.policy")) {
            return asSet(found).equals(asSet(required)) ? Optional.empty() : Optional.of(required);
        }
        if (setting.endsWith(".bytes") || setting.endsWith(".ms")) {
            return isAtLeast(found, Long.parseLong(required)) ? Optional.empty() : Optional.of("at least " + required);
        }
        return found.equals(required) ? Optional.empty() : Optional.of(required);
    }

    private static Set<String> asSet(String list) {
        return Stream.of(list.split(",")).map(String::strip).collect(Collectors.toCollection(TreeSet::new));
    }

    /** For sizes and times -1 is no limit. */
    private static boolean isAtLeast(String found, long required) {
        if (found.isEmpty()) {
            return false;
        }
        long value = Long.parseLong(found);
        return value == -1 || required != -1 && value >= required;
    }

    private static List<Contradiction> partitionContradictions(Map<String, Integer> existing) {
        Integer costs = existing.get(Topics.COSTS.name());
        if (costs == null) {
            return List.of();
        }
        return existing.entrySet().stream()
                .filter(topic ->
                        Topics.isRaw(topic.getKey()) && !topic.getValue().equals(costs))
                .sorted(Map.Entry.comparingByKey())
                .map(raw -> new Contradiction(
                        Topics.COSTS.name(),
                        "partitions",
                        costs.toString(),
                        raw.getValue() + ", as topic " + raw.getKey()))
                .toList();
    }

    private static Map<String, Integer> partitionsOf(Admin admin, Collection<String> topics) {
        Map<String, Integer> partitions = new LinkedHashMap<>();
        admin.describeTopics(topics).topicNameValues().forEach((topic, description) -> {
            try {
                TopicDescription found = get(description);
                partitions.put(topic, found.partitions().size());
            } catch (UnknownTopicOrPartitionException e) {
                LOG.debug("Topic is missing topic={}", topic);
            }
        });
        return partitions;
    }

    private static Map<String, Config> configsOf(Admin admin, Collection<String> topics) {
        List<ConfigResource> resources = topics.stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                .toList();
        Map<String, Config> configs = new HashMap<>();
        get(admin.describeConfigs(resources).all()).forEach((resource, config) -> configs.put(resource.name(), config));
        return configs;
    }

    /** Creates topics, and returns those that someone else created at the same time. */
    private static List<String> create(Admin admin, List<NewTopic> topics) {
        List<String> createdByOthers = new ArrayList<>();
        admin.createTopics(topics).values().forEach((topic, created) -> {
            try {
                get(created);
                LOG.info("Topic created topic={}", topic);
            } catch (TopicExistsException e) {
                createdByOthers.add(topic);
            }
        });
        return createdByOthers;
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof KafkaException fault) {
                throw fault;
            }
            throw new KafkaException(e.getCause());
        }
    }
}
