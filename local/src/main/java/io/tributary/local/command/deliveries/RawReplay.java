package io.tributary.local.command.deliveries;

import io.tributary.local.command.cluster.KafkaSettings;
import io.tributary.schemas.Delivery;
import io.tributary.schemas.Keys;
import io.tributary.schemas.RawPage;
import io.tributary.schemas.Topics;
import io.tributary.schemas.wire.AvroSerdes;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Publishes the raw pages of deliveries once more, at the end of the topic, as another reading: what they say is
 * unchanged, apart from the reading's id. The completions come last. Replays do not grow, for each publishes one copy
 * of one reading.
 */
final class RawReplay {

    /** A delivery of some gigabytes takes longer than Kafka's minute. */
    private static final String TRANSACTION_TIMEOUT = "300000";

    private final Map<String, String> settings;
    private final Supplier<String> ids;

    /**
     * @param settings of Kafka's clients by {@code kafka.} names, and of the registry
     * @param ids makes an id for each reading
     */
    RawReplay(Map<String, String> settings, Supplier<String> ids) {
        this.settings = settings;
        this.ids = ids;
    }

    /**
     * The readings that the raw topic has.
     *
     * @param deliveries at least one, all of one account's period
     */
    RawReadings find(Collection<Delivery> deliveries) {
        return RawReadings.of(new RawPages(settings), deliveries);
    }

    /**
     * Publishes readings in one transaction.
     *
     * @param readings which reading of each delivery; at least one, all of one account's period, no two of one scope
     * @return records that were published of each, the completion among them
     */
    Map<Delivery, Integer> publish(Map<Delivery, RawReading> readings) {
        return publish(readings.keySet().iterator().next(), Optional.empty(), readings);
    }

    /**
     * Publishes an operator's decision, and then the pages that it concerns, in one transaction: either all of it is
     * there or nothing.
     *
     * @param reading of the delivery, which is published after the decision; empty where its pages need not come again
     * @return records that were published of the delivery, the decision not among them
     */
    int publish(Delivery delivery, RawPage decision, Optional<RawReading> reading) {
        Map<Delivery, RawReading> readings =
                reading.map(again -> Map.of(delivery, again)).orElse(Map.of());
        return publish(delivery, Optional.of(decision), readings).getOrDefault(delivery, 0);
    }

    private Map<Delivery, Integer> publish(
            Delivery first, Optional<RawPage> decision, Map<Delivery, RawReading> readings) {
        try (Sender sender = new Sender(first)) {
            return sender.send(decision, readings);
        }
    }

    /** Sends the records of one transaction. */
    private final class Sender implements AutoCloseable {

        private final String topic;
        private final KafkaProducer<byte[], byte[]> producer;
        private final Serializer<RawPage> serializer;

        private Sender(Delivery first) {
            topic = Topics.raw(first.getProvider()).name();
            Map<String, Object> producerSettings = KafkaSettings.of(settings);
            producerSettings.put("transactional.id", "tributary-replay-" + first.getDeliveryId());
            producerSettings.putIfAbsent("transaction.timeout.ms", TRANSACTION_TIMEOUT);
            producerSettings.put(
                    "max.request.size",
                    Topics.raw(first.getProvider()).required().get("max.message.bytes"));
            producerSettings.put("compression.type", "zstd");
            serializer = AvroSerdes.valueSerializer(RawPage.class, settings);
            producer = new KafkaProducer<>(producerSettings, new ByteArraySerializer(), new ByteArraySerializer());
        }

        private Map<Delivery, Integer> send(Optional<RawPage> decision, Map<Delivery, RawReading> readings) {
            producer.initTransactions();
            producer.beginTransaction();
            try {
                decision.ifPresent(page -> send(page, page.getExtractedAt().toEpochMilli()));
                Map<Delivery, Integer> published = readings.isEmpty() ? Map.of() : copy(readings);
                producer.commitTransaction();
                return published;
            } catch (RuntimeException failure) {
                abort(failure);
                throw failure;
            }
        }

        private Map<Delivery, Integer> copy(Map<Delivery, RawReading> readings) {
            Map<String, Copied> copied = new LinkedHashMap<>();
            readings.keySet()
                    .forEach(delivery -> copied.put(
                            Keys.delivery(delivery.getScope(), delivery.getDeliveryId()),
                            new Copied(delivery, ids.get())));
            new RawPages(settings).forEach(readings.values(), page -> {
                Copied of = copied.get(Keys.delivery(page.getScope(), page.getDeliveryId()));
                page.setReading(of.reading);
                of.records++;
                if (page.getCompletion() != null) {
                    of.completion = page;
                } else {
                    send(page, null);
                }
            });
            Map<Delivery, Integer> published = new LinkedHashMap<>();
            for (Copied of : copied.values()) {
                send(of.completion, null);
                published.put(of.delivery, of.records);
            }
            return published;
        }

        /** @param timestamp null for the time of sending */
        private void send(RawPage page, Long timestamp) {
            byte[] key = Keys.accountPeriod(page.getBillingAccountId(), page.getBillingPeriodStart())
                    .getBytes(StandardCharsets.UTF_8);
            producer.send(new ProducerRecord<>(topic, null, timestamp, key, serializer.serialize(topic, page)));
        }

        private void abort(RuntimeException failure) {
            try {
                producer.abortTransaction();
            } catch (RuntimeException second) {
                failure.addSuppressed(second);
            }
        }

        @Override
        public void close() {
            producer.close();
            serializer.close();
        }
    }

    /** What was copied of a delivery. */
    private static final class Copied {
        private final Delivery delivery;
        private final String reading;
        private int records;
        private RawPage completion;

        private Copied(Delivery delivery, String reading) {
            this.delivery = delivery;
            this.reading = reading;
        }
    }
}
