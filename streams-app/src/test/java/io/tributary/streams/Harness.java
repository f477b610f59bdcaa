package io.tributary.streams;

import io.tributary.schemas.CostRecord;
import io.tributary.schemas.DeadLetter;
import io.tributary.schemas.Delivery;
import io.tributary.schemas.Keys;
import io.tributary.schemas.LedgerEntry;
import io.tributary.schemas.Provider;
import io.tributary.schemas.RawPage;
import io.tributary.schemas.Topics;
import io.tributary.schemas.wire.AvroSerdes;
import io.tributary.streams.reconcile.DeliveryChanges;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.test.TestRecord;

/** The whole topology with real stores, driven record by record, and a reader that keeps what a consumer would. */
final class Harness implements AutoCloseable {

    static final Instant START = Instant.parse("2025-11-02T00:00:00Z");

    private TopologyTestDriver driver;
    private static final List<String> PROVIDERS = List.of("aws", "azure", "gcp");

    private final Map<String, TestInputTopic<String, byte[]>> raw = new HashMap<>();
    private TestOutputTopic<String, byte[]> costs;
    private TestOutputTopic<String, LedgerEntry> ledger;
    private TestOutputTopic<String, DeadLetter> deadLetters;
    private TestOutputTopic<String, Delivery> deliveries;
    private final Map<String, String> settings;
    private final Serializer<RawPage> pageSerializer;
    private final Deserializer<CostRecord> costDeserializer;
    private final Map<String, byte[]> liveBytes = new TreeMap<>();
    private final Map<String, Delivery> verdicts = new TreeMap<>();

    /** The newest record of each delivery by its key, as a consumer of the compacted topic has it. */
    private final Map<String, Delivery> deliveryRecords = new TreeMap<>();

    /** Live records by their keys, after upserts and tombstones. */
    final Map<String, CostRecord> live = new TreeMap<>();

    /** Sum of the change headers: what a reader of the log without state would have. */
    BigDecimal billedByChanges = BigDecimal.ZERO;

    /** The same by the account that the change's record, or the record before it, names. */
    final Map<String, BigDecimal> billedByAccount = new TreeMap<>();

    /** Everything that was published on billing.costs, in order. */
    final List<TestRecord<String, CostRecord>> log = new ArrayList<>();

    /** Sum of BilledCost over the ledger's entries, by account. */
    final Map<String, BigDecimal> ledgerByAccount = new TreeMap<>();

    /** Everything that was published on billing.ledger, in order. */
    final List<LedgerEntry> entries = new ArrayList<>();

    int published;

    private Instant clock = START;

    Harness(Path stateDirectory, Map<String, String> overrides) {
        settings = new HashMap<>(Map.of(
                "kafka.bootstrap.servers",
                "unused:9092",
                "streams.state.directory",
                stateDirectory.toString(),
                "schema.registry.url",
                "mock://" + UUID.randomUUID()));
        settings.put("streams.ledger", "true");
        settings.putAll(overrides);
        pageSerializer = AvroSerdes.valueSerializer(RawPage.class, settings);
        costDeserializer = AvroSerdes.valueDeserializer(CostRecord.class, settings);
        start();
    }

    private void start() {
        StreamsAppConfig config = StreamsAppConfig.from(settings);
        Properties properties = StreamsSettings.of(config);
        driver = new TopologyTestDriver(
                new BillingTopology(config, new StreamsConfig(properties)).build(), properties, clock);
        for (String provider : PROVIDERS) {
            raw.put(
                    provider,
                    driver.createInputTopic(
                            Topics.raw(provider).name(),
                            new StringSerializer(),
                            new ByteArraySerializer(),
                            clock,
                            Duration.ZERO));
        }
        costs = driver.createOutputTopic(Topics.COSTS.name(), new StringDeserializer(), new ByteArrayDeserializer());
        ledger = driver.createOutputTopic(
                Topics.LEDGER.name(),
                new StringDeserializer(),
                AvroSerdes.valueDeserializer(LedgerEntry.class, settings));
        deadLetters = driver.createOutputTopic(
                Topics.DEAD_LETTERS.name(),
                new StringDeserializer(),
                AvroSerdes.valueDeserializer(DeadLetter.class, settings));
        deliveries = driver.createOutputTopic(
                Topics.DELIVERIES.name(),
                new StringDeserializer(),
                AvroSerdes.valueDeserializer(Delivery.class, settings));
    }

