package io.tributary.extractors.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.tributary.schemas.Keys;
import io.tributary.schemas.RawPage;
import io.tributary.schemas.SourceCursor;
import io.tributary.schemas.Topic;
import io.tributary.schemas.Topics;
import io.tributary.schemas.wire.AvroSerdes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Publishes pages and the cursors after them in one Kafka transaction: a reader of committed records sees all of them
 * or none. After an exception it can only be closed. Used by one thread.
 */
public final class PagePublisher implements AutoCloseable {

    /** Largest record before compression. The broker's limit is for the compressed record. */
    private static final int MAX_REQUEST_BYTES = 17 * 1024 * 1024;

    /** How long to wait for a full buffer or a slow cluster, unless Kafka's own settings say otherwise. */
    private static final int PATIENCE_MS = 300_000;

    private static final String BUFFER_AVAILABLE = "buffer-available-bytes";

    private final PublishConfig config;
    private final Topic<RawPage> topic;
    private final Gate gate;
    private final Producer<byte[], byte[]> producer;
    private final Metric bufferAvailable;
    private final Serializer<RawPage> pageSerializer;
    private final Serializer<SourceCursor> cursorSerializer;

    private PagePublisher(PublishConfig config, Topic<RawPage> topic, Gate gate, Producer<byte[], byte[]> producer) {
        this.config = config;
        this.topic = topic;
        this.gate = gate;
        this.producer = producer;
        this.bufferAvailable = producer.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals(BUFFER_AVAILABLE))
                .findFirst()
                .orElseThrow();
        this.pageSerializer = AvroSerdes.valueSerializer(RawPage.class, config.serde());
        this.cursorSerializer = AvroSerdes.valueSerializer(SourceCursor.class, config.serde());
    }

    /**
     * Connects, ends an unfinished transaction of an earlier extractor of this name, and fences one that still runs.
     *
     * @param topic where the pages go
     * @param gate delays transactions
     */
    public static PagePublisher open(PublishConfig config, Topic<RawPage> topic, Gate gate) {
        requireNonNull(config, "config");
        requireNonNull(topic, "topic");
        requireNonNull(gate, "gate");
        Producer<byte[], byte[]> producer =
                new KafkaProducer<>(settings(config), new ByteArraySerializer(), new ByteArraySerializer());
        try {
            PagePublisher publisher = new PagePublisher(config, topic, gate, producer);
            producer.initTransactions();
            return publisher;
        } catch (RuntimeException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
    }

    /** Whether a batch is large or old enough to be published. */
    boolean isEnough(int pages, long bytes, Instant since, Instant now) {
        return pages >= config.transactionPages()
                || bytes >= config.transactionBytes()
                || Duration.between(since, now).compareTo(config.transactionTime()) >= 0;
    }

    /** Returns when there is room for another transaction. */
    void awaitRoom() {
        gate.await();
    }

    /**
     * Publishes {@code pages} and {@code cursors}, and returns when they are committed.
     *
     * @param at the records' timestamp: the time of publication
     * @throws KafkaException if the cluster fails; nothing was committed then, unless the commit itself got no answer;
     *     the cursors show this when they are read again
     */
    void publish(List<RawPage> pages, List<SourceCursor> cursors, Instant at) {
        producer.beginTransaction();
        try {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (RawPage page : pages) {
                String key = Keys.accountPeriod(page.getBillingAccountId(), page.getBillingPeriodStart());
                sent.add(send(topic.name(), at, key, pageSerializer.serialize(topic.name(), page)));
            }
            String cursorTopic = Topics.CURSORS.name();
            for (SourceCursor cursor : cursors) {
                sent.add(send(cursorTopic, at, cursor.getScope(), cursorSerializer.serialize(cursorTopic, cursor)));
            }
            producer.commitTransaction();
            List<RecordMetadata> committed =
                    sent.stream().map(PagePublisher::committed).toList();
            gate.committed(committed.subList(0, pages.size()));
        } catch (RuntimeException e) {
            abort(e);
            throw e;
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(10));
        pageSerializer.close();
        cursorSerializer.close();
    }

    private Future<RecordMetadata> send(String topicName, Instant at, String key, byte[] value) {
        double available = (Double) bufferAvailable.metricValue();
        if (available < value.length) {
            gate.bufferFull(value.length, (long) available);
        }
        return producer.send(new ProducerRecord<>(topicName, null, at.toEpochMilli(), key.getBytes(UTF_8), value));
    }

    private void abort(RuntimeException cause) {
        try {
            producer.abortTransaction();
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    private static RecordMetadata committed(Future<RecordMetadata> sent) {
        try {
            return sent.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private static Map<String, Object> settings(PublishConfig config) {
        Map<String, Object> settings = new HashMap<>();
        // Raw pages are written once and read often: worth the better compression.
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MS);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, PATIENCE_MS);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, config.extractorName());
        settings.put(ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        settings.putAll(config.kafka());
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "extractor-" + config.extractorName());
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        return settings;
    }
}
