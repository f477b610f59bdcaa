package io.tributary.local.command.deliveries;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.local.broker.EmbeddedBroker;
import io.tributary.local.command.CommandLineRun;
import io.tributary.local.command.console.ExitCode;
import io.tributary.local.command.run.SampleDeliveries;
import io.tributary.local.registry.LocalRegistry;
import io.tributary.local.view.CommittedRecords;
import io.tributary.schemas.Completion;
import io.tributary.schemas.Delivery;
import io.tributary.schemas.Instruction;
import io.tributary.schemas.Keys;
import io.tributary.schemas.Provider;
import io.tributary.schemas.RawPage;
import io.tributary.schemas.Topics;
import io.tributary.schemas.topics.TopicContracts;
import io.tributary.schemas.wire.AvroSerdes;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32C;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which raw pages are published once more, and with what, on a real broker. */
class RawReplayIT {

    private static final String RAW = Provider.AWS.rawTopic().name();
    private static final LocalDate NOVEMBER = LocalDate.of(2026, 11, 1);
    private static final AtomicInteger ACCOUNTS = new AtomicInteger();

    @TempDir
    private static Path folder;

    private static EmbeddedBroker broker;
    private static LocalRegistry registry;
    private static Map<String, String> settings;

    private final String account = "account" + ACCOUNTS.incrementAndGet();
    private final AtomicInteger ids = new AtomicInteger();

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start(folder.resolve("broker"));
        registry = LocalRegistry.start(broker.bootstrapServers(), 0);
        settings = Map.of(
                "kafka.bootstrap.servers",
                broker.bootstrapServers(),
                "schema.registry.url",
                registry.uri().toString());
        try (Admin admin = admin()) {
            TopicContracts.ensure(admin, Topics.all(), 1, (short) 1);
        }
    }

    @AfterAll
    static void stop() {
        registry.close();
        broker.close();
    }

    @Test
    void newestWholeReadingIsPublishedAsOneNewReading() throws Exception {
        // Given: an older whole reading, a newer one of other page bounds, and one that was cut short
        Delivery delivery = delivery("one", "COMPLETE");
        publish(page(delivery, "first", 0, "a"), page(delivery, "first", 1, "b"), page(delivery, "first", 2, "c"));
        publish(completion(delivery, "first", 3, "a", "b", "c"));
        publish(page(delivery, "second", 0, "a+b"), page(delivery, "second", 1, "c"));
        publish(completion(delivery, "second", 2, "a+b", "c"));
        publish(page(delivery, "third", 0, "a"));

        // When
        List<RawPage> replayed = replay(delivery);
        List<RawPage> again = replay(delivery);

        // Then
        assertThat(contents(replayed)).containsExactly("0 a+b", "1 c", "2 ");
        assertThat(replayed.get(2).getCompletion().getPages()).isEqualTo(2);
        assertThat(replayed).extracting(RawPage::getReading).containsOnly("replay1");
        assertThat(contents(again)).isEqualTo(contents(replayed));
        assertThat(again).extracting(RawPage::getReading).containsOnly("replay2");
    }

    @Test
    void pagesAreUnchangedApartFromTheirReading() throws Exception {
        Delivery delivery = delivery("one", "COMPLETE");
        RawPage page = page(delivery, "first", 0, "a");
        RawPage end = completion(delivery, "first", 1, "a");
        publish(page, end);

        List<RawPage> replayed = replay(delivery);

        page.setReading("replay1");
        end.setReading("replay1");
        assertThat(replayed).containsExactly(page, end);
    }

    @Test
    void damagedCopiesAreNotTakenWhereverTheyAre() throws Exception {
        // Given: of page 0 a damaged copy that was mended, of page 1 a good copy before a damaged one
        Delivery delivery = delivery("one", "COMPLETE");
        publish(
                damaged(page(delivery, "first", 0, "a")),
                page(delivery, "first", 0, "a"),
                page(delivery, "first", 1, "b"),
                damaged(page(delivery, "first", 1, "b")),
                completion(delivery, "first", 2, "a", "b"));

        assertThat(contents(replay(delivery))).containsExactly("0 a", "1 b", "2 ");
    }

    @Test
    void lastGoodCopyOfAPageIsTaken() throws Exception {
        // Given: pages without a reading, which were cut anew by an extractor that did not know readings
        Delivery delivery = delivery("one", "COMPLETE");
        publish(page(delivery, "", 0, "a"), page(delivery, "", 1, "b"), page(delivery, "", 2, "c"));
        publish(page(delivery, "", 0, "a+b"), page(delivery, "", 1, "c"), completion(delivery, "", 2, "a+b", "c"));

        assertThat(contents(replay(delivery))).containsExactly("0 a+b", "1 c", "2 ");
    }

    @Test
    void deliveryWithoutAWholeReadingIsRefusedWithWhatIsMissing() throws Exception {
        Delivery delivery = delivery("one", "COMPLETE");
        publish(
                page(delivery, "first", 0, "a"),
                damaged(page(delivery, "first", 2, "c")),
                completion(delivery, "first", 4, "a", "b", "c", "d"));
        publish(page(delivery, "second", 0, "a"), page(delivery, "second", 1, "b"));
        publish(page(delivery, "third", 0, "x"), completion(delivery, "third", 1, "a"));
        publish(page(delivery, "fourth", 0, "x+y"), completion(delivery, "fourth", 1, "x+y+z"));
        int before = records().size();

        assertThatThrownBy(() -> replay(delivery))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("no whole reading of delivery [one] of account " + account + ", 2026-11")
                .hasMessageContaining("reading first lacks pages 1, 2, 3 of 4; of page 2 only damaged copies are there")
                .hasMessageContaining("reading second has 2 pages and no completion")
                .hasMessageContaining("reading third has pages whose checksum is ")
                .hasMessageContaining("reading fourth has pages of 2 rows: expected 3");
        Delivery unknown = delivery("two", "COMPLETE");
        assertThatThrownBy(() -> replay(unknown))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("has no pages of delivery [two]");
        assertThat(records()).hasSize(before);
    }

    @Test
    void decisionAndItsPagesAreThereTogetherOrNotAtAll() throws Exception {
        // Given
        Delivery delivery = delivery("one", "CONFLICT");
        publish(page(delivery, "first", 0, "a"), completion(delivery, "first", 1, "a"));
        Instant now = Instant.parse("2026-11-30T12:00:00.123Z");
        RawPage decision = DeliveryRecords.of(delivery, now)
                .setInstruction(new Instruction("PREFER", "moved"))
                .build();
        RawReplay replay = new RawReplay(settings, this::id);
        RawReading reading =
                replay.find(List.of(delivery)).whole(List.of(delivery)).get(delivery);

        // When
        int published = replay.publish(delivery, decision, Optional.of(reading));

        // Then: one transaction has no marker inside of it
        List<ConsumerRecord<byte[], byte[]>> records = records();
        List<ConsumerRecord<byte[], byte[]>> last = records.subList(records.size() - 3, records.size());
        assertThat(published).isEqualTo(2);
        assertThat(pages(last).get(0)).isEqualTo(decision);
        assertThat(contents(pages(last).subList(1, 3))).containsExactly("0 a", "1 ");
        assertThat(last.get(0).timestamp()).isEqualTo(now.toEpochMilli());
        assertThat(last.get(2).offset()).isEqualTo(last.get(0).offset() + 2);

        // When: the pages are deleted after they were found
        try (Admin admin = admin()) {
            admin.deleteRecords(Map.of(
                            new TopicPartition(RAW, 0),
                            RecordsToDelete.beforeOffset(last.get(0).offset())))
                    .all()
                    .get();
        }
        assertThatThrownBy(() -> replay.publish(delivery, decision, Optional.of(reading)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("were deleted meanwhile");

        // Then
        List<ConsumerRecord<byte[], byte[]>> after = records();
        assertThat(after.get(after.size() - 1).offset()).isEqualTo(last.get(2).offset());
    }

    @Test
    void preferIsSentOnlyWithAllPages() throws Exception {
        // Given
        Delivery whole = delivery("whole-" + account, "CONFLICT");
        Delivery cut = delivery("cut-" + account, "CONFLICT");
        publishDeliveries(whole, cut);
        publish(page(whole, "first", 0, "a"), completion(whole, "first", 1, "a"), page(cut, "first", 0, "a"));
        int before = records().size();

        // When
        CommandLineRun refused = command("deliveries", "prefer", "--delivery", cut.getDeliveryId(), "--reason", "new");
        int between = records().size();
        Instant started = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        CommandLineRun preferred =
                command("deliveries", "prefer", "--delivery", whole.getDeliveryId(), "--reason", "new");
        Instant ended = Instant.now();

        // Then
        assertThat(refused.exitCode()).as(refused.out() + refused.err()).isEqualTo(ExitCode.USAGE);
        assertThat(refused.err()).contains("cut-" + account, "reading first has 1 pages and no completion");
        assertThat(between).isEqualTo(before);
        assertThat(preferred.exitCode()).as(preferred.out() + preferred.err()).isZero();
        assertThat(preferred.out()).contains("2 raw records of it were published once more.");
        List<ConsumerRecord<byte[], byte[]>> sent = records().subList(before, before + 3);
        List<RawPage> pages = pages(sent);
        assertThat(pages.get(0).getInstruction()).isEqualTo(new Instruction("PREFER", "new"));
        assertThat(pages.get(0).getExtractedAt()).isBetween(started, ended);
        assertThat(contents(pages.subList(1, 3))).containsExactly("0 a", "1 ");
        assertThat(pages.get(1).getReading())
                .matches("[0-9a-f]{16}")
                .isEqualTo(pages.get(2).getReading());
        assertThat(sent.get(2).offset()).isEqualTo(sent.get(0).offset() + 2);
    }

    @Test
    void confirmIsOneRecordOfTheTimeItIsSent() throws Exception {
        // Given
        Delivery held = delivery("held-" + account, "HELD");
        publishDeliveries(held);
        int before = records().size();
        Instant started = Instant.now().truncatedTo(ChronoUnit.MILLIS);

        // When
        CommandLineRun first = command("deliveries", "confirm", "--delivery", held.getDeliveryId(), "--reason", "ok");
        CommandLineRun second = command("deliveries", "confirm", "--delivery", held.getDeliveryId(), "--reason", "ok");
        Instant ended = Instant.now();

        // Then
        assertThat(first.exitCode()).as(first.out() + first.err()).isZero();
        assertThat(second.exitCode()).isZero();
        List<ConsumerRecord<byte[], byte[]>> sent = records();
        assertThat(sent).hasSize(before + 2);
        List<RawPage> decisions = pages(sent.subList(before, before + 2));
        assertThat(decisions)
                .allSatisfy(page -> assertThat(page.getInstruction()).isEqualTo(new Instruction("CONFIRM", "ok")))
                .allSatisfy(page -> assertThat(page.getExtractedAt()).isBetween(started, ended));
        assertThat(decisions.get(1).getExtractedAt()).isAfter(decisions.get(0).getExtractedAt());
        assertThat(sent.get(before).timestamp())
                .isEqualTo(decisions.get(0).getExtractedAt().toEpochMilli());
    }

    @Test
    void laterDeliveriesThatNeverEndedAreLeftOut() throws Exception {
        // Given
        Delivery first = delivery("first-" + account, "SUPERSEDED");
        Delivery cut = delivery("cut-" + account, "SUPERSEDED");
        Delivery last = delivery("last-" + account, "COMPLETE");
        cut.setDeliveryTime(SampleDeliveries.EARLY.plusSeconds(60));
        last.setDeliveryTime(SampleDeliveries.EARLY.plusSeconds(120));
        publishDeliveries(first, cut, last);
        publish(page(first, "1", 0, "a"), completion(first, "1", 1, "a"), page(cut, "2", 0, "b"));
        publish(page(last, "3", 0, "c"), completion(last, "3", 1, "c"));
        int before = records().size();

        // When
        CommandLineRun replayed = command(
                "replay", "--account", account, "--period", "2026-11", "--from-delivery", first.getDeliveryId());
        CommandLineRun fromCut =
                command("replay", "--account", account, "--period", "2026-11", "--from-delivery", cut.getDeliveryId());

        // Then
        assertThat(replayed.exitCode()).as(replayed.out() + replayed.err()).isZero();
        assertThat(replayed.out()).containsPattern("no\\s+whole\\s+reading\\s+of\\s+delivery\\s+.cut-");
        List<ConsumerRecord<byte[], byte[]>> sent = records();
        List<RawPage> pages = pages(sent.subList(before, sent.size()));
        assertThat(contents(pages)).containsExactly("0 a", "1 ", "0 c", "1 ");
        assertThat(pages.stream().map(RawPage::getReading).distinct()).hasSize(2);
        assertThat(fromCut.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(fromCut.err()).contains("cut-" + account, "no completion");
    }

    private List<RawPage> replay(Delivery delivery) {
        int before = records().size();
        RawReplay replay = new RawReplay(settings, this::id);
        Map<Delivery, RawReading> readings = replay.find(List.of(delivery)).whole(List.of(delivery));
        int published = replay.publish(readings).get(delivery);
        List<ConsumerRecord<byte[], byte[]>> records = records();
        assertThat(records).hasSize(before + published);
        return pages(records.subList(before, records.size()));
    }

    private String id() {
        return "replay" + ids.incrementAndGet();
    }

    private CommandLineRun command(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data-dir", folder.resolve("data").toString()));
        all.addAll(List.of("--bootstrap-servers", broker.bootstrapServers()));
        all.addAll(List.of("--schema-registry-url", registry.uri().toString()));
        return CommandLineRun.of(all.toArray(String[]::new));
    }

    private Delivery delivery(String id, String state) {
        Delivery delivery = SampleDeliveries.of("aws", "aws.cur.legacy", account, NOVEMBER, id);
        delivery.setState(state);
        return delivery;
    }

    /** A page with a row for each part of its content. */
    private static RawPage page(Delivery delivery, String reading, int number, String content) {
        return DeliveryRecords.of(delivery, SampleDeliveries.EARLY)
                .setReading(reading)
                .setPageNumber(number)
                .setContent(ByteBuffer.wrap(content.getBytes(UTF_8)))
                .setRowCount(rows(content))
                .setChecksum(checksum(content))
                .build();
    }

    private static RawPage damaged(RawPage page) {
        page.setContent(ByteBuffer.wrap("damaged".getBytes(UTF_8)));
        return page;
    }

    /** The completion of a delivery whose pages have {@code contents}. */
    private static RawPage completion(Delivery delivery, String reading, int pages, String... contents) {
        CRC32C all = new CRC32C();
        long rows = 0;
        for (String content : contents) {
            all.update(ByteBuffer.allocate(Long.BYTES).putLong(0, checksum(content)));
            rows += rows(content);
        }
        return DeliveryRecords.of(delivery, SampleDeliveries.EARLY)
                .setReading(reading)
                .setPageNumber(pages)
                .setChecksum(all.getValue())
                .setCompletion(new Completion(pages, rows, List.of(), List.of()))
                .build();
    }

    private static int rows(String content) {
        return content.split("\\+").length;
    }

    private static long checksum(String content) {
        CRC32C checksum = new CRC32C();
        checksum.update(content.getBytes(UTF_8));
        return checksum.getValue();
    }

    private static List<String> contents(List<RawPage> pages) {
        return pages.stream()
                .map(page -> page.getPageNumber() + " "
                        + UTF_8.decode(page.getContent().duplicate()))
                .toList();
    }

    private static void publish(RawPage... pages) throws ExecutionException, InterruptedException {
        try (KafkaProducer<String, RawPage> producer = producer(AvroSerdes.valueSerializer(RawPage.class, settings))) {
            for (RawPage page : pages) {
                String key = Keys.accountPeriod(page.getBillingAccountId(), page.getBillingPeriodStart());
                producer.send(new ProducerRecord<>(RAW, key, page)).get();
            }
        }
    }

    private static void publishDeliveries(Delivery... deliveries) throws ExecutionException, InterruptedException {
        try (KafkaProducer<String, Delivery> producer =
                producer(AvroSerdes.valueSerializer(Delivery.class, settings))) {
            for (Delivery delivery : deliveries) {
                String key = Keys.delivery(delivery.getScope(), delivery.getDeliveryId());
                producer.send(new ProducerRecord<>(Topics.DELIVERIES.name(), key, delivery))
                        .get();
            }
        }
    }

    private static <T> KafkaProducer<String, T> producer(Serializer<T> values) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()), new StringSerializer(), values);
    }

    private static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    /** All committed records of the raw topic, once no transaction is open: a commit returns before its marker is. */
    private static List<ConsumerRecord<byte[], byte[]>> records() {
        awaitNoTransaction();
        List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
        try (CommittedRecords records =
                new CommittedRecords(RAW, Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            while (records.hasNext()) {
                all.addAll(records.next());
            }
        }
        return all;
    }

    private static void awaitNoTransaction() {
        Instant deadline = Instant.now().plusSeconds(60);
        try (Admin admin = admin()) {
            while (end(admin, IsolationLevel.READ_COMMITTED) < end(admin, IsolationLevel.READ_UNCOMMITTED)) {
                assertThat(Instant.now()).as("time to wait for a commit").isBefore(deadline);
            }
        }
    }

    private static long end(Admin admin, IsolationLevel isolation) {
        TopicPartition partition = new TopicPartition(RAW, 0);
        try {
            return admin.listOffsets(Map.of(partition, OffsetSpec.latest()), new ListOffsetsOptions(isolation))
                    .partitionResult(partition)
                    .get()
                    .offset();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("Cannot read the end of " + partition, e);
        }
    }

    private static List<RawPage> pages(List<ConsumerRecord<byte[], byte[]>> records) {
        try (Deserializer<RawPage> pages = AvroSerdes.valueDeserializer(RawPage.class, settings)) {
            return records.stream()
                    .map(record -> pages.deserialize(RAW, record.value()))
                    .toList();
        }
    }
}