    /** Restarts the application, with its stores as their changelogs restore them and nothing else from before. */
    void restart() {
        Map<String, List<KeyValue<Windowed<Bytes>, byte[]>>> windows = new HashMap<>();
        Map<String, List<KeyValue<Bytes, byte[]>>> entriesOfStores = new HashMap<>();
        for (String name : driver.getAllStateStores().keySet()) {
            WindowStore<Bytes, byte[]> windowed = driver.getWindowStore(name);
            if (windowed == null) {
                driver.<Bytes, byte[]>getKeyValueStore(name)
                        .all()
                        .forEachRemaining(entriesOfStores.computeIfAbsent(name, first -> new ArrayList<>())::add);
            } else {
                windowed.all().forEachRemaining(windows.computeIfAbsent(name, first -> new ArrayList<>())::add);
            }
        }
        read();
        readDeliveries();
        driver.close();
        start();
        windows.forEach((name, all) -> all.forEach(entry -> driver.<Bytes, byte[]>getWindowStore(name)
                .put(entry.key.key(), entry.value, entry.key.window().start())));
        entriesOfStores.forEach((name, all) -> all.forEach(
                entry -> driver.<Bytes, byte[]>getKeyValueStore(name).put(entry.key, entry.value)));
    }

    /** Puts an entry into the store of deliveries, as another release may have left it. */
    void leaveEntry(String provider, byte[] key, byte[] value) {
        driver.<Bytes, byte[]>getKeyValueStore(provider + "-known-deliveries").put(Bytes.wrap(key), value);
    }

    /** The same under other settings. */
    void restart(Map<String, String> overrides) {
        settings.putAll(overrides);
        restart();
    }

    /**
     * An application whose state is lost: it knows nothing, while its reader has all that this one published. This
     * one's topics are its topics, and its settings its settings.
     */
    Harness withoutState(Path stateDirectory) {
        Map<String, String> same = new HashMap<>(settings);
        same.put("streams.state.directory", stateDirectory.toString());
        Harness lost = new Harness(stateDirectory, same);
        read();
        lost.live.putAll(live);
        lost.liveBytes.putAll(liveBytes);
        lost.billedByChanges = billedByChanges;
        lost.billedByAccount.putAll(billedByAccount);
        lost.log.addAll(log);
        lost.entries.addAll(entries);
        lost.ledgerByAccount.putAll(ledgerByAccount);
        lost.published = published;
        readDeliveries();
        lost.deliveryRecords.putAll(deliveryRecords);
        return lost;
    }

    void send(List<RawPage> pages) {
        pages.forEach(this::send);
    }

    void send(RawPage page) {
        if (page.getExtractedAt().isAfter(clock)) {
            advanceWallClock(Duration.between(clock, page.getExtractedAt()));
        }
        sendBytes(
                page.getProvider(),
                Keys.accountPeriod(page.getBillingAccountId(), page.getBillingPeriodStart()),
                bytes(page),
                page.getExtractedAt());
    }

    /** The page as it goes on the wire. */
    byte[] bytes(RawPage page) {
        return pageSerializer.serialize(Provider.AWS.rawTopic().name(), page);
    }

    /** Sends what may be no page to the raw topic of AWS. */
    void sendBytes(String key, byte[] value, Instant time) {
        sendBytes("aws", key, value, time);
    }

    private void sendBytes(String provider, String key, byte[] value, Instant time) {
        raw.get(provider).pipeInput(new TestRecord<>(key, value, time));
        read();
    }

    /** Takes in what was published meanwhile. */
    void read() {
        readLedger();
        for (TestRecord<String, byte[]> bytes : costs.readRecordsToList()) {
            take(bytes);
        }
    }

    private void take(TestRecord<String, byte[]> bytes) {
        String key = bytes.key();
        CostRecord value = costDeserializer.deserialize(Topics.COSTS.name(), bytes.value());
        published++;
        log.add(new TestRecord<>(key, value, bytes.headers(), bytes.getRecordTime()));
        CostRecord before = value == null ? live.remove(key) : live.put(key, value);
        if (value == null) {
            liveBytes.remove(key);
        } else {
            liveBytes.put(key, bytes.value());
        }
        if (value == null && before == null) {
            throw new AssertionError("Record " + key + " was withdrawn, and is not live");
        }
        CostRecord named = value == null ? before : value;
        BigDecimal change = new BigDecimal(
                new String(bytes.headers().lastHeader("billing.billed.change").value()));
        billedByChanges = billedByChanges.add(change);
        billedByAccount.merge(named.getBillingAccountId(), change, BigDecimal::add);
    }

    /**
     * What is published under one record id.
     *
     * @param live the value on billing.costs; empty where it is not live
     * @param charged what billing.ledger holds, as a cost record; empty where it holds nothing
     * @param same whether these are the same
     */
    record Published(byte[] live, byte[] charged, boolean same) {}

