package io.tributary.local.command.deliveries;

import io.tributary.local.command.cluster.KafkaSettings;
import io.tributary.local.view.CommittedEnds;
import io.tributary.schemas.Delivery;
import io.tributary.schemas.Keys;
import io.tributary.schemas.Topics;
import io.tributary.schemas.topics.TopicReader;
import io.tributary.schemas.wire.AvroSerdes;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Follows deliveries: keeps the newest committed record of each on {@code billing.deliveries}, and apart from them
 * those of checks across deliveries. Used by one thread.
 */
public final class DeliveryWatch implements AutoCloseable {

    private static final String OPEN = "OPEN";
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TopicReader consumer;
    private final Deserializer<Delivery> deserializer;
    private final Map<String, Delivery> newest = new HashMap<>();
    private final Map<String, Delivery> checks = new HashMap<>();
    private final Map<String, String> settings;
    private long seen;

    /** @param settings of the streams application, with those of Kafka's clients; the topic must exist */
    public DeliveryWatch(Map<String, String> settings) {
        this.settings = Map.copyOf(settings);
        deserializer = AvroSerdes.valueDeserializer(Delivery.class, settings);
        consumer = new TopicReader(KafkaSettings.of(settings));
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.DELIVERIES.name()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Reads new records, and waits at most {@code timeout} for the first. */
    public void poll(Duration timeout) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(timeout)) {
            seen++;
            Delivery delivery = deserializer.deserialize(record.topic(), record.value());
            if (delivery != null) {
                Map<String, Delivery> ofKind = CrossChecks.isCheck(delivery) ? checks : newest;
                ofKind.put(Keys.delivery(delivery.getScope(), delivery.getDeliveryId()), delivery);
            }
        }
    }

    /**
     * Reads all that is committed now, in every partition.
     *
     * @throws TimeoutException if a transaction is open for a minute, or nothing comes for as long
     */
    public void pollAll() {
        Map<TopicPartition, Long> ends = CommittedEnds.of(consumer.assignment(), KafkaSettings.of(settings));
        long moved = System.nanoTime();
        long before = seen;
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            poll(POLL);
            if (seen > before) {
                before = seen;
                moved = System.nanoTime();
            }
            if (System.nanoTime() - moved > PATIENCE.toNanos()) {
                throw new TimeoutException(
                        "No deliveries for " + PATIENCE.toSeconds() + " s, though they are not read" + " to " + ends);
            }
        }
    }

    /** Records read so far: grows as long as the streams application works on deliveries. */
    public long seen() {
        return seen;
    }

    /** What is known of a delivery. */
    public Optional<Delivery> delivery(String scope, String deliveryId) {
        return Optional.ofNullable(newest.get(Keys.delivery(scope, deliveryId)));
    }

    /** All deliveries that are known. */
    public Collection<Delivery> all() {
        return newest.values();
    }

    /** The checks across deliveries that are known, of each scope the one that was made last. */
    public Collection<Delivery> checks() {
        return CrossChecks.lastOfScopes(checks.values());
    }

    /** Which of the deliveries that are known are live. */
    public LiveDeliveries live() {
        return LiveDeliveries.of(all(), checks(), settings);
    }

    /** Whether a delivery is known and no longer open. */
    public boolean isSettled(String scope, String deliveryId) {
        return delivery(scope, deliveryId).filter(DeliveryWatch::isSettled).isPresent();
    }

    /** Whether a delivery is no longer open, nor one that is refused and still counted. */
    public static boolean isSettled(Delivery delivery) {
        return !delivery.getState().equals(OPEN) && !Refusals.isBeingCounted(delivery);
    }

    @Override
    public void close() {
        consumer.close();
        deserializer.close();
    }
}
