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
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.test.TestRecord;

/** The whole topology with real stores, driven record by record, and a reader that keeps what a consumer would. */
final class Harness implements AutoCloseable {

    static final Instant START = Instant.parse("2025-11-02T00:00:00Z");

    private TopologyTestDriver driver;
    private static final List<String> PROVIDERS = List.of("aws", "azure", "gcp");

    private final Map<String, TestInputTopic<String, byte[]>> raw = new HashMap<>();
    private TestOutputTopic<String, CostRecord> costs;
    private TestOutputTopic<String, LedgerEntry> ledger;
    private TestOutputTopic<String, DeadLetter> deadLetters;
    private TestOutputTopic<String, Delivery> deliveries;
    private final Map<String, String> settings;

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
        costs = driver.createOutputTopic(
                Topics.COSTS.name(),
                new StringDeserializer(),
                AvroSerdes.valueDeserializer(CostRecord.class, settings));
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
        Map<String, List<KeyValue<Windowed<Bytes>, byte[]>>> rows = new HashMap<>();
        Map<String, List<KeyValue<Bytes, byte[]>>> entries = new HashMap<>();
        for (String provider : PROVIDERS) {
            rowStore(provider).all().forEachRemaining(rows.computeIfAbsent(provider, first -> new ArrayList<>())::add);
            deliveryStore(provider)
                    .all()
                    .forEachRemaining(entries.computeIfAbsent(provider, first -> new ArrayList<>())::add);
        }
        read();
        driver.close();
        start();
        rows.forEach((provider, all) -> all.forEach(row -> rowStore(provider)
                .put(row.key.key(), row.value, row.key.window().start())));
        entries.forEach(
                (provider, all) -> all.forEach(entry -> deliveryStore(provider).put(entry.key, entry.value)));
    }

    private WindowStore<Bytes, byte[]> rowStore(String provider) {
        return driver.getWindowStore(provider + "-known-rows");
    }

    private KeyValueStore<Bytes, byte[]> deliveryStore(String provider) {
        return driver.getKeyValueStore(provider + "-known-deliveries");
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
        return AvroSerdes.valueSerializer(RawPage.class, settings)
                .serialize(Provider.AWS.rawTopic().name(), page);
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
        for (TestRecord<String, CostRecord> record : costs.readRecordsToList()) {
            published++;
            log.add(record);
            CostRecord before =
                    record.value() == null ? live.remove(record.key()) : live.put(record.key(), record.value());
            CostRecord named = record.value() == null ? before : record.value();
            BigDecimal change = new BigDecimal(new String(
                    record.headers().lastHeader("billing.billed.change").value()));
            billedByChanges = billedByChanges.add(change);
            billedByAccount.merge(named.getBillingAccountId(), change, BigDecimal::add);
        }
    }

    private void readLedger() {
        for (LedgerEntry entry : ledger.readValuesToList()) {
            ledgerByAccount.merge(entry.getBillingAccountId(), entry.getBilledCost(), BigDecimal::add);
        }
    }

    List<DeadLetter> deadLetters() {
        return deadLetters.readValuesToList();
    }

    /** The newest record of each delivery, by its id. */
    Map<String, Delivery> deliveries() {
        Map<String, Delivery> newest = new TreeMap<>();
        deliveries.readValuesToList().forEach(delivery -> newest.put(delivery.getDeliveryId(), delivery));
        return newest;
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