    /** What is published of {@code account}: what is live, and what the ledger holds. */
    List<Published> published(String account) {
        Map<String, CostRecord> charged = new TreeMap<>();
        entries.stream()
                .filter(entry -> entry.getBillingAccountId().equals(account))
                .forEach(entry -> {
                    if (entry.getXEntryType().equals("charge")) {
                        charged.put(entry.getXRecordId(), record(entry));
                    } else {
                        charged.remove(entry.getXRecordId());
                    }
                });
        List<Published> published = new ArrayList<>();
        live.values().stream()
                .filter(record -> record.getBillingAccountId().equals(account))
                .forEach(record -> {
                    CostRecord held = charged.remove(record.getXRecordId());
                    published.add(new Published(liveBytes.get(record.getXRecordId()), wire(held), record.equals(held)));
                });
        charged.values().forEach(held -> published.add(new Published(new byte[0], wire(held), false)));
        return published;
    }

    private byte[] wire(CostRecord record) {
        return record == null
                ? new byte[0]
                : AvroSerdes.valueSerializer(CostRecord.class, settings).serialize(Topics.COSTS.name(), record);
    }

    private static CostRecord record(LedgerEntry entry) {
        CostRecord record = new CostRecord();
        for (var field : CostRecord.getClassSchema().getFields()) {
            record.put(
                    field.pos(),
                    entry.get(
                            LedgerEntry.getClassSchema().getField(field.name()).pos()));
        }
        return record;
    }

    private void readLedger() {
        for (LedgerEntry entry : ledger.readValuesToList()) {
            entries.add(entry);
            ledgerByAccount.merge(entry.getBillingAccountId(), entry.getBilledCost(), BigDecimal::add);
        }
    }

    List<DeadLetter> deadLetters() {
        return deadLetters.readValuesToList();
    }

    /** The newest record of each delivery of which there is news, by its id. */
    Map<String, Delivery> deliveries() {
        return readDeliveries();
    }

    /** The newest record of each delivery that ever was, by its id. */
    Map<String, Delivery> verdicts() {
        readDeliveries();
        return verdicts;
    }

    /** The newest records of deliveries, without those of checks across them. */
    List<Delivery> deliveryRecords() {
        readDeliveries();
        return deliveryRecords.values().stream()
                .filter(delivery -> !delivery.getDataSet().startsWith("check."))
                .toList();
    }

    /** The same of {@code account}, as they are on the topic. */
    List<byte[]> deliveryRecords(String account) {
        return deliveryRecords().stream()
                .filter(delivery -> delivery.getBillingAccountId().equals(account))
                .map(delivery -> AvroSerdes.valueSerializer(Delivery.class, settings)
                        .serialize(Topics.DELIVERIES.name(), delivery))
                .toList();
    }

    /** What the records of deliveries of {@code account} say that they have changed of BilledCost in all. */
    BigDecimal billedByDeliveries(String account) {
        return sum(deliveryRecords().stream()
                .filter(delivery -> delivery.getBillingAccountId().equals(account))
                .toList());
    }

    /** The same of all accounts. */
    BigDecimal billedByDeliveries() {
        return sum(deliveryRecords());
    }

    private static BigDecimal sum(List<Delivery> records) {
        return records.stream()
                .map(delivery -> DeliveryChanges.billed(DeliveryChanges.of(delivery)))
                .flatMap(byCurrency -> byCurrency.values().stream())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private Map<String, Delivery> readDeliveries() {
        Map<String, Delivery> newest = new TreeMap<>();
        deliveries.readKeyValuesToList().forEach(record -> {
            deliveryRecords.put(record.key, record.value);
            newest.put(record.value.getDeliveryId(), record.value);
        });
        verdicts.putAll(newest);
        return newest;
    }

    /** Lets time pass in steps until what was begun between records is ended, such as withdrawing. */
    void settle() {
        int before;
        int quiet = 0;
        do {
            before = published;
            advanceWallClock(Duration.ofMillis(50));
            read();
            quiet = before == published ? quiet + 1 : 0;
        } while (quiet < 3);
        // Accounts that have changed are published every second.
        advanceWallClock(Duration.ofSeconds(1));
        read();
    }

    /** Bytes of the largest value that any changelog was sent since this was last asked. */
    int largestChangelogValue() {
        return driver.producedTopicNames().stream()
                .filter(topic -> topic.endsWith("-changelog"))
                .flatMap(topic -> driver
                        .createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                        .readValuesToList()
                        .stream())
                .mapToInt(value -> value == null ? 0 : value.length)
                .max()
                .orElse(0);
    }

    void advanceWallClock(Duration duration) {
        clock = clock.plus(duration);
        driver.advanceWallClockTime(duration);
    }

    BigDecimal billed() {
        return live.values().stream().map(CostRecord::getBilledCost).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    BigDecimal effective() {
        return live.values().stream().map(CostRecord::getEffectiveCost).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Override
    public void close() {
        driver.close();
    }
}
