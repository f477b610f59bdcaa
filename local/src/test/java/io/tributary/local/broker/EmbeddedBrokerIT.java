package io.tributary.local.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts brokers on one directory, one after another and at the same time. */
class EmbeddedBrokerIT {

    private static final TopicPartition NOTES = new TopicPartition("notes", 0);

    @TempDir
    private Path directory;

    @Test
    void aRestartKeepsTheClusterAndItsRecords() throws Exception {
        String clusterId;
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
            clusterId = clusterId(broker.bootstrapServers());
            createNotes(broker.bootstrapServers());
            publish(broker.bootstrapServers(), "first");
        }

        try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
            publish(broker.bootstrapServers(), "second");

            assertThat(clusterId(broker.bootstrapServers())).isEqualTo(clusterId);
            assertThat(notes(broker.bootstrapServers(), 2)).containsExactly("first", "second");
        }
    }

    @Test
    void otherPortsAtTheNextStartDoNotMatter() throws Exception {
        String first;
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
            first = broker.bootstrapServers();
            createNotes(first);
            publish(first, "first");
        }

        try (ServerSocket taken =
                        new ServerSocket(Integer.parseInt(first.split(":")[1]), 1, InetAddress.getLoopbackAddress());
                EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
            publish(broker.bootstrapServers(), "second");

            assertThat(broker.bootstrapServers()).isNotEqualTo("127.0.0.1:" + taken.getLocalPort());
            assertThat(notes(broker.bootstrapServers(), 2)).containsExactly("first", "second");
        }
    }

    @Test
    void aSecondRunOnTheSameDirectoryIsRefusedByName() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
            assertThat(broker.bootstrapServers()).startsWith("127.0.0.1:");

            assertThatThrownBy(() -> EmbeddedBroker.start(directory))
                    .isInstanceOf(DataDirectoryInUseException.class)
                    .hasMessageContaining(directory.toString())
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
        }
    }

    @Test
    void theDirectoryOfAKilledProcessIsTakenOver() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        BrokerProcess.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader output = process.inputReader()) {
            String bootstrapServers = output.readLine();
            createNotes(bootstrapServers);
            publish(bootstrapServers, "first");
        } finally {
            process.destroyForcibly().waitFor();
        }

        try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
            publish(broker.bootstrapServers(), "second");

            assertThat(notes(broker.bootstrapServers(), 2)).containsExactly("first", "second");
        }
    }

    private static String clusterId(String bootstrapServers) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            return admin.describeCluster().clusterId().get();
        }
    }

    private static void createNotes(String bootstrapServers) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(List.of(new NewTopic("notes", 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    /** In a transaction, so that the transaction log must work too. */
    private static void publish(String bootstrapServers, String note) {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers, "transactional.id", "notes");
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("notes", note));
            producer.commitTransaction();
        }
    }

    private static List<String> notes(String bootstrapServers, int expected) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "isolation.level",
                "read_committed",
                "auto.offset.reset",
                "earliest");
        List<String> notes = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(NOTES));
            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (notes.size() < expected && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> notes.add(record.value()));
            }
        }
        return notes;
    }
}
