package io.tributary.extractors.run;

import io.tributary.extractors.ExtractorConfig;
import io.tributary.extractors.backpressure.BackPressure;
import io.tributary.extractors.publish.CursorTopic;
import io.tributary.extractors.publish.Gate;
import io.tributary.extractors.publish.PagePublisher;
import io.tributary.extractors.throttle.Pause;
import io.tributary.schemas.RawPage;
import io.tributary.schemas.SourceCursor;
import io.tributary.schemas.Topic;
import io.tributary.schemas.Topics;
import io.tributary.schemas.topics.TopicContracts;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * An extractor's connection to Kafka, from its opening to the first failure.
 *
 * @param admin reads the offsets of consumers
 * @param publisher publishes pages
 * @param cursors how far each scope was read, as was committed
 */
record Cluster(Admin admin, PagePublisher publisher, Map<String, SourceCursor> cursors) implements AutoCloseable {

    /**
     * Creates missing topics, ends the transaction that an earlier run left open, and reads the cursors.
     *
     * @throws org.apache.kafka.common.KafkaException if the cluster fails
     * @throws io.tributary.schemas.topics.ContradictoryTopicException if a topic's settings would break its contract
     */
    static Cluster open(
            ExtractorConfig config,
            Topic<RawPage> topic,
            BackPressure.Listener listener,
            InstantSource clock,
            Pause pause) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(AdminClientConfig.CLIENT_ID_CONFIG, config.publish().extractorName() + "-admin");
        settings.put(AdminClientConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        settings.putAll(config.publish().kafka());
        Admin admin = Admin.create(settings);
        PagePublisher publisher = null;
        try {
            TopicContracts.ensure(
                    admin, List.of(topic, Topics.CURSORS), config.topicPartitions(), config.topicReplicationFactor());
            Gate gate = BackPressure.of(config.backPressure(), admin, topic.name(), listener, clock, pause);
            publisher = PagePublisher.open(config.publish(), topic, gate);
            return new Cluster(admin, publisher, CursorTopic.read(config.publish()));
        } catch (RuntimeException e) {
            if (publisher != null) {
                publisher.close();
            }
            admin.close();
            throw e;
        }
    }

    @Override
    public void close() {
        // Closing must not be interrupted: a transaction would stay open.
        boolean isInterrupted = Thread.interrupted();
        try {
            publisher.close();
        } finally {
            admin.close();
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
