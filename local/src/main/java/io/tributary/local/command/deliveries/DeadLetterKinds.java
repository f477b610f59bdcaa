package io.tributary.local.command.deliveries;

import io.tributary.local.command.cluster.KafkaSettings;
import io.tributary.local.view.CommittedRecords;
import io.tributary.schemas.DeadLetter;
import io.tributary.schemas.Delivery;
import io.tributary.schemas.Keys;
import io.tributary.schemas.Topics;
import io.tributary.schemas.wire.AvroSerdes;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Counts the dead letters of deliveries by code and column. It keeps a count and the first reason of each kind, never
 * the letters themselves.
 */
public final class DeadLetterKinds {

    /** Kinds that are kept of a delivery; there are twenty codes, and few columns can be at fault. */
    private static final int MOST_KINDS = 200;

    private final Map<String, Delivery> deliveries;
    private final Map<String, Map<Kind, DeadLetterKind>> kinds = new HashMap<>();
    private final Map<String, DiscardedLetters> discarded = new HashMap<>();
    private Discards discards = Discards.none();

    /** @param deliveries those whose dead letters are counted */
    public DeadLetterKinds(Collection<Delivery> deliveries) {
        this.deliveries = deliveries.stream()
                .filter(delivery -> delivery.getRowsRejected() + delivery.getPagesRejected() > 0)
                .collect(Collectors.toMap(DeadLetterKinds::key, Function.identity(), (one, same) -> one));
    }

    /**
     * Reads the committed dead letters of {@code deliveries} once. Nothing is read where no delivery has any.
     *
     * @param settings of Kafka's clients by {@code kafka.} names, and of the registry
     */
    public static DeadLetterKinds read(Collection<Delivery> deliveries, Map<String, String> settings) {
        DeadLetterKinds kinds = new DeadLetterKinds(deliveries);
        if (!kinds.deliveries.isEmpty()) {
            kinds.read(settings);
        }
        return kinds;
    }

    private void read(Map<String, String> settings) {
        discards = Discards.read(settings);
        try (CommittedRecords records = new CommittedRecords(Topics.DEAD_LETTERS.name(), KafkaSettings.of(settings));
                Deserializer<DeadLetter> letters = AvroSerdes.valueDeserializer(DeadLetter.class, settings)) {
            while (records.hasNext()) {
                for (ConsumerRecord<byte[], byte[]> record : records.next()) {
                    DeadLetter letter = letters.deserialize(record.topic(), record.value());
                    if (letter != null) {
                        add(letter);
                    }
                }
            }
        }
    }

    /** Counts a letter, unless it is of another delivery or of an earlier reading of its delivery. */
    public void add(DeadLetter letter) {
        if (letter.getScope() == null || letter.getDeliveryId() == null) {
            return;
        }
        String key = Keys.delivery(letter.getScope(), letter.getDeliveryId());
        Delivery delivery = deliveries.get(key);
        if (delivery == null
                || letter.getRejectedAt().isBefore(delivery.getFirstSeen())
                || !letter.getReading().equals(delivery.getReading())) {
            return;
        }
        if (discards.of(letter, Optional.of(delivery)).isPresent()) {
            discarded.computeIfAbsent(key, first -> new DiscardedLetters()).add(letter);
            return;
        }
        Map<Kind, DeadLetterKind> ofDelivery = kinds.computeIfAbsent(key, first -> new LinkedHashMap<>());
        Kind kind = new Kind(letter.getCode(), letter.getColumn(), letter.getPageRow() == null);
        if (ofDelivery.containsKey(kind)) {
            ofDelivery.computeIfPresent(kind, (same, known) -> known.plusOne());
        } else if (ofDelivery.size() < MOST_KINDS) {
            ofDelivery.put(kind, DeadLetterKind.first(letter));
        }
    }

    /** Kinds of a delivery's dead letters, the most frequent first. */
    public List<DeadLetterKind> of(Delivery delivery) {
        return kinds.getOrDefault(key(delivery), Map.of()).values().stream()
                .sorted(Comparator.comparingLong(DeadLetterKind::count).reversed())
                .toList();
    }

    /** The delivery's dead letters about which nothing is to be done. */
    public DiscardedLetters discarded(Delivery delivery) {
        return discarded.getOrDefault(key(delivery), DiscardedLetters.NONE);
    }

    private static String key(Delivery delivery) {
        return Keys.delivery(delivery.getScope(), delivery.getDeliveryId());
    }

    private record Kind(String code, String column, boolean isPage) {}
}
