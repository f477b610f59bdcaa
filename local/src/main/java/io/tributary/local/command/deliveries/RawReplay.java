package io.tributary.local.command.deliveries;

import io.tributary.local.command.cluster.KafkaSettings;
import io.tributary.schemas.Delivery;
import io.tributary.schemas.Keys;
import io.tributary.schemas.Topics;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Publishes the raw pages of deliveries once more, unchanged, at the end of the topic. A page that is there several
 * times is published once, so that replays do not grow. The completions come last.
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
     * @param deliveries at least one, all of one account's period, no two of one scope
     * @return records that were published of each, the completion among them
     */
    Map<Delivery, Integer> publish(Collection<Delivery> deliveries) {
        Delivery first = deliveries.iterator().next();
        Map<String, Object> producerSettings = KafkaSettings.of(settings);
        producerSettings.put("transactional.id", "tributary-replay-" + first.getDeliveryId());
        producerSettings.putIfAbsent("transaction.timeout.ms", TRANSACTION_TIMEOUT);
        producerSettings.put(
                "max.request.size", Topics.raw(first.getProvider()).required().get("max.message.bytes"));
        producerSettings.put("compression.type", "zstd");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(producerSettings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            try {
                Map<Delivery, Integer> published = copy(deliveries, producer);
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

    private Map<Delivery, Integer> copy(Collection<Delivery> deliveries, KafkaProducer<byte[], byte[]> producer) {
        Map<String, Copied> copied = new LinkedHashMap<>();
        deliveries.forEach(delivery ->
                copied.put(Keys.delivery(delivery.getScope(), delivery.getDeliveryId()), new Copied(delivery)));
        new RawPages(settings).forEach(deliveries, (record, page) -> {
            Copied of = copied.get(Keys.delivery(page.getScope(), page.getDeliveryId()));
            if (page.getCompletion() != null) {
                of.completion = record;
            } else if (of.pages.add(page.getPageNumber())) {
                send(producer, record);
            }
        });
        Map<Delivery, Integer> published = new LinkedHashMap<>();
        for (Copied of : copied.values()) {
            if (of.completion != null) {
                send(producer, of.completion);
            }
            published.put(of.delivery, of.pages.size() + (of.completion == null ? 0 : 1));
        }
        return published;
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, ConsumerRecord<byte[], byte[]> record) {
        producer.send(new ProducerRecord<>(record.topic(), record.partition(), record.key(), record.value()));
    }

    /** What was copied of a delivery, and the last completion that was seen of it. */
    private static final class Copied {
        private final Delivery delivery;
        private final Set<Integer> pages = new HashSet<>();
        private ConsumerRecord<byte[], byte[]> completion;

        private Copied(Delivery delivery) {
            this.delivery = delivery;
        }
    }
}
