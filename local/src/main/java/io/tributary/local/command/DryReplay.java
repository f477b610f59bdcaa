package io.tributary.local.command;

import static io.tributary.local.command.Table.Column.number;
import static io.tributary.local.command.Table.Column.text;

import io.tributary.local.view.CommittedRecords;
import io.tributary.schemas.CostRecord;
import io.tributary.schemas.CurrencyTotals;
import io.tributary.schemas.Delivery;
import io.tributary.schemas.Keys;
import io.tributary.schemas.Topics;
import io.tributary.schemas.wire.AvroSerdes;
import io.tributary.streams.BillingTopology;
import io.tributary.streams.StreamsAppConfig;
import io.tributary.streams.compare.ReplayPreview;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads a delivery's raw pages by today's rules, and says what that would change of the live records. */
final class DryReplay {

    private final Map<String, String> settings;
    private final Statements statements;
    private final Map<String, List<Delivery>> known;

    /**
     * @param settings of the streams application, of Kafka's clients and of the registry
     * @param statements tells which deliveries state the same
     * @param known every delivery that is known
     */
    DryReplay(Map<String, String> settings, Statements statements, Collection<Delivery> known) {
        this.settings = settings;
        this.statements = statements;
        this.known = known.stream().collect(Collectors.groupingBy(Delivery::getDeliveryId));
    }

    /**
     * What would change, in lines.
     *
     * @throws ConfigException if the raw topic has nothing of the delivery
     */
    List<String> report(AccountPeriod accountPeriod, Delivery delivery) {
        StreamsAppConfig config = StreamsAppConfig.from(settings);
        ReplayPreview preview = new ReplayPreview(
                BillingTopology.dataSets(delivery.getProvider(), config), config.largestRecord(), config.heldShare());
        readLive(accountPeriod, statements.of(delivery), preview);
        new RawPages(settings).forEach(delivery, (record, page) -> preview.page(page));
        Delivery today = preview.end()
                .orElseThrow(() -> new ConfigException("The raw topic has no pages of delivery "
                        + delivery.getDeliveryId() + " of account " + accountPeriod + " any more"));
        return lines(accountPeriod, delivery, today);
    }

    private void readLive(AccountPeriod accountPeriod, String statement, ReplayPreview preview) {
        Set<String> own = known.values().stream()
                .flatMap(List::stream)
                .filter(delivery -> statements.of(delivery).equals(statement))
                .map(delivery -> Keys.delivery(delivery.getScope(), delivery.getDeliveryId()))
                .collect(Collectors.toSet());
        try (CommittedRecords records = new CommittedRecords(Topics.COSTS.name(), KafkaSettings.of(settings));
                Deserializer<CostRecord> costs = AvroSerdes.valueDeserializer(CostRecord.class, settings)) {
            while (records.hasNext()) {
                for (ConsumerRecord<byte[], byte[]> record : records.next()) {
                    CostRecord cost = costs.deserialize(record.topic(), record.value());
                    if (cost != null && isOf(accountPeriod, own, cost)) {
                        preview.published(cost);
                    } else {
                        preview.withdrawn(new String(record.key(), StandardCharsets.US_ASCII));
                    }
                }
            }
        }
    }

    /** A record names its delivery by an id that deliveries of other scopes may have, too: then it tells by itself. */
    private boolean isOf(AccountPeriod accountPeriod, Set<String> own, CostRecord cost) {
        List<Delivery> sources = known.getOrDefault(cost.getXDeliveryId(), List.of()).stream()
                .filter(delivery -> delivery.getDataSet().equals(cost.getXDataSet()))
                .toList();
        List<Delivery> ours = sources.stream()
                .filter(delivery -> own.contains(Keys.delivery(delivery.getScope(), delivery.getDeliveryId())))
                .toList();
        return !ours.isEmpty() && (ours.size() == sources.size() || names(accountPeriod, cost));
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
        long changed = today.getRecordsRestated() + today.getRecordsAdded() + today.getRecordsVanished();
        lines.add("replaying account " + accountPeriod + " would change " + count(changed) + " records"
                + today.getTotals().stream().map(DryReplay::change).collect(Collectors.joining()));
        lines.add(count(today.getRecordsUnchanged()) + " unchanged, " + count(today.getRecordsRestated())
                + " restated, " + count(today.getRecordsAdded()) + " added, " + count(today.getRecordsVanished())
                + " withdrawn");
        lines.addAll(money(today));
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
