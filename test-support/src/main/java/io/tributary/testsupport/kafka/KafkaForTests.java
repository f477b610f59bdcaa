package io.tributary.testsupport.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.schemas.Provider;
import io.tributary.schemas.RawPage;
import io.tributary.schemas.Topic;
import io.tributary.schemas.wire.AvroSerdes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A Kafka broker and a Schema Registry in this JVM, as an extension of a test class. They start when a test first needs
 * them and stop after the last test of the class.
 */
public final class KafkaForTests implements AfterAllCallback {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private KafkaClusterTestKit kit;
    private RegistryForTests registry;
    private Admin admin;

    @Override
    public synchronized void afterAll(ExtensionContext context) throws Exception {
        if (kit != null) {
            admin.close();
            kit.close();
            registry.close();
            kit = null;
        }
    }

    private synchronized KafkaClusterTestKit kit() {
        if (kit == null) {
            try {
                registry = RegistryForTests.start();
                kit = start();
                admin = Admin.create(Map.of("bootstrap.servers", kit.bootstrapServers()));
            } catch (Exception e) {
                throw new IllegalStateException("The broker for tests does not start", e);
            }
        }
        return kit;
    }

    private static KafkaClusterTestKit start() throws Exception {
        TestKitNodes nodes = new TestKitNodes.Builder()
                .setCombined(true)
                .setNumBrokerNodes(1)
                .setNumControllerNodes(1)
                .build();
        KafkaClusterTestKit kit = new KafkaClusterTestKit.Builder(nodes)
                .setConfigProp("offsets.topic.replication.factor", "1")
                .setConfigProp("transaction.state.log.replication.factor", "1")
                .setConfigProp("transaction.state.log.min.isr", "1")
                .setConfigProp("transaction.state.log.num.partitions", "4")
                .build();
        kit.format();
        kit.startup();
        kit.waitForReadyBrokers();
        return kit;
    }

    /** Where clients find the broker. */
    public String bootstrapServers() {
        return kit().bootstrapServers();
    }

    private String registryUrl() {
        kit();
        return registry.url();
    }

    /** Settings of an extractor that reads {@code input}: small pages, and two of them in a transaction. */
    public Map<String, String> settings(String input, String name) {
        Map<String, String> settings = new HashMap<>();
        settings.put("extractor.input", input);
        settings.put("extractor.name", name);
        settings.put("extractor.page.bytes", "700");
        settings.put("extractor.transaction.pages", "2");
        settings.put("topic.partitions", "2");
        settings.put("topic.replication.factor", "1");
        settings.put("kafka.bootstrap.servers", bootstrapServers());
        settings.put("schema.registry.url", registryUrl());
        return settings;
    }

    /** The committed raw records of an account of AWS or Azure, in the order of their partition. */
    public List<ConsumerRecord<String, RawPage>> rawRecords(String account) {
        // An account of Azure is a scope, which has slashes in it.
        return rawRecords(account.contains("/") ? Provider.AZURE.rawTopic() : Provider.AWS.rawTopic(), account);
    }

    /** The committed records of an account on a raw topic, in the order of their partition. */
    public List<ConsumerRecord<String, RawPage>> rawRecords(Topic<RawPage> raw, String account) {
        List<ConsumerRecord<String, RawPage>> records = new ArrayList<>();
        forEachRawRecord(raw, account, records::add);
        return records;
    }

    /** Calls {@code action} with each committed record of an account on a raw topic, in order. */
    public void forEachRawRecord(
            Topic<RawPage> raw, String account, java.util.function.Consumer<ConsumerRecord<String, RawPage>> action) {
        String topic = raw.name();
        awaitEndOfTransactions();
        try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                        Map.of("bootstrap.servers", bootstrapServers(), "isolation.level", "read_committed"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
                Deserializer<RawPage> deserializer =
                        AvroSerdes.valueDeserializer(RawPage.class, Map.of("schema.registry.url", registryUrl()))) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    String key = new String(record.key(), UTF_8);
                    if (key.startsWith(account + "|")) {
                        action.accept(new ConsumerRecord<>(
                                topic,
                                record.partition(),
                                record.offset(),
                                record.timestamp(),
                                record.timestampType(),
                                record.serializedKeySize(),
                                record.serializedValueSize(),
                                key,
                                deserializer.deserialize(topic, record.value()),
                                record.headers(),
                                record.leaderEpoch()));
                    }
                }
            }
        }
    }

    /** Waits for transactions that are ending: a commit returns before consumers can read its records. */
    private void awaitEndOfTransactions() {
        Set<TransactionState> ending = Set.of(TransactionState.PREPARE_COMMIT, TransactionState.PREPARE_ABORT);
        ListTransactionsOptions options = new ListTransactionsOptions().filterStates(ending);
        Instant deadline = Instant.now().plus(PATIENCE);
        kit();
        try {
            while (!admin.listTransactions(options).all().get().isEmpty()) {
                if (Instant.now().isAfter(deadline)) {
                    throw new IllegalStateException("A transaction does not end within " + PATIENCE);
                }
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("The broker does not list its transactions", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The committed raw pages of an account of AWS or Azure, in the order of their partition. */
    public List<RawPage> rawPages(String account) {
        return rawRecords(account).stream().map(ConsumerRecord::value).toList();
    }
}
