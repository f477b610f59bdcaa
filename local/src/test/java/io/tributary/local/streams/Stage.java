package io.tributary.local.streams;

import io.tributary.local.broker.EmbeddedBroker;
import io.tributary.local.command.RunProcess;
import io.tributary.local.registry.LocalRegistry;
import io.tributary.schemas.Keys;
import io.tributary.schemas.Provider;
import io.tributary.schemas.RawPage;
import io.tributary.schemas.Topics;
import io.tributary.schemas.topics.TopicContracts;
import io.tributary.schemas.wire.AvroSerdes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A broker and a registry of this JVM, and the streams application in one of its own, that can be killed. */
final class Stage implements AutoCloseable {

    private static final String APPLICATION = "tributary-streams";
    private static final String RAW = Provider.AWS.rawTopic().name();

    private final Path directory;
    private final EmbeddedBroker broker;
    private final LocalRegistry registry;
    private final Admin admin;
    private final KafkaProducer<String, RawPage> producer;
    private final Map<String, String> settings = new HashMap<>();
    private final Map<TopicPartition, Long> lastOffsets = new HashMap<>();
    private Process process;
    private int starts;

    /** @param partitions partitions of every topic; each takes and gives what concerns one test */
    Stage(Path directory, int partitions, Map<String, String> overrides) {
        this.directory = directory;
        broker = EmbeddedBroker.start(directory.resolve("broker"));
        registry = LocalRegistry.start(broker.bootstrapServers(), 0);
        settings.put("kafka.bootstrap.servers", broker.bootstrapServers());
        settings.put("schema.registry.url", registry.uri().toString());
        settings.put("streams.state.directory", state().toString());
        settings.put("topic.partitions", Integer.toString(partitions));
        settings.putAll(overrides);
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
        TopicContracts.ensure(admin, Topics.all(), partitions, (short) 1);
        Serializer<RawPage> pages = AvroSerdes.valueSerializer(RawPage.class, settings);
        producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        broker.bootstrapServers(),
                        "transactional.id",
                        "test",
                        "max.request.size",
                        Provider.AWS.rawTopic().required().get("max.message.bytes")),
                new StringSerializer(),
                pages);
        producer.initTransactions();
    }

    Map<String, String> settings() {
        return Map.copyOf(settings);
    }

    Path state() {
        return directory.resolve("state");
    }

    Path brokerData() {
        return directory.resolve("broker");
    }

    /** Publishes pages in one transaction. */
    void publish(int partition, List<RawPage> pages) throws ExecutionException, InterruptedException {
        producer.beginTransaction();
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (RawPage page : pages) {
            sent.add(producer.send(new ProducerRecord<>(
                    RAW,
                    partition,
                    page.getExtractedAt().toEpochMilli(),
                    Keys.accountPeriod(page.getBillingAccountId(), page.getBillingPeriodStart()),
                    page)));
        }
        producer.commitTransaction();
        lastOffsets.put(
                new TopicPartition(RAW, partition),
                sent.get(sent.size() - 1).get().offset());
    }

    /** Starts the application. Names and values of settings that are others than usual alternate. */
    void start(String... changes) throws IOException {
        Map<String, String> all = new HashMap<>(settings);
        for (int i = 0; i < changes.length; i += 2) {
            all.put(changes[i], changes[i + 1]);
        }
        List<String> arguments = new ArrayList<>(List.of("streams"));
        all.forEach((name, value) -> arguments.addAll(List.of("--set", name + "=" + value)));
        starts++;
        process = RunProcess.start(output(), arguments.toArray(new String[0]));
    }

    private Path output() {
        return directory.resolve("output-" + starts);
    }

    /** What the application of the last start printed. */
    String printed() {
        try {
            return Files.exists(output()) ? Files.readString(output()) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the application as {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Ends the application in good order. */
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("The application did not end: " + printed());
        }
    }

    /** Waits until the application has ended by itself, and gives its exit code. */
    int awaitEnd() throws InterruptedException {
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("The application did not end: " + printed());
        }
        return process.exitValue();
    }

    /** CPU time of the running application, of all its threads. */
    Duration processorTime() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /** Whether the application has committed that it took all that was published. */
    boolean hasTakenAll() {
        try {
            Map<TopicPartition, OffsetAndMetadata> positions = admin.listConsumerGroupOffsets(APPLICATION)
                    .partitionsToOffsetAndMetadata()
                    .get();
            return lastOffsets.entrySet().stream()
                    .allMatch(last -> positions.get(last.getKey()) != null
                            && positions.get(last.getKey()).offset() > last.getValue());
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("Cannot read the group's positions", e);
        }
    }

    /** Sets the stopped application back to the first page. */
    void resetOffsets() throws ExecutionException, InterruptedException {
        // A static member stays one until its session times out.
        admin.removeMembersFromConsumerGroup(APPLICATION, new RemoveMembersFromConsumerGroupOptions())
                .all()
                .get();
        Map<TopicPartition, OffsetAndMetadata> beginnings = new HashMap<>();
        lastOffsets.keySet().forEach(partition -> beginnings.put(partition, new OffsetAndMetadata(0)));
        admin.alterConsumerGroupOffsets(APPLICATION, beginnings).all().get();
    }

    /** Deletes the stopped application's stores. */
    void clearState() throws IOException {
        try (Stream<Path> files = Files.walk(state())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Deletes the changelogs of the stopped application's stores. */
    void deleteChangelogs() throws ExecutionException, InterruptedException {
        admin.deleteTopics(changelogs()).all().get();
    }

    /** Bytes of the largest value on the changelogs of the application's stores. */
    int largestChangelogValue() throws ExecutionException, InterruptedException {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(changelogs().stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList());
            Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
            int largest = 0;
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    largest = Math.max(largest, record.value() == null ? 0 : record.value().length);
                }
            }
            return largest;
        }
    }

    private List<String> changelogs() throws ExecutionException, InterruptedException {
        List<String> changelogs = admin.listTopics().names().get().stream()
                .filter(name -> name.startsWith(APPLICATION) && name.endsWith("-changelog"))
                .toList();
        if (changelogs.isEmpty()) {
            throw new IllegalStateException("No changelogs of " + APPLICATION + ": expected two");
        }
        return changelogs;
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
        producer.close();
        admin.close();
        registry.close();
        broker.close();
    }
}
