package io.tributary.local.command.dlq;

import io.tributary.local.command.cluster.KafkaSettings;
import io.tributary.local.command.deliveries.DeliveryWatch;
import io.tributary.local.command.deliveries.Discards;
import io.tributary.local.view.CommittedRecords;
import io.tributary.schemas.DeadLetter;
import io.tributary.schemas.Delivery;
import io.tributary.schemas.Topics;
import io.tributary.schemas.wire.AvroSerdes;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;

/** The committed dead letters of a cluster, one after the other: their bytes are never in memory together. */
final class Letters {

    private final Map<String, String> settings;
    private final LetterStates states;

    /**
     * @param settings of the streams application, of Kafka's clients and of the registry
     * @param watch has read all deliveries
     */
    Letters(Map<String, String> settings, DeliveryWatch watch, Discards discards) {
        this.settings = settings;
        this.states = new LetterStates(watch, discards);
    }

    /** Gives every letter to {@code consumer}; of letters about one row of one raw record the first. */
    void forEach(Consumer<Letter> consumer) {
        String topic = Topics.DEAD_LETTERS.name();
        Seen seen = new Seen();
        try (CommittedRecords records = new CommittedRecords(topic, KafkaSettings.of(settings));
                Deserializer<DeadLetter> letters = AvroSerdes.valueDeserializer(DeadLetter.class, settings)) {
            while (records.hasNext()) {
                for (ConsumerRecord<byte[], byte[]> record : records.next()) {
                    DeadLetter letter = letters.deserialize(topic, record.value());
                    if (letter != null && seen.isFirst(letter)) {
                        consumer.accept(letter(letter, record.key()));
                    }
                }
            }
        }
    }

    private Letter letter(DeadLetter letter, byte[] key) {
        Optional<Delivery> delivery = states.delivery(letter);
        LetterState state = states.of(letter, delivery);
        if (delivery.isPresent()) {
            return new Letter(
                    letter,
                    state,
                    delivery,
                    delivery.get().getBillingAccountId(),
                    delivery.get().getBillingPeriodStart().toString());
        }
        String[] named = key == null ? new String[0] : new String(key, StandardCharsets.UTF_8).split("\\|", 2);
        return new Letter(
                letter, state, delivery, named.length == 2 ? named[0] : "", named.length == 2 ? named[1] : "");
    }

    /**
     * Which letters there were: an application that lost its state reads raw records again, and writes a letter again.
     */
    private static final class Seen {

        private final Map<TopicPartition, Map<Long, BitSet>> rows = new HashMap<>();

        private boolean isFirst(DeadLetter letter) {
            BitSet ofRecord = rows.computeIfAbsent(
                            new TopicPartition(letter.getTopic(), letter.getPartition()), first -> new HashMap<>())
                    .computeIfAbsent(letter.getOffset(), first -> new BitSet());
            int place = letter.getPageRow() == null ? 0 : letter.getPageRow() + 1;
            boolean isFirst = !ofRecord.get(place);
            ofRecord.set(place);
            return isFirst;
        }
    }
}
