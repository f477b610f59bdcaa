package io.tributary.local.command.focus;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.local.view.CommittedRecords;
import io.tributary.local.view.FocusContent;
import io.tributary.schemas.Keys;
import io.tributary.schemas.Topic;
import io.tributary.schemas.Topics;
import io.tributary.schemas.wire.AvroSerdes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * The topics of FOCUS's other data sets: what differs from what stands there is published in one transaction, and what
 * is no longer there is taken back. Topics must exist.
 */
public final class FocusTopics {

    /** A writer fences one that began before it: of two at one time the later one counts. */
    private static final String TRANSACTIONAL_ID = "tributary-focus";

    private final Map<String, String> settings;
    private final Map<String, Object> clientSettings;

    /**
     * @param settings of the wire format
     * @param clientSettings of Kafka's clients, bootstrap.servers at least
     */
    public FocusTopics(Map<String, String> settings, Map<String, Object> clientSettings) {
        this.settings = Map.copyOf(settings);
        this.clientSettings = Map.copyOf(clientSettings);
    }

    /**
     * Makes the topics say what the data sets hold.
     *
     * @return records that were published; 0 where nothing had changed
     */
    public int publish(FocusContent content) {
        List<ProducerRecord<byte[], byte[]>> changes = new ArrayList<>();
        changes.addAll(changes(
                Topics.BILLING_PERIODS,
                content.billingPeriods(),
                period -> Keys.billingPeriod(
                        period.getXProvider(), period.getInvoiceIssuerName(), period.getBillingPeriodStart())));
        changes.addAll(
                changes(Topics.INVOICE_DETAILS, content.invoiceDetails(), detail -> detail.getInvoiceDetailId()));
        if (!changes.isEmpty()) {
            send(changes);
        }
        return changes.size();
    }

    private <T extends SpecificRecord> List<ProducerRecord<byte[], byte[]>> changes(
            Topic<T> topic, List<T> wanted, Function<T, String> key) {
        SortedMap<String, byte[]> standing = standing(topic);
        List<ProducerRecord<byte[], byte[]>> changes = new ArrayList<>();
        try (Serializer<T> serializer = AvroSerdes.valueSerializer(topic.valueType(), settings)) {
            for (T record : wanted) {
                String name = key.apply(record);
                byte[] value = serializer.serialize(topic.name(), record);
                if (!Arrays.equals(standing.remove(name), value)) {
                    changes.add(new ProducerRecord<>(topic.name(), name.getBytes(UTF_8), value));
                }
            }
        }
        standing.keySet().forEach(gone -> changes.add(new ProducerRecord<>(topic.name(), gone.getBytes(UTF_8), null)));
        return changes;
    }

    private SortedMap<String, byte[]> standing(Topic<?> topic) {
        SortedMap<String, byte[]> standing = new TreeMap<>();
        try (CommittedRecords records = new CommittedRecords(topic.name(), clientSettings)) {
            while (records.hasNext()) {
                for (ConsumerRecord<byte[], byte[]> record : records.next()) {
                    String key = new String(record.key(), UTF_8);
                    if (record.value() == null) {
                        standing.remove(key);
                    } else {
                        standing.put(key, record.value());
                    }
                }
            }
        }
        return standing;
    }

    private void send(List<ProducerRecord<byte[], byte[]>> changes) {
        Map<String, Object> producerSettings = new HashMap<>(clientSettings);
        producerSettings.put("transactional.id", TRANSACTIONAL_ID);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(producerSettings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            try {
                changes.forEach(producer::send);
                producer.commitTransaction();
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
}
