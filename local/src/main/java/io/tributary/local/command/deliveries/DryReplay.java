package io.tributary.local.command.deliveries;

import io.tributary.local.command.cluster.KafkaSettings;
import io.tributary.local.view.CommittedRecords;
import io.tributary.schemas.CostRecord;
import io.tributary.schemas.Delivery;
import io.tributary.schemas.RawPage;
import io.tributary.schemas.Topics;
import io.tributary.schemas.wire.AvroSerdes;
import io.tributary.streams.BillingTopology;
import io.tributary.streams.StreamsAppConfig;
import io.tributary.streams.compare.ReplayPreview;
import io.tributary.streams.normalize.DataSetNormalizer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads deliveries' raw pages by today's rules, and says which live records that would change. */
final class DryReplay {

    private final Map<String, String> settings;
    private final Statements statements;
    private final RecordOwners owners;

    /**
     * @param settings of the streams application, of Kafka's clients and of the registry
     * @param statements which deliveries state the same
     * @param known every delivery that is known
     */
    DryReplay(Map<String, String> settings, Statements statements, Collection<Delivery> known) {
        this.settings = settings;
        this.statements = statements;
        this.owners = new RecordOwners(statements, known);
    }

    /**
     * What would change.
     *
     * @param deliveries at least one, all of the account's period, each of another statement; several must be slices,
     *     which are reported together
     * @throws ConfigException if the raw topic has no whole reading of a delivery
     */
    DryReport report(AccountPeriod accountPeriod, List<Delivery> deliveries) {
        RawPages pages = new RawPages(settings);
        Map<Delivery, RawReading> readings = RawReadings.of(pages, deliveries).whole(deliveries);
        return report(accountPeriod, deliveries, consumer -> pages.forEach(readings.values(), consumer));
    }

    /**
     * The same of pages that are given.
     *
     * @param pages gives every page of the deliveries to a consumer, and their completions
     */
    DryReport report(AccountPeriod accountPeriod, List<Delivery> deliveries, Consumer<Consumer<RawPage>> pages) {
        StreamsAppConfig config = StreamsAppConfig.from(settings);
        List<DataSetNormalizer> rules = BillingTopology.dataSets(accountPeriod.provider(), config);
        Map<String, ReplayPreview> previews = new LinkedHashMap<>();
        for (Delivery delivery : deliveries) {
            previews.put(delivery.getScope(), new ReplayPreview(rules, config.largestRecord(), config.heldShare()));
        }
        readLive(ofStatements(deliveries, previews));
        pages.accept(page -> previews.get(page.getScope()).page(page));
        List<Delivery> today = new ArrayList<>();
        for (Delivery delivery : deliveries) {
            today.add(previews.get(delivery.getScope()).end().orElseThrow());
        }
        return new DryReport(accountPeriod, deliveries, today);
    }

    private Previews ofStatements(List<Delivery> deliveries, Map<String, ReplayPreview> byScope) {
        Map<String, ReplayPreview> byStatement = new LinkedHashMap<>();
        deliveries.forEach(delivery -> byStatement.put(statements.of(delivery), byScope.get(delivery.getScope())));
        return new Previews(byStatement);
    }

    private void readLive(Previews previews) {
        try (CommittedRecords records = new CommittedRecords(Topics.COSTS.name(), KafkaSettings.of(settings));
                Deserializer<CostRecord> costs = AvroSerdes.valueDeserializer(CostRecord.class, settings)) {
            while (records.hasNext()) {
                for (ConsumerRecord<byte[], byte[]> record : records.next()) {
                    CostRecord cost = costs.deserialize(record.topic(), record.value());
                    Optional<String> statement =
                            cost == null ? Optional.empty() : owners.of(cost).filter(previews::has);
                    if (statement.isPresent()) {
                        previews.published(statement.get(), cost);
                    } else {
                        previews.withdrawn(new String(record.key(), StandardCharsets.US_ASCII));
                    }
                }
            }
        }
    }
}
