package io.tributary.streams;

import io.tributary.schemas.Claim;
import io.tributary.schemas.CostRecord;
import io.tributary.schemas.DeadLetter;
import io.tributary.schemas.Delivery;
import io.tributary.schemas.LedgerEntry;
import io.tributary.schemas.RawPage;
import io.tributary.schemas.Topics;
import io.tributary.schemas.wire.AvroSerdes;
import io.tributary.schemas.wire.SchemaIds;
import io.tributary.streams.compare.AccountPartition;
import io.tributary.streams.compare.CheckOverlaps;
import io.tributary.streams.compare.CompareDeliveries;
import io.tributary.streams.compare.InputPartition;
import io.tributary.streams.compare.Ledger;
import io.tributary.streams.compare.Outputs;
import io.tributary.streams.compare.RowBudget;
import io.tributary.streams.normalize.DataSetNormalizer;
import io.tributary.streams.normalize.ProviderDataSets;
import io.tributary.streams.page.PageReader;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;

/**
 * The story, once a provider, so that one cloud's trouble never starves another: raw pages are read, normalized and
 * compared with what is known; what is new or changed goes to the clean topic, what could not be read to the dead
 * letters, and what became of each delivery to the deliveries.
 */
public final class BillingTopology {

    private final StreamsAppConfig config;
    private final StreamsConfig streamsConfig;
    private final RowBudget budget;
    private final boolean ledgerIsUnknown;

    public BillingTopology(StreamsAppConfig config, StreamsConfig streamsConfig) {
        this(config, streamsConfig, false);
    }

    /** @param ledgerIsUnknown whether the ledger has entries of which new stores remember nothing */
    BillingTopology(StreamsAppConfig config, StreamsConfig streamsConfig, boolean ledgerIsUnknown) {
        this.ledgerIsUnknown = ledgerIsUnknown;
        this.config = config;
        this.streamsConfig = streamsConfig;
        budget = new RowBudget(config.cachedRows());
    }

    public Topology build() {
        Topology topology = new Topology(new TopologyConfig(streamsConfig));
        ProviderDataSets.found().forEach(found -> addProvider(topology, found));
        addOverlaps(topology);
        return topology;
    }

    /** New normalizers of the data sets of {@code provider} that can be read; empty for an unknown provider. */
    public static List<DataSetNormalizer> dataSets(String provider, StreamsAppConfig config) {
        return ProviderDataSets.found().stream()
                .filter(found -> found.provider().name().equals(provider))
                .flatMap(found -> found.dataSets(config.settings()).stream())
                .toList();
    }

    private void addProvider(Topology topology, ProviderDataSets found) {
        Step step = Step.of(found.provider().name());
        Outputs outputs = outputs(step);
        InputPartition inputPartition = new InputPartition();

        // Pages stay bytes until they are worked: what cannot be read is then a dead letter like any other.
        topology.addSource(
                AutoOffsetReset.earliest(),
                step.pages(),
                new PublicationTime(),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                found.provider().rawTopic().name());

        // A page becomes records; a record that is known as it is stays silent.
        topology.addProcessor(
                step.compare(),
                () -> new CompareDeliveries(
                        new CompareDeliveries.Settings(
                                step.rowStore(),
                                step.deliveryStore(),
                                config.window(),
                                config.memory(),
                                budget,
                                ledgerIsUnknown,
                                found.dataSets(config.settings()),
                                config.largestRecord(),
                                config.heldShare()),
                        pageReader(found.provider().rawTopic().name()),
                        outputs,
                        inputPartition),
                step.pages());
        topology.addStateStore(rowStore(step), step.compare());
        topology.addStateStore(deliveryStore(step), step.compare());

        // What is new or changed, what could not be read, and what became of the delivery.
        addSink(topology, outputs.costs(), Topics.COSTS.name(), inputPartition, step);
        outputs.ledger()
                .ifPresent(ledger -> addSink(topology, ledger.sink(), Topics.LEDGER.name(), inputPartition, step));
        addSink(topology, outputs.deadLetters(), Topics.DEAD_LETTERS.name(), inputPartition, step);
        addSink(topology, outputs.deliveries(), Topics.DELIVERIES.name(), inputPartition, step);
        topology.addSink(
                outputs.claims(),
                Topics.CLAIMS.name(),
                new ByteArraySerializer(),
                new ByteArraySerializer(),
                new AccountPartition(),
                step.compare());
    }

