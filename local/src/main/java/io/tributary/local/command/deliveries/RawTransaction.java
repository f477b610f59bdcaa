package io.tributary.local.command.deliveries;

import io.tributary.local.command.cluster.KafkaSettings;
import io.tributary.schemas.Keys;
import io.tributary.schemas.RawPage;
import io.tributary.schemas.Topics;
import io.tributary.schemas.wire.AvroSerdes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;

/** Publishes records to a raw topic in one transaction: either all of them are there or none. Used by one thread. */
final class RawTransaction implements AutoCloseable {

    /** A delivery of some gigabytes takes longer than Kafka's minute. */
    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private final String topic;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Serializer<RawPage> serializer;
    private final Map<TopicPartition, Long> ends = new ConcurrentHashMap<>();

    /**
     * @param settings of Kafka's clients by {@code kafka.} names, and of the registry
     * @param id the transactional id: a producer that has it fences earlier ones
     */
    RawTransaction(Map<String, String> settings, String provider, String id) {
        this(settings, provider, id, TIMEOUT);
    }

    /** @param timeout after which the broker ends a transaction of which nothing is heard any more */
    RawTransaction(Map<String, String> settings, String provider, String id, Duration timeout) {
        topic = Topics.raw(provider).name();
        Map<String, Object> producerSettings = KafkaSettings.of(settings);
        producerSettings.put("transactional.id", id);
        producerSettings.putIfAbsent("transaction.timeout.ms", Long.toString(timeout.toMillis()));
        producerSettings.put("max.request.size", Topics.raw(provider).required().get("max.message.bytes"));
        producerSettings.put("compression.type", "zstd");
        serializer = AvroSerdes.valueSerializer(RawPage.class, settings);
        producer = new KafkaProducer<>(producerSettings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Ends what another producer of this id left open. */
    void endEarlier() {
        producer.initTransactions();
    }

    /** Does {@code work}, and commits what it sends; nothing of it is there if it fails. */
    <T> T of(Supplier<T> work) {
        producer.initTransactions();
        producer.beginTransaction();
        try {
            T result = work.get();
            producer.commitTransaction();
            return result;
        } catch (RuntimeException failure) {
            try {
                producer.abortTransaction();
            } catch (RuntimeException second) {
                failure.addSuppressed(second);
            }
            throw failure;
        }
    }

    /** Sends a record with the time of sending. */
    void send(RawPage page) {
        send(page, null);
    }

    /** Sends a record with the time at which it was made. */
    void sendAsMade(RawPage page) {
        send(page, page.getExtractedAt().toEpochMilli());
    }

    private void send(RawPage page, Long timestamp) {
        byte[] key = Keys.accountPeriod(page.getBillingAccountId(), page.getBillingPeriodStart())
                .getBytes(StandardCharsets.UTF_8);
        producer.send(
                new ProducerRecord<>(topic, null, timestamp, key, serializer.serialize(topic, page)),
                (sent, failure) -> {
                    if (failure == null) {
                        ends.merge(new TopicPartition(topic, sent.partition()), sent.offset() + 1, Math::max);
                    }
                });
    }

    /** By partition, the offset after the last record that was sent. */
    Map<TopicPartition, Long> ends() {
        return Map.copyOf(ends);
    }

    @Override
    public void close() {
        producer.close();
        serializer.close();
    }
}
