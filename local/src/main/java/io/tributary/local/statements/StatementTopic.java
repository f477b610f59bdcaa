package io.tributary.local.statements;

import io.tributary.local.view.CommittedRecords;
import io.tributary.schemas.BilledStatement;
import io.tributary.schemas.Topics;
import io.tributary.schemas.wire.AvroSerdes;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/** The topic of what accounts were billed. What is published together is there whole or not at all. */
public final class StatementTopic {

    /** A writer fences one that began before it: of two at one time the later one counts. */
    private static final String TRANSACTIONAL_ID = "tributary-statements";

    private final Map<String, String> settings;
    private final Map<String, Object> clientSettings;

    /**
     * @param settings of the wire format
     * @param clientSettings of Kafka's clients, bootstrap.servers at least
     */
    public StatementTopic(Map<String, String> settings, Map<String, Object> clientSettings) {
        this.settings = Map.copyOf(settings);
        this.clientSettings = Map.copyOf(clientSettings);
    }

    /** The statements that stand, in order of their keys. The topic must exist. */
    public List<BilledStatement> read() {
        SortedMap<String, BilledStatement> statements = new TreeMap<>();
        try (CommittedRecords records = new CommittedRecords(Topics.STATEMENTS.name(), clientSettings);
                Deserializer<BilledStatement> values = AvroSerdes.valueDeserializer(BilledStatement.class, settings)) {
            while (records.hasNext()) {
                for (ConsumerRecord<byte[], byte[]> record : records.next()) {
                    String key = new String(record.key(), StandardCharsets.UTF_8);
                    if (record.value() == null) {
                        statements.remove(key);
                    } else {
                        statements.put(key, values.deserialize(record.topic(), record.value()));
                    }
                }
            }
        }
        return List.copyOf(statements.values());
    }

    /** Publishes statements, in one transaction. */
    public void publish(Collection<BilledStatement> statements) {
        Map<String, BilledStatement> byKey = new HashMap<>();
        statements.forEach(statement -> byKey.put(StatementFiles.key(statement), statement));
        send(byKey);
    }

    /** Removes a statement. */
    public void remove(BilledStatement statement) {
        Map<String, BilledStatement> removed = new HashMap<>();
        removed.put(StatementFiles.key(statement), null);
        send(removed);
    }

    private void send(Map<String, BilledStatement> values) {
        Map<String, Object> producerSettings = new HashMap<>(clientSettings);
        producerSettings.put("transactional.id", TRANSACTIONAL_ID);
        String topic = Topics.STATEMENTS.name();
        try (Serializer<BilledStatement> serializer = AvroSerdes.valueSerializer(BilledStatement.class, settings);
                KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(producerSettings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            try {
                values.forEach((key, statement) -> producer.send(new ProducerRecord<>(
                        topic,
                        key.getBytes(StandardCharsets.UTF_8),
                        statement == null ? null : serializer.serialize(topic, statement))));
                producer.commitTransaction();
            } catch (RuntimeException failure) {
                abort(producer, failure);
                throw failure;
            }
        }
    }

    private static void abort(KafkaProducer<byte[], byte[]> producer, RuntimeException failure) {
        try {
            producer.abortTransaction();
        } catch (RuntimeException second) {
            failure.addSuppressed(second);
        }
    }
}
