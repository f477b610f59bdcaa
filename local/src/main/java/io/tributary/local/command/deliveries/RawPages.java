package io.tributary.local.command.deliveries;

import io.tributary.local.command.cluster.KafkaSettings;
import io.tributary.local.view.CommittedRecords;
import io.tributary.schemas.Delivery;
import io.tributary.schemas.Keys;
import io.tributary.schemas.RawPage;
import io.tributary.schemas.Topics;
import io.tributary.schemas.wire.AvroSerdes;
import io.tributary.streams.deadletter.RejectedPageException;
import io.tributary.streams.page.PageReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;

/** Pages and completions of deliveries on the raw topic, each as often as it was published. */
final class RawPages {

    private final Map<String, String> settings;

    /** @param settings of Kafka's clients by {@code kafka.} names, and of the registry */
    RawPages(Map<String, String> settings) {
        this.settings = settings;
    }

    /**
     * Calls {@code consumer} with every committed record of {@code deliveries}, in order.
     *
     * @param deliveries at least one, all of one provider
     */
    void forEach(Collection<Delivery> deliveries, BiConsumer<ConsumerRecord<byte[], byte[]>, RawPage> consumer) {
        Delivery first = deliveries.iterator().next();
        String topic = Topics.raw(first.getProvider()).name();
        Set<ByteBuffer> keys = deliveries.stream()
                .map(delivery -> Keys.accountPeriod(delivery.getBillingAccountId(), delivery.getBillingPeriodStart()))
                .map(key -> ByteBuffer.wrap(key.getBytes(StandardCharsets.UTF_8)))
                .collect(Collectors.toSet());
        Set<String> meant = deliveries.stream()
                .map(delivery -> Keys.delivery(delivery.getScope(), delivery.getDeliveryId()))
                .collect(Collectors.toSet());
        try (CommittedRecords records = new CommittedRecords(topic, KafkaSettings.of(settings));
                Deserializer<RawPage> pages = AvroSerdes.valueDeserializer(RawPage.class, settings)) {
            PageReader reader = new PageReader(value -> pages.deserialize(topic, value));
            while (records.hasNext()) {
                for (ConsumerRecord<byte[], byte[]> record : records.next()) {
                    if (record.key() != null && keys.contains(ByteBuffer.wrap(record.key()))) {
                        read(reader, record)
                                .filter(page -> page.getInstruction() == null)
                                .filter(page -> meant.contains(Keys.delivery(page.getScope(), page.getDeliveryId())))
                                .ifPresent(page -> consumer.accept(record, page));
                    }
                }
            }
        }
    }

    /**
     * Calls {@code consumer} with the records that make up {@code readings}, partition by partition in their order.
     *
     * @param readings at least one, each whole, all of one raw topic
     * @throws IllegalStateException if some of the records are gone
     */
    void forEach(Collection<RawReading> readings, Consumer<RawPage> consumer) {
        Set<RawReading.Place> places =
                readings.stream().flatMap(reading -> reading.places().stream()).collect(Collectors.toSet());
        Map<TopicPartition, LongSummaryStatistics> offsets = places.stream()
                .collect(Collectors.groupingBy(
                        RawReading.Place::partition, Collectors.summarizingLong(RawReading.Place::offset)));
        String topic = offsets.keySet().iterator().next().topic();
        Map<TopicPartition, Long> starts = new HashMap<>();
        Map<TopicPartition, Long> ends = new HashMap<>();
        offsets.forEach((partition, range) -> {
            starts.put(partition, range.getMin());
            ends.put(partition, range.getMax() + 1);
        });
        try (CommittedRecords records = new CommittedRecords(starts, ends, KafkaSettings.of(settings));
                Deserializer<RawPage> pages = AvroSerdes.valueDeserializer(RawPage.class, settings)) {
            int found = 0;
            while (records.hasNext()) {
                for (ConsumerRecord<byte[], byte[]> record : records.next()) {
                    if (places.contains(RawReading.Place.of(record))) {
                        consumer.accept(pages.deserialize(topic, record.value()));
                        found++;
                    }
                }
            }
            if (found < places.size()) {
                throw new IllegalStateException("Topic " + topic + " has " + found + " of " + places.size()
                        + " records that it had a moment ago: the others were deleted meanwhile");
            }
        }
    }

    /** The page of a record; empty where it is none, so that the streams application has dead-lettered it. */
    private static Optional<RawPage> read(PageReader reader, ConsumerRecord<byte[], byte[]> record) {
        try {
            return Optional.of(reader.read(record.value()));
        } catch (RejectedPageException unreadable) {
            return Optional.empty();
        }
    }
}
