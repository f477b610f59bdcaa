package io.tributary.local.registry;

import io.tributary.schemas.topics.TopicReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringSerializer;

/** Changes on a compacted Kafka topic of one partition. This registry is its only writer. */
final class KafkaChangeLog implements ChangeLog {

    static final String TOPIC = "_schemas";

    private static final String CLEANUP_POLICY = "cleanup.policy";
    private static final String COMPACT = "compact";

    private static final Duration POLL = Duration.ofMillis(200);
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);

    private final String bootstrapServers;
    private final boolean isNew;
    private final KafkaProducer<String, String> producer;

    private KafkaChangeLog(String bootstrapServers, boolean isNew) {
        this.bootstrapServers = bootstrapServers;
        this.isNew = isNew;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "enable.idempotence", true),
                new StringSerializer(),
                new StringSerializer());
    }

    /**
     * Opens the log, creating its topic where it is missing.
     *
     * @throws IllegalStateException where there is a topic of this name that a log cannot be kept on
     */
    static KafkaChangeLog open(String bootstrapServers) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            return new KafkaChangeLog(bootstrapServers, isCreated(admin, bootstrapServers));
        } catch (ExecutionException e) {
            throw new KafkaException("Cannot open topic " + TOPIC + " on " + bootstrapServers, e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** Creates the topic; false where it is there already. */
    private static boolean isCreated(Admin admin, String bootstrapServers)
            throws ExecutionException, InterruptedException {
        NewTopic topic = new NewTopic(TOPIC, Optional.of(1), Optional.empty()).configs(Map.of(CLEANUP_POLICY, COMPACT));
        try {
            admin.createTopics(List.of(topic)).all().get();
            return true;
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
        int partitions = admin.describeTopics(List.of(TOPIC))
                .allTopicNames()
                .get()
                .get(TOPIC)
                .partitions()
                .size();
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, TOPIC);
        String policy = admin.describeConfigs(List.of(resource))
                .all()
                .get()
                .get(resource)
                .get(CLEANUP_POLICY)
                .value();
        if (partitions != 1 || !policy.equals(COMPACT)) {
            throw new IllegalStateException("Topic " + TOPIC + " on " + bootstrapServers + " has " + partitions
                    + " partitions and " + CLEANUP_POLICY + "=" + policy + ", expected 1 and " + COMPACT
                    + ": it is not the local registry's");
        }
        return false;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException where the topic holds something else, as that of another registry does
     */
    @Override
    public List<Change> replay() {
        if (isNew) {
            return List.of();
        }
        List<Change> changes = new ArrayList<>();
        try (TopicReader consumer = new TopicReader(Map.of("bootstrap.servers", bootstrapServers))) {
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            long end = consumer.endOffsets(List.of(PARTITION)).get(PARTITION);
            while (consumer.position(PARTITION) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    changes.add(read(record));
                }
            }
        }
        return changes;
    }

    @Override
    public void append(Change change) {
        try {
            producer.send(new ProducerRecord<>(
                            TOPIC, 0, change.key(), change.value().orElse(null)))
                    .get();
        } catch (ExecutionException e) {
            throw new KafkaException("Cannot write to topic " + TOPIC + " on " + bootstrapServers, e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }

    private Change read(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Change.read(text(record.key()), text(record.value()));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "Topic " + TOPIC + " on " + bootstrapServers + " holds a record at offset " + record.offset()
                            + " that the local registry did not write; is it the topic of another registry?"
                            + " Use that registry instead",
                    e);
        }
    }

    private static String text(byte[] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }
}
