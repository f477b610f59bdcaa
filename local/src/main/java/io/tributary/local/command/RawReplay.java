package io.tributary.local.command;

import io.tributary.schemas.Delivery;
import io.tributary.schemas.Keys;
import io.tributary.schemas.RawPage;
import io.tributary.schemas.Topics;
import io.tributary.schemas.wire.AvroSerdes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;

/** Publishes the raw pages of a delivery once more, as they are, behind everything that is there. */
final class RawReplay {

    private static final Duration POLL = Duration.ofMillis(200);

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
        String topic = Topics.raw(delivery.getProvider()).name();
        byte[] key = Keys.accountPeriod(delivery.getBillingAccountId(), delivery.getBillingPeriodStart())
                .getBytes(StandardCharsets.UTF_8);
        Map<String, Object> consumerSettings = KafkaSettings.of(settings);
        consumerSettings.put("isolation.level", "read_committed");
        consumerSettings.put("enable.auto.commit", "false");
        consumerSettings.put("auto.offset.reset", "earliest");
        Map<String, Object> producerSettings = KafkaSettings.of(settings);
        producerSettings.put("transactional.id", "tributary-replay-" + delivery.getDeliveryId());
        producerSettings.put("max.request.size", Topics.RAW_AWS.required().get("max.message.bytes"));
        producerSettings.put("compression.type", "zstd");
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                        consumerSettings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
                KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(producerSettings, new ByteArraySerializer(), new ByteArraySerializer());
                Deserializer<RawPage> pages = AvroSerdes.valueDeserializer(RawPage.class, settings)) {
            producer.initTransactions();
            producer.beginTransaction();
            int published = copy(topic, key, delivery, consumer, producer, pages);
            producer.commitTransaction();
            return published;
        }
    }

    private static int copy(
            String topic,
            byte[] key,
            Delivery delivery,
            KafkaConsumer<byte[], byte[]> consumer,
            KafkaProducer<byte[], byte[]> producer,
            Deserializer<RawPage> pages) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        int published = 0;
        while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                boolean isBefore = record.offset() < ends.get(new TopicPartition(topic, record.partition()));
                if (isBefore
                        && Arrays.equals(record.key(), key)
                        && isOf(delivery, pages.deserialize(topic, record.value()))) {
                    producer.send(new ProducerRecord<>(topic, record.partition(), record.key(), record.value()));
                    published++;
                }
            }
        }
        return published;
    }

    private static boolean isOf(Delivery delivery, RawPage page) {
        return page.getInstruction() == null
                && page.getScope().equals(delivery.getScope())
                && page.getDeliveryId().equals(delivery.getDeliveryId());
    }
}
