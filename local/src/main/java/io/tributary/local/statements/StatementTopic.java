package io.tributary.local.statements;

import io.tributary.local.view.CommittedRecords;
import io.tributary.schemas.BilledStatement;
import io.tributary.schemas.Topics;
import io.tributary.schemas.wire.AvroSerdes;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
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
        return standing(records());
    }

    /** The statement of each key of the topic. Topics of before have several keys for the ways to write an account. */
    private SortedMap<String, BilledStatement> records() {
        SortedMap<String, BilledStatement> statements = new TreeMap<>();
        try (CommittedRecords records = new CommittedRecords(Topics.STATEMENTS.name(), clientSettings);
                Deserializer<BilledStatement> values = AvroSerdes.valueDeserializer(BilledStatement.class, settings)) {
            while (records.hasNext()) {
                for (ConsumerRecord<byte[], byte[]> record : records.next()) {
                    String key = new String(record.key(), StandardCharsets.UTF_8);
                    if (record.value() == null) {
                        statements.remove(key);
                    } else {
                        statements.put(key, StatementKeys.normal(values.deserialize(record.topic(), record.value())));
                    }
                }
            }
        }
        return statements;
    }

    /** Of several statements of one key the one that was recorded last. */
    static List<BilledStatement> standing(SortedMap<String, BilledStatement> records) {
        SortedMap<String, BilledStatement> standing = new TreeMap<>();
        records.values()
                .forEach(statement -> standing.merge(
                        StatementKeys.of(statement),
                        statement,
                        (one, other) -> one.getRecordedAt().isAfter(other.getRecordedAt()) ? one : other));
        return List.copyOf(standing.values());
    }

    /** Publishes statements, in one transaction. The topic must exist. */
    public void publish(Collection<BilledStatement> statements) {
        change(statements, statement -> false);
    }

    /** Removes a statement. */
    public void remove(BilledStatement statement) {
        String key = StatementKeys.of(statement);
        change(List.of(), other -> StatementKeys.of(other).equals(key));
    }

    /**
     * Publishes statements and takes others back, in one transaction. The topic must exist.
     *
     * @param isTakenBack which of those that stand are taken back
     * @return those that were taken back
     */
    public List<BilledStatement> change(
            Collection<BilledStatement> statements, Predicate<BilledStatement> isTakenBack) {
        SortedMap<String, BilledStatement> records = records();
        List<BilledStatement> takenBack =
                standing(records).stream().filter(isTakenBack).toList();
        Map<String, BilledStatement> published = new HashMap<>();
        statements.forEach(statement -> published.put(StatementKeys.of(statement), statement));
        Set<String> replaced = new HashSet<>(published.keySet());
        takenBack.forEach(statement -> replaced.add(StatementKeys.of(statement)));
        Map<String, BilledStatement> values = new HashMap<>();
        records.forEach((key, statement) -> {
            if (replaced.contains(StatementKeys.of(statement))) {
                values.put(key, null);
            }
        });
        values.putAll(published);
        if (!values.isEmpty()) {
            send(values);
        }
        return takenBack;
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
