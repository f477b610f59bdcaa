package io.tributary.local.command.deliveries;

import io.tributary.local.command.cluster.KafkaSettings;
import io.tributary.local.view.CommittedRecords;
import io.tributary.schemas.CostRecord;
import io.tributary.schemas.Delivery;
import io.tributary.schemas.Topics;
import io.tributary.schemas.wire.AvroSerdes;
import io.tributary.streams.BillingTopology;
import io.tributary.streams.StreamsAppConfig;
import io.tributary.streams.compare.ReplayPreview;
import io.tributary.streams.normalize.DataSetNormalizer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads deliveries' raw pages by today's rules, and says which live records that would change. */
final class DryReplay {

    private final Map<String, String> settings;
    private final Statements statements;
    private final Map<String, Set<String>> known;

    /**
     * @param settings of the streams application, of Kafka's clients and of the registry
     * @param statements which deliveries state the same
     * @param known every delivery that is known
     */
    DryReplay(Map<String, String> settings, Statements statements, Collection<Delivery> known) {
        this.settings = settings;
        this.statements = statements;
        this.known = known.stream()
                .collect(Collectors.groupingBy(
                        delivery -> source(delivery.getDataSet(), delivery.getDeliveryId()),
                        Collectors.mapping(statements::of, Collectors.toSet())));
    }

    /** What a record says of where it came from. */
    private static String source(String dataSet, String deliveryId) {
        return dataSet + "|" + deliveryId;
    }

    /**
     * What would change.
     *
     * @param deliveries at least one, all of the account's period, each of another statement; several must be slices,
     *     which are reported together
     * @throws ConfigException if the raw topic has no whole reading of a delivery
     */
    DryReport report(AccountPeriod accountPeriod, List<Delivery> deliveries) {
        StreamsAppConfig config = StreamsAppConfig.from(settings);
        List<DataSetNormalizer> rules = BillingTopology.dataSets(accountPeriod.provider(), config);
        RawPages pages = new RawPages(settings);
        Map<Delivery, RawReading> readings = RawReadings.of(pages, deliveries).whole(deliveries);
        Map<String, ReplayPreview> previews = new LinkedHashMap<>();
        for (Delivery delivery : deliveries) {
            previews.put(delivery.getScope(), new ReplayPreview(rules, config.largestRecord(), config.heldShare()));
        }
        readLive(accountPeriod, ofStatements(deliveries, previews));
        pages.forEach(readings.values(), page -> previews.get(page.getScope()).page(page));
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

    private void readLive(AccountPeriod accountPeriod, Previews previews) {
        try (CommittedRecords records = new CommittedRecords(Topics.COSTS.name(), KafkaSettings.of(settings));
                Deserializer<CostRecord> costs = AvroSerdes.valueDeserializer(CostRecord.class, settings)) {
            while (records.hasNext()) {
                for (ConsumerRecord<byte[], byte[]> record : records.next()) {
                    CostRecord cost = costs.deserialize(record.topic(), record.value());
                    Optional<String> statement =
                            cost == null ? Optional.empty() : statement(accountPeriod, previews, cost);
                    if (statement.isPresent()) {
                        previews.published(statement.get(), cost);
                    } else {
                        previews.withdrawn(new String(record.key(), StandardCharsets.US_ASCII));
                    }
                }
            }
        }
    }

    /**
     * The statement that a record belongs to; empty where that is not previewed. A record names its delivery by an id.
     * Where deliveries of other scopes have the same id, the record's account and period decide.
     */
    private Optional<String> statement(AccountPeriod accountPeriod, Previews previews, CostRecord cost) {
        Set<String> sources = known.getOrDefault(source(cost.getXDataSet(), cost.getXDeliveryId()), Set.of());
        List<String> ours = sources.stream().filter(previews::has).toList();
        if (ours.isEmpty() || ours.size() < sources.size() && !names(accountPeriod, cost)) {
            return Optional.empty();
        }
        if (ours.size() > 1) {
            throw new ConfigException(
                    "Records of " + ours + " cannot be distinguished, since their deliveries have the same id "
                            + cost.getXDeliveryId() + ": nothing can be said of them together");
        }
        return Optional.of(ours.get(0));
    }

    private static boolean names(AccountPeriod accountPeriod, CostRecord cost) {
        String account = cost.getBillingAccountId();
        return (accountPeriod.account().equals(account)
                        || accountPeriod.account().endsWith("/" + account.toLowerCase(Locale.ROOT)))
                && cost.getBillingPeriodStart()
                        .atOffset(ZoneOffset.UTC)
                        .toLocalDate()
                        .equals(accountPeriod.periodStart());
    }
}
