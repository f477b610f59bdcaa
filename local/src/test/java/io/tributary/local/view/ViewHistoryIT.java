package io.tributary.local.view;

import static io.tributary.local.view.Costs.cost;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.CostRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Writes one view after another of a topic that changes between them, and while they are written. */
class ViewHistoryIT {

    private static final YearMonth FIRST = YearMonth.of(2026, 1);
    private static final int MONTHS = 6;
    private static final int KEYS = 300;

    @TempDir
    private static Path brokerDirectory;

    private static CostsTopic topic;

    @TempDir
    private Path directory;

    private Path output;

    /** What is live. */
    private final Map<String, Live> live = new HashMap<>();

    private final Set<YearMonth> touched = new HashSet<>();

    private record Live(YearMonth month, String billedCost) {}

    private record File(Object key, long modified, long bytes) {}

    @BeforeAll
    static void startBroker() {
        topic = CostsTopic.start(brokerDirectory);
    }

    @AfterAll
    static void stopBroker() {
        topic.close();
    }

    @BeforeEach
    void createTopic() throws Exception {
        output = directory.resolve("view");
        topic.replace();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyViewHoldsWhatIsLiveAndPeriodsThatHaveNotChangedKeepTheirFiles(long seed) throws Exception {
        Random random = new Random(seed);
        try (KafkaProducer<String, CostRecord> producer = topic.producer("history-" + seed)) {
            for (int view = 0; view < 12; view++) {
                Map<YearMonth, File> before = files();
                boolean isTampered = random.nextInt(6) == 0 && tamper(random);
                try (CleanView clean = view(random.nextInt(8) == 0, random.nextBoolean() ? 0 : KEYS * 100)) {
                    if (random.nextBoolean()) {
                        clean.follow();
                    }
                    touched.clear();
                    for (int batch = random.nextInt(4); batch > 0; batch--) {
                        publish(producer, random);
                    }
                    WrittenView written = clean.write((records, left) -> {}, totals -> "{}");

                    assertHoldsWhatIsLive(written);
                }
                if (!isTampered && !wasCsvSwitched) {
                    Map<YearMonth, File> after = files();
                    before.forEach((month, file) -> {
                        if (!touched.contains(month)) {
                            assertThat(after.get(month)).as("file of %s", month).isEqualTo(file);
                        }
                    });
                }
            }
        }
    }

    private boolean csvBefore;
    private boolean wasCsvSwitched;

    private CleanView view(boolean csv, long few) {
        wasCsvSwitched = csv != csvBefore;
        csvBefore = csv;
        return new CleanView(topic.settings(), CostsTopic.SERDES, output, csv, directory.resolve("scratch"), few);
    }

    @Test
    void aTopicThatWasReplacedIsReadFromItsBeginning() throws Exception {
        try (KafkaProducer<String, CostRecord> producer = topic.producer("replaced-1")) {
            publish(producer, "a", new Live(FIRST, "1"));
        }
        write();
        live.clear();
        topic.replace();
        try (KafkaProducer<String, CostRecord> producer = topic.producer("replaced-2")) {
            publish(producer, "b", new Live(FIRST, "2"));
            publish(producer, "c", new Live(FIRST.plusMonths(1), "3"));
        }

        write();
    }

    @Test
    void aStateOfOtherRecordsAtTheSamePositionsIsNotBelieved() throws Exception {
        try (KafkaProducer<String, CostRecord> producer = topic.producer("landmark")) {
            publish(producer, "a", new Live(FIRST, "1"));
            write();
            Path state = output.resolve("_state.json");
            Files.writeString(
                    state,
                    Files.readString(state)
                            .replaceFirst("\"lastTimestamp\":\\d+", "\"lastTimestamp\":1")
                            .replaceFirst("\"rows\":1", "\"rows\":2"));

            write();
        }
    }

    @Test
    void aStateWhoseRecordIsNoLongerThereIsNotBelieved() throws Exception {
        try (KafkaProducer<String, CostRecord> producer = topic.producer("no-landmark")) {
            publish(producer, "a", new Live(FIRST, "1"));
            write();
            Path state = output.resolve("_state.json");
            // There, the transaction's marker is.
            Files.writeString(
                    state,
                    Files.readString(state)
                            .replaceFirst("\"lastOffset\":0", "\"lastOffset\":1")
                            .replaceFirst("\"rows\":1", "\"rows\":2"));

            write();
            Files.writeString(
                    state,
                    Files.readString(state)
                            .replaceFirst("\"lastOffset\":0", "\"lastOffset\":1")
                            .replaceFirst("\"rows\":1", "\"rows\":2"));
            publish(producer, "b", new Live(FIRST.plusMonths(1), "5"));

            write();
        }
    }

    @Test
    void periodsOfWhichTheTopicHoldsLessThanTheFilesAreWrittenAgain() throws Exception {
        try (KafkaProducer<String, CostRecord> producer = topic.producer("compacted")) {
            publish(producer, "a", new Live(FIRST, "1"));
            write();
            // As if another record had been there, and had been withdrawn and compacted away with its withdrawal.
            Path state = output.resolve("_state.json");
            Files.writeString(state, Files.readString(state).replaceFirst("\"rows\":1", "\"rows\":2"));
            publish(producer, "b", new Live(FIRST.plusMonths(1), "5"));

            write();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"next\":\\d+>\"next\":-5",
                "\"lastOffset\":0>\"lastOffset\":-5",
                "\"place\":\"[^\"]*>\"place\":\"a\\\\u0000b",
                "\"rows\":1>\"rows\":\"1\"",
                ".*>\u0000\u0000\u0000{",
                ".*>"
            })
    void aStateThatIsDamagedIsNotBelieved(String damage) throws Exception {
        try (KafkaProducer<String, CostRecord> producer = topic.producer("damaged")) {
            publish(producer, "a", new Live(FIRST, "1"));
        }
        write();
        Path state = output.resolve("_state.json");
        String before = Files.readString(state);
        String[] parts = damage.split(">", 2);
        String after = before.replaceFirst(parts[0], parts[1]);
        assertThat(after).isNotEqualTo(before);
        Files.writeString(state, after);

        write();
    }

    @Test
    void filesThatAreChangedMeanwhileAreRefused() throws Exception {
        try (KafkaProducer<String, CostRecord> producer = topic.producer("meanwhile")) {
            publish(producer, "a", new Live(FIRST, "1"));
        }
        write();
        try (CleanView clean = view(false, 0)) {
            clean.follow();
            // The reading is to have begun; that it has cannot be seen from outside.
            Thread.sleep(1_000);
            Path part = ViewReader.files(output).get(0);
            Files.write(part, new byte[] {0}, StandardOpenOption.APPEND);

            assertThatThrownBy(() -> clean.write((records, left) -> {}, totals -> "{}"))
                    .hasMessageContaining(part + " was changed while this run went on");
            assertThat(part).exists();
        }
        write();
    }

    @Test
    void aTopicThatGetsPartitionsMeanwhileIsRefused() throws Exception {
        try (CleanView clean = view(false, 0)) {
            clean.follow();
            try (KafkaProducer<String, CostRecord> producer = topic.producer("more-partitions")) {
                publish(producer, "a", new Live(FIRST, "1"));
            }
            // The reading is to have begun; that it has cannot be seen from outside.
            Thread.sleep(1_000);
            topic.addPartition();

            assertThatThrownBy(() -> clean.write((records, left) -> {}, totals -> "{}"))
                    .hasMessageContaining("got partitions while the view was written");
        }
    }

    private void write() throws IOException {
        try (CleanView clean = view(false, 0)) {
            assertHoldsWhatIsLive(clean.write((records, left) -> {}, totals -> "{}"));
        }
    }

    /** Changes something of the view behind its back. */
    private boolean tamper(Random random) throws IOException {
        List<Path> parts = Files.isDirectory(output) ? ViewReader.files(output) : List.of();
        if (parts.isEmpty()) {
            return false;
        }
        Path part = parts.get(random.nextInt(parts.size()));
        switch (random.nextInt(5)) {
            case 0 -> Files.delete(part);
            case 1 -> Files.write(part, new byte[] {0}, StandardOpenOption.APPEND);
            case 2 -> Files.delete(output.resolve("_state.json"));
            case 3 -> Files.writeString(output.resolve("_state.json"), "{\"version\":1");
            default -> {
                Path stray = output.resolve("billing_period=1999-01").resolve("part-00000.parquet");
                Files.createDirectories(stray.getParent());
                Files.copy(part, stray);
            }
        }
        return true;
    }

    private void publish(KafkaProducer<String, CostRecord> producer, Random random) {
        // Most batches are of one period, as most deliveries are.
        int month = random.nextInt(MONTHS);
        boolean isMixed = random.nextInt(4) == 0;
        boolean isAborted = random.nextInt(5) == 0;
        Map<String, Live> batch = new HashMap<>();
        producer.beginTransaction();
        for (int i = random.nextInt(200); i > 0; i--) {
            String key = "key-" + random.nextInt(KEYS);
            int at = isMixed ? random.nextInt(MONTHS) : month;
            boolean isWithdrawn = random.nextInt(5) == 0;
            Live value =
                    isWithdrawn ? null : new Live(FIRST.plusMonths(at), Integer.toString(random.nextInt(1000) - 500));
            producer.send(record(key, value));
            batch.put(key, value);
        }
        if (isAborted) {
            producer.flush();
            producer.abortTransaction();
            return;
        }
        producer.commitTransaction();
        batch.forEach(this::apply);
    }

    private void publish(KafkaProducer<String, CostRecord> producer, String key, Live value) {
        producer.beginTransaction();
        producer.send(record(key, value));
        producer.commitTransaction();
        apply(key, value);
    }

    private void apply(String key, Live value) {
        Live before = value == null ? live.remove(key) : live.put(key, value);
        if (before != null) {
            touched.add(before.month);
        }
        if (value != null) {
            touched.add(value.month);
        }
    }

    private static ProducerRecord<String, CostRecord> record(String key, Live value) {
        return CostsTopic.record(key, value == null ? null : cost(key, "111", value.month, value.billedCost));
    }

    private void assertHoldsWhatIsLive(WrittenView written) throws IOException {
        Map<String, Live> read = new HashMap<>();
        for (Path file : ViewReader.files(output)) {
            ViewReader.read(file, cost -> {
                YearMonth month = YearMonth.from(cost.getBillingPeriodStart().atOffset(ZoneOffset.UTC));
                assertThat(file.getParent().getFileName()).hasToString("billing_period=" + month);
                Live twice = read.put(
                        cost.getXRecordId(),
                        new Live(
                                month, cost.getBilledCost().stripTrailingZeros().toPlainString()));
                assertThat(twice).as(cost.getXRecordId()).isNull();
            });
        }
        assertThat(read).isEqualTo(live);
        Map<YearMonth, BigDecimal> sums = new TreeMap<>();
        live.values().forEach(value -> sums.merge(value.month, new BigDecimal(value.billedCost), BigDecimal::add));
        Map<YearMonth, BigDecimal> totals = new TreeMap<>();
        written.totals()
                .forEach(total -> totals.put(
                        YearMonth.from(total.billingPeriodStart()),
                        new BigDecimal(total.billedCost().stripTrailingZeros().toPlainString())));
        sums.replaceAll((month, sum) -> new BigDecimal(sum.stripTrailingZeros().toPlainString()));
        assertThat(totals).isEqualTo(sums);
        assertThat(written.totals().stream().mapToLong(ViewTotal::rows).sum()).isEqualTo(live.size());
        assertThat(written.files())
                .containsExactlyElementsOf(sums.keySet().stream()
                        .map(month -> "billing_period=" + month + "/part-00000.parquet")
                        .toList());
        assertThat(directory.resolve("scratch"))
                .satisfiesAnyOf(
                        path -> assertThat(path).doesNotExist(),
                        path -> assertThat(path).isDirectory());
        if (!csvBefore && Files.isDirectory(output.resolve("_csv"))) {
            assertThat(output.resolve("_csv")).isEmptyDirectory();
        }
        if (csvBefore) {
            List<String> lines = new ArrayList<>();
            for (YearMonth month : sums.keySet()) {
                lines.addAll(
                        Files.readAllLines(output.resolve("_csv/billing_period=" + month + "/part-00000.csv"), UTF_8));
            }
            assertThat(lines.stream().filter(line -> line.contains("key-")).count())
                    .isEqualTo(live.size());
        }
    }

    private Map<YearMonth, File> files() throws IOException {
        Map<YearMonth, File> files = new TreeMap<>();
        if (Files.isDirectory(output)) {
            for (Path file : ViewReader.files(output)) {
                var attributes = Files.readAttributes(file, java.nio.file.attribute.BasicFileAttributes.class);
                String folder = file.getParent().getFileName().toString();
                files.put(
                        YearMonth.parse(folder.substring(folder.indexOf('=') + 1)),
                        new File(
                                attributes.fileKey(),
                                attributes.lastModifiedTime().toMillis(),
                                attributes.size()));
            }
        }
        return files;
    }
}
