package io.tributary.benchmarks;

import io.tributary.schemas.Delivery;
import io.tributary.schemas.Topics;
import io.tributary.schemas.wire.AvroSerdes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Checks that the billing topology has done what was measured: a fast run that loses rows does not count. */
final class DeliveryCheck {

    private final List<Delivery> deliveries;

    private DeliveryCheck(List<Delivery> deliveries) {
        this.deliveries = deliveries;
    }

    /** Reads what became of each delivery. */
    static DeliveryCheck read(Map<String, String> settings, String bootstrapServers, int partitions) {
        Map<String, Object> consumerSettings = Map.of(
                "bootstrap.servers", bootstrapServers,
                "isolation.level", "read_committed",
                "auto.offset.reset", "earliest");
        Map<String, Delivery> newest = new TreeMap<>();
        try (KafkaConsumer<String, Delivery> consumer = new KafkaConsumer<>(
                consumerSettings, new StringDeserializer(), AvroSerdes.valueDeserializer(Delivery.class, settings))) {
            List<TopicPartition> all = IntStream.range(0, partitions)
                    .mapToObj(partition -> new TopicPartition(Topics.DELIVERIES.name(), partition))
                    .toList();
            consumer.assign(all);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            while (all.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofSeconds(1)).forEach(record -> newest.put(record.key(), record.value()));
            }
        }
        return new DeliveryCheck(List.copyOf(newest.values()));
    }

    /** Records that the first deliveries had. */
    long records() {
        return sum(Phase.FIRST, Delivery::getRecordsAdded);
    }

    /** What is wrong after {@code pages}; empty where nothing is. */
    List<String> problems(Pages pages) {
        List<String> problems = new ArrayList<>();
        for (Phase phase : List.of(Phase.FIRST, Phase.UNCHANGED, Phase.RESTATED)) {
            expect(
                    problems,
                    phase,
                    "deliveries that are complete and conserved",
                    pages.scopes(),
                    delivery -> isComplete(delivery) ? 1 : 0);
            expect(problems, phase, "dead rows", 0, Delivery::getRowsRejected);
        }
        expect(problems, Phase.FIRST, "rows", pages.rows(), Delivery::getRowsSeen);
        expect(problems, Phase.UNCHANGED, "unchanged records", records(), Delivery::getRecordsUnchanged);
        expect(problems, Phase.UNCHANGED, "added records", 0, Delivery::getRecordsAdded);
        expect(problems, Phase.UNCHANGED, "restated records", 0, Delivery::getRecordsRestated);
        expect(problems, Phase.UNCHANGED, "vanished records", 0, Delivery::getRecordsVanished);
        expect(problems, Phase.RESTATED, "added records", 0, Delivery::getRecordsAdded);
        expect(problems, Phase.RESTATED, "restated records", pages.restated(), Delivery::getRecordsRestated);
        expect(problems, Phase.RESTATED, "vanished records", pages.removed(), Delivery::getRecordsVanished);
        return problems;
    }

    private void expect(
            List<String> problems, Phase phase, String what, long expected, ToLongFunction<Delivery> count) {
        long found = sum(phase, count);
        if (found != expected) {
            problems.add(phase.label() + ": " + found + " " + what + ", expected " + expected + found(phase));
        }
    }

    private String found(Phase phase) {
        return of(phase).stream()
                .filter(delivery -> !isComplete(delivery))
                .map(delivery -> delivery.getState() + " " + delivery.getVerdict())
                .distinct()
                .limit(3)
                .collect(Collectors.joining("; ", " ", ""))
                .stripTrailing();
    }

    /** Whether all of it was seen and conserved; a newer complete delivery supersedes it afterwards. */
    private static boolean isComplete(Delivery delivery) {
        boolean whole = delivery.getState().equals("COMPLETE")
                || delivery.getState().equals("SUPERSEDED")
                        && Objects.equals(delivery.getRowsExpected(), delivery.getRowsSeen());
        return whole && delivery.getConserved();
    }

    private long sum(Phase phase, ToLongFunction<Delivery> count) {
        return of(phase).stream().mapToLong(count).sum();
    }

    private List<Delivery> of(Phase phase) {
        return deliveries.stream()
                .filter(delivery -> delivery.getDeliveryId().equals(DeliveryPages.id(phase)))
                .toList();
    }
}
