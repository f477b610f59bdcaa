package io.tributary.local.command.deliveries;

import static io.tributary.local.command.console.Table.Column.number;
import static io.tributary.local.command.console.Table.Column.text;

import io.tributary.local.command.cluster.KafkaSettings;
import io.tributary.local.command.console.Amounts;
import io.tributary.local.command.console.Table;
import io.tributary.local.view.CommittedRecords;
import io.tributary.schemas.CostRecord;
import io.tributary.schemas.CurrencyTotals;
import io.tributary.schemas.Delivery;
import io.tributary.schemas.Topics;
import io.tributary.schemas.wire.AvroSerdes;
import io.tributary.streams.BillingTopology;
import io.tributary.streams.StreamsAppConfig;
import io.tributary.streams.compare.ReplayPreview;
import io.tributary.streams.normalize.DataSetNormalizer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads deliveries' raw pages by today's rules, and says what that would change of the live records. */
final class DryReplay {

    private final Map<String, String> settings;
    private final Statements statements;
    private final Map<String, Set<String>> known;

    /**
     * @param settings of the streams application, of Kafka's clients and of the registry
     * @param statements tells which deliveries state the same
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
     * What would change, in lines.
     *
     * @param deliveries at least one, all of the account's period, each of another statement; several must be slices, which
     *     are told of together
     * @throws ConfigException if the raw topic has nothing of a delivery
     */
    List<String> report(AccountPeriod accountPeriod, List<Delivery> deliveries) {
        StreamsAppConfig config = StreamsAppConfig.from(settings);
        List<DataSetNormalizer> rules = BillingTopology.dataSets(accountPeriod.provider(), config);
        Map<String, ReplayPreview> previews = new LinkedHashMap<>();
        for (Delivery delivery : deliveries) {
            previews.put(delivery.getScope(), new ReplayPreview(rules, config.largestRecord(), config.heldShare()));
        }
        readLive(accountPeriod, ofStatements(deliveries, previews));
        new RawPages(settings)
                .forEach(
                        deliveries,
                        (record, page) -> previews.get(page.getScope()).page(page));
        List<Delivery> today = new ArrayList<>();
        for (Delivery delivery : deliveries) {
            today.add(previews.get(delivery.getScope())
                    .end()
                    .orElseThrow(() -> new ConfigException("The raw topic has no pages of delivery "
                            + delivery.getDeliveryId() + " of account " + accountPeriod + " any more")));
        }
        return deliveries.size() == 1
                ? lines(accountPeriod, deliveries.get(0), today.get(0))
                : lines(accountPeriod, deliveries, today);
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
     * The statement that a record belongs to; empty where that is not previewed. A record names its delivery by an id that
     * deliveries of other scopes may have, too: then it tells by itself.
     */
    private Optional<String> statement(AccountPeriod accountPeriod, Previews previews, CostRecord cost) {
        Set<String> sources = known.getOrDefault(source(cost.getXDataSet(), cost.getXDeliveryId()), Set.of());
        List<String> ours = sources.stream().filter(previews::has).toList();
        if (ours.isEmpty() || ours.size() < sources.size() && !names(accountPeriod, cost)) {
            return Optional.empty();
        }
        if (ours.size() > 1) {
            throw new ConfigException(
                    "Records of " + ours + " cannot be told apart, since their deliveries have the same" + " id "
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

    private static List<String> lines(AccountPeriod accountPeriod, Delivery delivery, Delivery today) {
        List<String> lines = new ArrayList<>();
        lines.add(delivery.getDataSet() + " delivery " + delivery.getDeliveryId() + " of "
                + delivery.getDeliveryTime() + " was taken under "
                + rules(delivery) + "; today's rules are " + rules(today) + ".");
        lines.addAll(changes(accountPeriod, today));
        if (today.getRowsRejected() > 0) {
            lines.add(count(today.getRowsRejected()) + " rows would be dead letters.");
        }
        if (!today.getState().equals("COMPLETE")) {
            lines.add("It would be " + today.getState() + ". " + today.getVerdict());
        }
        if (isUnderTheSameRules(delivery, today)) {
            lines.add("It was taken under today's rules: a replay would be recognised, and dropped whole.");
        }
        lines.add("Nothing was published.");
        return lines;
    }

    /** Slices' lines: their sums, and how many of them would not be complete. */
    private static List<String> lines(AccountPeriod accountPeriod, List<Delivery> slices, List<Delivery> today) {
        List<String> lines = new ArrayList<>();
        String before =
                slices.stream().map(DryReplay::rules).distinct().sorted().collect(Collectors.joining(", "));
        lines.add(count(slices.size()) + " slices of " + accountPeriod + " were taken under " + before
                + "; today's rules are " + rules(today.get(0)) + ".");
        lines.addAll(changes(accountPeriod, SummedDeliveries.of(today)));
        long rejected = today.stream().mapToLong(Delivery::getRowsRejected).sum();
        if (rejected > 0) {
            lines.add(count(rejected) + " rows would be dead letters.");
        }
        today.stream()
                .filter(slice -> !slice.getState().equals("COMPLETE"))
                .collect(Collectors.groupingBy(Delivery::getState, TreeMap::new, Collectors.counting()))
                .forEach((state, number) -> lines.add(count(number) + " slices would be " + state + "."));
        long same = IntStream.range(0, slices.size())
                .filter(place -> isUnderTheSameRules(slices.get(place), today.get(place)))
                .count();
        if (same > 0) {
            lines.add(count(same) + " slices were taken under today's rules: a replay of them would be recognised, and"
                    + " dropped whole.");
        }
        lines.add("Nothing was published.");
        return lines;
    }

    private static List<String> changes(AccountPeriod accountPeriod, Delivery today) {
        List<String> lines = new ArrayList<>();
        long changed = today.getRecordsRestated() + today.getRecordsAdded() + today.getRecordsVanished();
        lines.add("replaying account " + accountPeriod + " would change " + count(changed) + " records"
                + today.getTotals().stream().map(DryReplay::change).collect(Collectors.joining()));
        lines.add(count(today.getRecordsUnchanged()) + " unchanged, " + count(today.getRecordsRestated())
                + " restated, " + count(today.getRecordsAdded()) + " added, " + count(today.getRecordsVanished())
                + " withdrawn");
        lines.addAll(money(today));
        return lines;
    }

    private static String rules(Delivery delivery) {
        return delivery.getMappingVersion()
                + (delivery.getCostBasis() == null ? "" : " (" + delivery.getCostBasis() + ")");
    }

    private static boolean isUnderTheSameRules(Delivery delivery, Delivery today) {
        return Objects.equals(delivery.getMappingVersion(), today.getMappingVersion())
                && Objects.equals(delivery.getCostBasis(), today.getCostBasis());
    }

    private static String change(CurrencyTotals totals) {
        return ", " + Amounts.exact(billedChange(totals)) + " " + totals.getCurrency() + " billed, "
                + Amounts.exact(effectiveChange(totals)) + " " + totals.getCurrency() + " effective";
    }

    private static List<String> money(Delivery today) {
        Table table = new Table(List.of(
                text("currency"),
                text("cost"),
                number("restated by"),
                number("added"),
                number("withdrawn"),
                number("change")));
        for (CurrencyTotals totals : today.getTotals()) {
            table.add(List.of(
                    totals.getCurrency(),
                    "billed",
                    Amounts.exact(totals.getRestatedBilledCost()),
                    Amounts.exact(totals.getAddedBilledCost()),
                    Amounts.exact(totals.getVanishedBilledCost()),
                    Amounts.exact(billedChange(totals))));
            table.add(List.of(
                    totals.getCurrency(),
                    "effective",
                    Amounts.exact(totals.getRestatedEffectiveCost()),
                    Amounts.exact(totals.getAddedEffectiveCost()),
                    Amounts.exact(totals.getVanishedEffectiveCost()),
                    Amounts.exact(effectiveChange(totals))));
        }
        return table.lines();
    }

    private static BigDecimal billedChange(CurrencyTotals totals) {
        return totals.getRestatedBilledCost().add(totals.getAddedBilledCost()).subtract(totals.getVanishedBilledCost());
    }

    private static BigDecimal effectiveChange(CurrencyTotals totals) {
        return totals.getRestatedEffectiveCost()
                .add(totals.getAddedEffectiveCost())
                .subtract(totals.getVanishedEffectiveCost());
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
