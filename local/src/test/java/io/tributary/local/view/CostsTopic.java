package io.tributary.local.view;

import io.tributary.local.broker.EmbeddedBroker;
import io.tributary.schemas.CostRecord;
import io.tributary.schemas.Topics;
import io.tributary.schemas.wire.AvroSerdes;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** The topic of costs on a broker of its own, which tests fill as they like. */
final class CostsTopic implements AutoCloseable {

    static final Map<String, String> SERDES = Map.of("schema.registry.url", "mock://costs-topic");
    private static final String NAME = Topics.COSTS.name();

    private final EmbeddedBroker broker;

    private CostsTopic(EmbeddedBroker broker) {
        this.broker = broker;
    }

    static CostsTopic start(Path directory) {
        return new CostsTopic(EmbeddedBroker.start(directory));
    }

    /** Settings of clients. */
    Map<String, Object> settings() {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }

    /** Makes the topic anew, with three partitions. */
    void replace() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(settings())) {
            if (admin.listTopics().names().get().contains(NAME)) {
                admin.deleteTopics(List.of(NAME)).all().get();
            }
            admin.createTopics(List.of(new NewTopic(NAME, 3, (short) 1))).all().get();
        }
    }

    void addPartition() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(settings())) {
            admin.createPartitions(Map.of(NAME, NewPartitions.increaseTo(4)))
                    .all()
                    .get();
        }
    }

    /** A producer that has begun no transaction. */
    KafkaProducer<String, CostRecord> producer(String transactionalId) {
        KafkaProducer<String, CostRecord> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", transactionalId),
                new StringSerializer(),
                AvroSerdes.valueSerializer(CostRecord.class, SERDES));
        producer.initTransactions();
        return producer;
    }

    /** A record of the topic. */
    static ProducerRecord<String, CostRecord> record(String key, CostRecord value) {
        return new ProducerRecord<>(NAME, key, value);
    }

    @Override
    public void close() {
        broker.close();
    }
}
