package io.tributary.benchmarks;

import io.tributary.schemas.Keys;
import io.tributary.schemas.Provider;
import io.tributary.schemas.RawPage;
import io.tributary.schemas.wire.AvroSerdes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Loads deliveries onto the raw topic. Scopes take turns page by page, and are dealt out to the partitions evenly, so
 * that the partitions reach each delivery at about the same time.
 */
final class PageLoader implements AutoCloseable {

    private final KafkaProducer<String, byte[]> producer;
    private final Serializer<RawPage> serializer;
    private final RawLog log;

    /** A page on its way. */
    private record Sent(Future<RecordMetadata> result, int rows, int bytes) {}

    PageLoader(Map<String, String> settings, String bootstrapServers, RawLog log) {
        this.log = log;
        serializer = AvroSerdes.valueSerializer(RawPage.class, settings);
        producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "transactional.id",
                        "benchmark-loader",
                        "compression.type",
                        "zstd",
                        "max.request.size",
                        Provider.AWS.rawTopic().required().get("max.message.bytes")),
                new StringSerializer(),
                (topic, value) -> value);
        producer.initTransactions();
    }

    /**
     * Loads the deliveries of {@code phase}.
     *
     * @param deliveries one a scope; they are closed
     * @param turns turns after which the deliveries break off; they are complete where there are enough
     * @return turns that were taken
     */
    int load(Phase phase, List<DeliveryPages> deliveries, int turns)
            throws IOException, ExecutionException, InterruptedException {
        boolean more = true;
        int turn = 0;
        for (; more && turn < turns; turn++) {
            more = false;
            producer.beginTransaction();
            List<Sent> sent = new ArrayList<>();
            for (int scope = 0; scope < deliveries.size(); scope++) {
                Optional<RawPage> page = deliveries.get(scope).next();
                if (page.isPresent()) {
                    more = true;
                    sent.add(send(page.get(), scope % log.partitions()));
                }
            }
            producer.commitTransaction();
            for (Sent page : sent) {
                RecordMetadata place = page.result().get();
                log.add(phase, place.partition(), place.offset(), page.rows(), page.bytes());
            }
        }
        for (DeliveryPages delivery : deliveries) {
            delivery.close();
        }
        return turn;
    }

    private Sent send(RawPage page, int partition) {
        String key = Keys.accountPeriod(page.getBillingAccountId(), page.getBillingPeriodStart());
        byte[] value = serializer.serialize(Provider.AWS.rawTopic().name(), page);
        int bytes = page.getContent().remaining();
        return new Sent(
                producer.send(new ProducerRecord<>(
                        Provider.AWS.rawTopic().name(),
                        partition,
                        page.getExtractedAt().toEpochMilli(),
                        key,
                        value)),
                page.getRowCount(),
                bytes);
    }

    @Override
    public void close() {
        producer.close();
        serializer.close();
    }
}
