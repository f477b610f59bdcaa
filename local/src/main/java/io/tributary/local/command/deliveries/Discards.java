package io.tributary.local.command.deliveries;

import io.tributary.local.command.cluster.KafkaSettings;
import io.tributary.local.view.CommittedRecords;
import io.tributary.schemas.DeadLetter;
import io.tributary.schemas.Delivery;
import io.tributary.schemas.Discard;
import io.tributary.schemas.Keys;
import io.tributary.schemas.Topics;
import io.tributary.schemas.wire.AvroSerdes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/** The dead letters about which a person decided that nothing is to be done. Used by one thread. */
public final class Discards {

    private final Map<String, String> settings;
    private final RowDigests digests;
    private final Map<String, Discard> byKey = new HashMap<>();

    private Discards(Map<String, String> settings, RowDigests digests) {
        this.settings = settings;
        this.digests = digests;
    }

    /**
     * Reads the decisions that were taken and not taken back.
     *
     * @param settings of the streams application, of Kafka's clients and of the registry; the topic must exist
     */
    public static Discards read(Map<String, String> settings) {
        Discards discards = new Discards(settings, new RowDigests(new Statements(settings)::dataSet));
        String topic = Topics.DISCARDS.name();
        try (CommittedRecords records = new CommittedRecords(topic, KafkaSettings.of(settings));
                Deserializer<Discard> values = AvroSerdes.valueDeserializer(Discard.class, settings)) {
            while (records.hasNext()) {
                for (ConsumerRecord<byte[], byte[]> record : records.next()) {
                    String key = new String(record.key(), StandardCharsets.UTF_8);
                    Discard discard = values.deserialize(topic, record.value());
                    if (discard == null) {
                        discards.byKey.remove(key);
                    } else {
                        discards.byKey.put(key, discard);
                    }
                }
            }
        }
        return discards;
    }

    /** No decisions. */
    static Discards none() {
        return new Discards(Map.of(), new RowDigests(delivery -> Optional.empty()));
    }

    /**
     * The decision about a letter; empty where there is none.
     *
     * @param delivery the letter's delivery, where it is known
     */
    public Optional<Discard> of(DeadLetter letter, Optional<Delivery> delivery) {
        return byKey.isEmpty() ? Optional.empty() : Optional.ofNullable(byKey.get(key(letter, delivery)));
    }

    /**
     * The key of the decision about a letter; of rows of a scope that say the same it is the same.
     *
     * @param delivery the letter's delivery, where it is known
     */
    public String key(DeadLetter letter, Optional<Delivery> delivery) {
        return delivery.isPresent() && letter.getPageRow() != null
                ? Keys.discardedRow(letter.getScope(), digests.of(letter, delivery.get()))
                : Keys.discardedRecord(letter.getTopic(), letter.getPartition(), letter.getOffset());
    }

    /** Publishes decisions about letters. */
    public final class Writer implements AutoCloseable {

        private final KafkaProducer<byte[], byte[]> producer;
        private final Serializer<Discard> serializer;
        private Future<RecordMetadata> last;

        private Writer() {
            Map<String, Object> producerSettings = KafkaSettings.of(settings);
            producerSettings.put("acks", "all");
            producer = new KafkaProducer<>(producerSettings, new ByteArraySerializer(), new ByteArraySerializer());
            serializer = AvroSerdes.valueSerializer(Discard.class, settings);
        }

        /** Decides that nothing is to be done about a letter. */
        public void discard(DeadLetter letter, Optional<Delivery> delivery, String reason, Instant now) {
            String key = key(letter, delivery);
            boolean isRow = key.startsWith(letter.getScope() + "|");
            Discard discard = Discard.newBuilder()
                    .setScope(letter.getScope())
                    .setDigest(isRow ? key.substring(letter.getScope().length() + 1) : null)
                    .setTopic(letter.getTopic())
                    .setPartition(letter.getPartition())
                    .setOffset(letter.getOffset())
                    .setPageRow(letter.getPageRow())
                    .setCode(letter.getCode())
                    .setReason(reason)
                    .setDiscardedAt(now)
                    .build();
            send(key, serializer.serialize(Topics.DISCARDS.name(), discard));
        }

        /** Takes a decision back. */
        public void undo(DeadLetter letter, Optional<Delivery> delivery) {
            send(key(letter, delivery), null);
        }

        private void send(String key, byte[] value) {
            last = producer.send(
                    new ProducerRecord<>(Topics.DISCARDS.name(), key.getBytes(StandardCharsets.UTF_8), value));
        }

        /** Waits until everything is published. */
        public void flush() {
            producer.flush();
            try {
                if (last != null) {
                    last.get();
                }
            } catch (ExecutionException e) {
                throw new IllegalStateException(
                        "Cannot publish a decision: " + e.getCause().getMessage(), e);
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
        }

        @Override
        public void close() {
            producer.close();
            serializer.close();
        }
    }

    /** Opens a writer of decisions. */
    public Writer writer() {
        return new Writer();
    }
}
