package io.tributary.local.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tributary.local.broker.EmbeddedBroker;
import io.tributary.schemas.Provider;
import io.tributary.schemas.Topic;
import io.tributary.schemas.Topics;
import io.tributary.schemas.topics.ContradictoryTopicException;
import io.tributary.schemas.topics.ContradictoryTopicException.Contradiction;
import io.tributary.schemas.topics.TopicContracts;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The catalogue's topics on a real broker. */
@Timeout(60)
class TopicContractsIT {

    private static final short ONE_COPY = 1;

    /** A little less than raw topics take. */
    private static final int LARGE = 16 * 1024 * 1024 - 1_000;

    @TempDir
    Path directory;

    private EmbeddedBroker broker;
    private Admin admin;

    @BeforeEach
    void start() {
        broker = EmbeddedBroker.start(directory);
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    @AfterEach
    void close() {
        admin.close();
        broker.close();
    }

    @Test
    void missingTopicsAreCreatedAsTheCatalogueSays() throws ExecutionException, InterruptedException {
        TopicContracts.ensure(admin, Topics.all(), 3, ONE_COPY);

        for (Topic<?> topic : Topics.all()) {
            Map<String, String> settings = new HashMap<>(topic.advised());
            settings.putAll(topic.required());
            Config config = config(topic.name());
            settings.forEach((name, value) -> assertThat(config.get(name).value())
                    .as("%s of %s", name, topic.name())
                    .isEqualTo(value));
            assertThat(partitions(topic.name())).isEqualTo(3);
        }
    }

    @Test
    void topicsThatKeepTheirContractsAreLeftAsTheyAre() throws ExecutionException, InterruptedException {
        create("billing.costs", 3, Map.of("cleanup.policy", "compact", "segment.ms", "1234567"));
        create("billing.raw.aws", 3, Map.of("max.message.bytes", "33554432"));

        TopicContracts.ensure(admin, Topics.all(), 3, ONE_COPY);
        TopicContracts.ensure(admin, Topics.all(), 3, ONE_COPY);

        assertThat(config("billing.costs").get("segment.ms").value()).isEqualTo("1234567");
        assertThat(config("billing.raw.aws").get("max.message.bytes").value()).isEqualTo("33554432");
        assertThat(existing()).hasSize(Topics.all().size());
    }

    @Test
    void everyContradictionIsNamedAndNothingIsCreated() throws ExecutionException, InterruptedException {
        create("billing.costs", 3, Map.of("cleanup.policy", "compact,delete"));
        create("billing.raw.aws", 3, Map.of("cleanup.policy", "compact", "max.message.bytes", "1048588"));

        ContradictoryTopicException refusal = catchThrowableOfType(
                ContradictoryTopicException.class, () -> TopicContracts.ensure(admin, Topics.all(), 3, ONE_COPY));

        assertThat(refusal.contradictions())
                .containsExactlyInAnyOrder(
                        new Contradiction("billing.costs", "cleanup.policy", "compact,delete", "compact"),
                        new Contradiction("billing.raw.aws", "cleanup.policy", "compact", "delete"),
                        new Contradiction("billing.raw.aws", "max.message.bytes", "1048588", "at least 16777216"));
        assertThat(refusal)
                .hasMessageContaining("topic billing.costs has cleanup.policy=compact,delete, expected compact")
                .hasMessageContaining(
                        "topic billing.raw.aws has max.message.bytes=1048588, expected at least 16777216");
        assertThat(existing()).containsExactlyInAnyOrder("billing.costs", "billing.raw.aws");
    }

    @Test
    void cleanTopicWithOtherPartitionsThanARawTopicIsRefused() throws ExecutionException, InterruptedException {
        create("billing.costs", 2, Map.of("cleanup.policy", "compact"));
        create("billing.raw.aws", 3, Map.of("max.message.bytes", "16777216"));

        ContradictoryTopicException refusal = catchThrowableOfType(
                ContradictoryTopicException.class,
                () -> TopicContracts.ensure(admin, List.of(Topics.COSTS, Provider.AWS.rawTopic()), 3, ONE_COPY));

        assertThat(refusal.contradictions())
                .containsExactly(new Contradiction("billing.costs", "partitions", "2", "3, as topic billing.raw.aws"));
    }

    @Test
    void topicsThatGoTogetherAreCreatedWithThePartitionsOfThoseThatExist()
            throws ExecutionException, InterruptedException {
        create("billing.raw.aws", 5, Map.of("max.message.bytes", "16777216"));

        TopicContracts.ensure(admin, Topics.all(), 3, ONE_COPY);

        assertThat(partitions("billing.costs")).isEqualTo(5);
        assertThat(partitions("billing.raw.gcp")).isEqualTo(5);
        assertThat(partitions("billing.dlq")).isEqualTo(3);
    }

    /** Creates a topic, and waits until the broker knows it. */
    /** Kafka's own limit holds, and only topics whose contracts ask for more take more. */
    @Test
    void largeRecordsAreTakenByTopicsThatAskForThem() throws ExecutionException, InterruptedException {
        TopicContracts.ensure(admin, Topics.all(), 1, ONE_COPY);
        byte[] large = new byte[LARGE];

        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "max.request.size",
                LARGE + 1_000,
                "key.serializer",
                "org.apache.kafka.common.serialization.ByteArraySerializer",
                "value.serializer",
                "org.apache.kafka.common.serialization.ByteArraySerializer"))) {
            for (String topic : List.of("billing.raw.aws", "billing.dlq")) {
                assertThat(producer.send(new ProducerRecord<>(topic, large))
                                .get()
                                .serializedValueSize())
                        .isEqualTo(LARGE);
            }
            for (String topic : List.of("billing.costs", "billing.ledger", "billing.deliveries", "billing.cursors")) {
                assertThatThrownBy(() -> producer.send(new ProducerRecord<>(topic, new byte[] {1}, large))
                                .get())
                        .as(topic)
                        .hasMessageContaining("RecordTooLargeException");
            }
        }
    }

    private void create(String topic, int partitions, Map<String, String> settings)
            throws ExecutionException, InterruptedException {
        admin.createTopics(List.of(new NewTopic(topic, partitions, ONE_COPY).configs(settings)))
                .all()
                .get();
        while (!existing().contains(topic)) {
            Thread.onSpinWait();
        }
    }

    private Set<String> existing() throws ExecutionException, InterruptedException {
        return admin.listTopics().names().get();
    }

    private int partitions(String topic) throws ExecutionException, InterruptedException {
        return admin.describeTopics(List.of(topic))
                .allTopicNames()
                .get()
                .get(topic)
                .partitions()
                .size();
    }

    private Config config(String topic) throws ExecutionException, InterruptedException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return admin.describeConfigs(List.of(resource)).all().get().get(resource);
    }
}