    /** Claims of one billing account's period, by whatever deliveries, meet in one place. */
    private void addOverlaps(Topology topology) {
        topology.addSource(
                AutoOffsetReset.earliest(),
                Step.CLAIMS,
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                Topics.CLAIMS.name());
        topology.addProcessor(
                Step.CHECK_OVERLAPS,
                () -> new CheckOverlaps(
                        Step.CLAIM_STORE,
                        AvroSerdes.valueDeserializer(Claim.class, config.settings()),
                        AvroSerdes.valueSerializer(Delivery.class, config.settings())),
                Step.CLAIMS);
        topology.addStateStore(
                Stores.keyValueStoreBuilder(
                                Stores.persistentKeyValueStore(Step.CLAIM_STORE), Serdes.Bytes(), Serdes.ByteArray())
                        .withCachingDisabled()
                        .withLoggingEnabled(ChangelogSettings.of(64, config.replicationFactor())),
                Step.CHECK_OVERLAPS);
        topology.addSink(
                Step.CHECKS,
                Topics.DELIVERIES.name(),
                new ByteArraySerializer(),
                new ByteArraySerializer(),
                Step.CHECK_OVERLAPS);
    }

    private static void addSink(
            Topology topology, String name, String topic, InputPartition inputPartition, Step step) {
        topology.addSink(
                name, topic, new ByteArraySerializer(), new ByteArraySerializer(), inputPartition, step.compare());
    }

    private Outputs outputs(Step step) {
        return new Outputs(
                step.costs(),
                step.deadLetters(),
                step.deliveries(),
                step.claims(),
                config.ledger() ? Optional.of(ledger(step)) : Optional.empty(),
                SchemaIds.valueSchemaId(Topics.COSTS.name(), CostRecord.getClassSchema(), config.settings()),
                AvroSerdes.valueDeserializer(CostRecord.class, config.settings()),
                AvroSerdes.valueSerializer(DeadLetter.class, config.settings()),
                AvroSerdes.valueSerializer(Delivery.class, config.settings()),
                AvroSerdes.valueDeserializer(Delivery.class, config.settings()),
                AvroSerdes.valueSerializer(Claim.class, config.settings()));
    }

    private Ledger ledger(Step step) {
        return new Ledger(
                step.ledger(),
                AvroSerdes.valueDeserializer(CostRecord.class, config.settings()),
                AvroSerdes.valueSerializer(LedgerEntry.class, config.settings()));
    }

    private PageReader pageReader(String topic) {
        Deserializer<RawPage> deserializer = AvroSerdes.valueDeserializer(RawPage.class, config.settings());
        return new PageReader(value -> deserializer.deserialize(topic, value));
    }

    private StoreBuilder<WindowStore<Bytes, byte[]>> rowStore(Step step) {
        // A statement is known for the time of memory after its window; a window more, so that it is never cut short.
        Duration retention = config.memory().plus(config.window().multipliedBy(2));
        return Stores.windowStoreBuilder(
                        Stores.persistentWindowStore(step.rowStore(), retention, config.window(), false),
                        Serdes.Bytes(),
                        Serdes.ByteArray())
                .withCachingDisabled()
                .withLoggingEnabled(ChangelogSettings.of(128, config.replicationFactor()));
    }

    private StoreBuilder<KeyValueStore<Bytes, byte[]>> deliveryStore(Step step) {
        return Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(step.deliveryStore()), Serdes.Bytes(), Serdes.ByteArray())
                .withCachingDisabled()
                .withLoggingEnabled(ChangelogSettings.of(64, config.replicationFactor()));
    }
}
