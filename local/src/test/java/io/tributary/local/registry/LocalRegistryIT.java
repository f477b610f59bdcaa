package io.tributary.local.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.local.broker.EmbeddedBroker;
import io.tributary.schemas.CostRecord;
import io.tributary.schemas.wire.AvroSerdes;
import io.tributary.schemas.wire.SchemaRegistry;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The registry with its schemas on a real broker. */
class LocalRegistryIT {

    @TempDir
    Path directory;

    private EmbeddedBroker broker;

    @BeforeEach
    void start() {
        broker = EmbeddedBroker.start(directory);
    }

    @AfterEach
    void close() {
        broker.close();
    }

    @Test
    void schemasIdsAndSettingsOutliveRegistryAndBroker() {
        Schema first = Schema.createRecord("First", null, "example", false, List.of());
        int id;
        try (LocalRegistry registry = LocalRegistry.start(broker.bootstrapServers(), 0);
                SchemaRegistry client = client(registry)) {
            client.register("first", first);
            id = client.register("costs", CostRecord.getClassSchema());
        }
        broker.close();
        broker = EmbeddedBroker.start(directory);

        try (LocalRegistry registry = LocalRegistry.start(broker.bootstrapServers(), 0);
                SchemaRegistry client = client(registry)) {
            assertThat(client.byId(id)).hasToString(CostRecord.getClassSchema().toString());
            assertThat(client.latest("first")).isEqualTo(new SchemaRegistry.Version(1, 1, first));
            assertThat(client.register("second", Schema.createRecord("Second", null, "example", false, List.of())))
                    .isEqualTo(id + 1);
        }
    }

    @Test
    void recordsPassThroughIt() {
        try (LocalRegistry registry = LocalRegistry.start(broker.bootstrapServers(), 0);
                Serde<CostRecord> serde = AvroSerdes.valueSerde(
                        CostRecord.class,
                        Map.of("schema.registry.url", registry.uri().toString()))) {
            CostRecord record = ReleasedRecords.of(CostRecord.class);

            byte[] value = serde.serializer().serialize("billing.costs", record);

            assertThat(serde.deserializer().deserialize("billing.costs", value)).isEqualTo(record);
        }
    }

    @Test
    void itListensOnTheLoopbackInterfaceOnly() throws Exception {
        try (LocalRegistry registry = LocalRegistry.start(broker.bootstrapServers(), 0)) {
            assertThat(InetAddress.getByName(registry.uri().getHost()).isLoopbackAddress())
                    .isTrue();
        }
    }

    @Test
    void takenPortIsNamed() {
        try (LocalRegistry registry = LocalRegistry.start(broker.bootstrapServers(), 0)) {
            int port = registry.uri().getPort();

            assertThatThrownBy(() -> LocalRegistry.start(broker.bootstrapServers(), port))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining(Integer.toString(port));
        }
    }

    @Test
    void topicOfAnotherRegistryIsNotTouched() throws ExecutionException, InterruptedException {
        LocalRegistry.start(broker.bootstrapServers(), 0).close();
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>("_schemas", "{\"keytype\":\"NOOP\",\"magic\":0}", null))
                    .get();
        }

        assertThatThrownBy(() -> LocalRegistry.start(broker.bootstrapServers(), 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("_schemas")
                .hasMessageContaining("another registry");
    }

    @Test
    void topicThatIsNotCompactedIsRefused() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("_schemas", 2, (short) 1)))
                    .all()
                    .get();
        }

        assertThatThrownBy(() -> LocalRegistry.start(broker.bootstrapServers(), 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("2 partitions and cleanup.policy=delete, expected 1 and compact");
    }

    /** The client's contract, with schemas on the broker. */
    @Nested
    class OnABroker extends SchemaRegistryContract {

        private LocalRegistry registry;

        @BeforeEach
        void startRegistry() {
            registry = LocalRegistry.start(broker.bootstrapServers(), 0);
        }

        @AfterEach
        void closeRegistry() {
            registry.close();
        }

        @Override
        Map<String, String> settings() {
            return Map.of("schema.registry.url", registry.uri().toString());
        }
    }

    private static SchemaRegistry client(LocalRegistry registry) {
        return SchemaRegistry.open(Map.of("schema.registry.url", registry.uri().toString()));
    }
}
