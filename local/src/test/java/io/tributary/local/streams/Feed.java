package io.tributary.local.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.CostRecord;
import io.tributary.schemas.Delivery;
import io.tributary.schemas.LedgerEntry;
import io.tributary.schemas.Topics;
import io.tributary.schemas.wire.AvroSerdes;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What readers of committed records have of the feed, by partition: every test keeps to partitions of its own. */
final class Feed implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(10);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final KafkaConsumer<String, byte[]> committed;
    private final KafkaConsumer<String, byte[]> uncommitted;
    private final Deserializer<CostRecord> costs;
    private final Deserializer<LedgerEntry> entries;
    private final Deserializer<Delivery> deliveries;
    private final Map<Integer, Part> parts = new HashMap<>();
    private final Map<String, String> uncommittedStates = new HashMap<>();

    /** One partition of the feed. */
    static final class Part {
        /** Billed costs of live records by their ids: the compacted view. */
        final Map<String, BigDecimal> live = new HashMap<>();

        /** The newest record of each delivery, by its id. */
        final Map<String, Delivery> deliveries = new HashMap<>();

        /** Sum of the change headers: what a reader of the log has who keeps no records. */
        BigDecimal changes = BigDecimal.ZERO;

        /** Sum of the ledger's entries. */
        BigDecimal ledger = BigDecimal.ZERO;

        int published;
        int withdrawn;

        BigDecimal billed() {
            return live.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        String state(String deliveryId) {
            return deliveries.containsKey(deliveryId)
                    ? deliveries.get(deliveryId).getState()
                    : "none";
        }
    }

    Feed(Map<String, String> settings) {
        costs = AvroSerdes.valueDeserializer(CostRecord.class, settings);
        entries = AvroSerdes.valueDeserializer(LedgerEntry.class, settings);
        deliveries = AvroSerdes.valueDeserializer(Delivery.class, settings);
        committed = consumer(settings, "read_committed");
        uncommitted = consumer(settings, "read_uncommitted");
    }

    private static KafkaConsumer<String, byte[]> consumer(Map<String, String> settings, String isolation) {
        KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        settings.get("kafka.bootstrap.servers"),
                        "isolation.level",
                        isolation,
                        "auto.offset.reset",
                        "earliest",
                        "max.poll.records",
                        10_000),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(List.of(Topics.COSTS, Topics.LEDGER, Topics.DELIVERIES).stream()
                .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList());
        return consumer;
    }

    Part part(int partition) {
        return parts.computeIfAbsent(partition, number -> new Part());
    }

    int published() {
        return parts.values().stream().mapToInt(part -> part.published).sum();
    }

    /** Live records of all partitions. */
    Map<String, BigDecimal> live() {
        Map<String, BigDecimal> all = new HashMap<>();
        parts.values().forEach(part -> all.putAll(part.live));
        return all;
    }

    /** Takes in what is committed now. */
    void read() {
        Map<TopicPartition, Long> ends = committed.endOffsets(committed.assignment());
        while (ends.entrySet().stream().anyMatch(end -> committed.position(end.getKey()) < end.getValue())) {
            committed.poll(POLL).forEach(this::take);
        }
    }

    /** Takes in what is committed until {@code enough}. */
    void readUntil(String expected, BooleanSupplier enough) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        read();
        while (!enough.getAsBoolean()) {
            assertThat(System.nanoTime()).as("time to wait for: " + expected).isLessThan(deadline);
            committed.poll(POLL).forEach(this::take);
            read();
        }
    }

    /** Waits until a delivery has {@code state}, and takes in all that went before. */
    void awaitState(int partition, String deliveryId, String state) {
        readUntil(
                deliveryId + " of partition " + partition + " is " + state,
                () -> part(partition).state(deliveryId).equals(state));
        settle();
    }

    /** A transaction ends on each partition for itself: waits until none is open on any cost or entry. */
    void settle() {
        Set<TopicPartition> records = committed.assignment().stream()
                .filter(partition -> !partition.topic().equals(Topics.DELIVERIES.name()))
                .collect(Collectors.toSet());
        readUntil(
                "no transaction is open", () -> committed.endOffsets(records).equals(uncommitted.endOffsets(records)));
        read();
    }

    /** Waits until a delivery has {@code state} for those who also read what is not committed. */
    void awaitUncommittedState(int partition, String deliveryId, String state) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!state.equals(uncommittedStates.get(partition + deliveryId))) {
            assertThat(System.nanoTime())
                    .as("time to wait for: " + deliveryId + " is " + state + ", uncommitted")
                    .isLessThan(deadline);
            for (ConsumerRecord<String, byte[]> record : uncommitted.poll(POLL)) {
                if (record.topic().equals(Topics.DELIVERIES.name())) {
                    Delivery delivery = deliveries.deserialize(record.topic(), record.value());
                    uncommittedStates.put(record.partition() + delivery.getDeliveryId(), delivery.getState());
                }
            }
        }
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        Part part = part(record.partition());
        if (record.topic().equals(Topics.DELIVERIES.name())) {
            Delivery delivery = deliveries.deserialize(record.topic(), record.value());
            part.deliveries.put(delivery.getDeliveryId(), delivery);
        } else if (record.topic().equals(Topics.LEDGER.name())) {
            part.ledger = part.ledger.add(
                    entries.deserialize(record.topic(), record.value()).getBilledCost());
        } else {
            takeCost(record, part);
        }
    }

    private void takeCost(ConsumerRecord<String, byte[]> record, Part part) {
        part.published++;
        part.changes = part.changes.add(new BigDecimal(
                new String(record.headers().lastHeader("billing.billed.change").value(), StandardCharsets.UTF_8)));
        if (record.value() == null) {
            part.withdrawn++;
            assertThat(part.live.remove(record.key()))
                    .as("record that is withdrawn")
                    .isNotNull();
        } else {
            CostRecord cost = costs.deserialize(record.topic(), record.value());
            assertThat(cost.getXRecordId()).isEqualTo(record.key());
            part.live.put(record.key(), cost.getBilledCost());
        }
    }

    @Override
    public void close() {
        committed.close();
        uncommitted.close();
    }
}
