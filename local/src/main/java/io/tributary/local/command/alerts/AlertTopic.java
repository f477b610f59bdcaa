package io.tributary.local.command.alerts;

import io.tributary.local.command.cluster.KafkaSettings;
import io.tributary.local.view.CommittedRecords;
import io.tributary.schemas.Alert;
import io.tributary.schemas.Topics;
import io.tributary.schemas.wire.AvroSerdes;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * The alerts of a cluster, on {@code billing.alerts}. Who writes takes the place of whoever wrote before: of two that
 * evaluate alerts at a time, the later one goes on, and the other one fails.
 */
final class AlertTopic implements AutoCloseable {

    private static final String WRITER = "tributary-alerts";

    private final Map<String, Object> kafka;
    private final Serializer<Alert> serializer;
    private final Deserializer<Alert> deserializer;
    private KafkaProducer<byte[], byte[]> producer;

    /** @param settings of Kafka's clients by {@code kafka.} names, and of the registry; the topic must exist */
    AlertTopic(Map<String, String> settings) {
        kafka = KafkaSettings.of(settings);
        serializer = AvroSerdes.valueSerializer(Alert.class, settings);
        deserializer = AvroSerdes.valueDeserializer(Alert.class, settings);
    }

    /** Every alert that is known, by id. */
    Map<String, Alert> read() {
        Map<String, Alert> alerts = new TreeMap<>();
        try (CommittedRecords records = new CommittedRecords(Topics.ALERTS.name(), kafka)) {
            while (records.hasNext()) {
                for (ConsumerRecord<byte[], byte[]> record : records.next()) {
                    String id = new String(record.key(), StandardCharsets.UTF_8);
                    if (record.value() == null) {
                        alerts.remove(id);
                    } else {
                        alerts.put(id, deserializer.deserialize(record.topic(), record.value()));
                    }
                }
            }
        }
        return alerts;
    }

    /** Ends whoever wrote before. What is read from here on nobody else changes, unless writing fails. */
    void takeOver() {
        Map<String, Object> settings = new TreeMap<>(kafka);
        settings.put("transactional.id", WRITER);
        producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
    }

    /**
     * Writes alerts in one transaction. Call {@link #takeOver} before.
     *
     * @throws org.apache.kafka.common.KafkaException if somebody else has taken over, or the cluster is out of reach
     */
    void write(Collection<Alert> alerts) {
        producer.beginTransaction();
        for (Alert alert : alerts) {
            producer.send(new ProducerRecord<>(
                    Topics.ALERTS.name(),
                    alert.getId().getBytes(StandardCharsets.UTF_8),
                    serializer.serialize(Topics.ALERTS.name(), alert)));
        }
        producer.commitTransaction();
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close();
        }
        serializer.close();
        deserializer.close();
    }
}
