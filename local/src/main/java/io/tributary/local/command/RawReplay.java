package io.tributary.local.command;

import io.tributary.schemas.Delivery;
import io.tributary.schemas.Topics;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Publishes the raw pages of a delivery once more, as they are, behind everything that is there. A page that is there
 * several times is published once, so that replays do not grow, and the completion comes last.
 */
final class RawReplay {

    /** A delivery of some gigabytes takes longer than Kafka's minute. */
    private static final String TRANSACTION_TIMEOUT = "300000";

    private final Map<String, String> settings;

    RawReplay(Map<String, String> settings) {
        this.settings = settings;
    }

    /**
     * Publishes them in one transaction.
     *
     * @return records that were published, the completion among them
     */
    int publish(Delivery delivery) {
        Map<String, Object> producerSettings = KafkaSettings.of(settings);
        producerSettings.put("transactional.id", "tributary-replay-" + delivery.getDeliveryId());
        producerSettings.putIfAbsent("transaction.timeout.ms", TRANSACTION_TIMEOUT);
        producerSettings.put(
                "max.request.size",
                Topics.raw(delivery.getProvider()).required().get("max.message.bytes"));
        producerSettings.put("compression.type", "zstd");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(producerSettings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            try {
                int published = copy(delivery, producer);
                producer.commitTransaction();
                return published;
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

    private int copy(Delivery delivery, KafkaProducer<byte[], byte[]> producer) {
        Set<Integer> pages = new HashSet<>();
        Completion completion = new Completion();
        new RawPages(settings).forEach(delivery, (record, page) -> {
            if (page.getCompletion() != null) {
                completion.record = record;
            } else if (pages.add(page.getPageNumber())) {
                send(producer, record);
            }
        });
        if (completion.record == null) {
            return pages.size();
        }
        send(producer, completion.record);
        return pages.size() + 1;
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, ConsumerRecord<byte[], byte[]> record) {
        producer.send(new ProducerRecord<>(record.topic(), record.partition(), record.key(), record.value()));
    }

    /** The last completion that was seen. */
    private static final class Completion {
        private ConsumerRecord<byte[], byte[]> record;
    }
}
