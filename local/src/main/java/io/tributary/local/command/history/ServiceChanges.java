package io.tributary.local.command.history;

import static java.util.stream.Collectors.toSet;

import io.tributary.local.command.cluster.KafkaSettings;
import io.tributary.local.command.deliveries.RecordOwners;
import io.tributary.local.view.CommittedRecords;
import io.tributary.schemas.Delivery;
import io.tributary.schemas.LedgerEntry;
import io.tributary.schemas.Topics;
import io.tributary.schemas.wire.AvroSerdes;
import io.tributary.streams.reconcile.DeliveryChanges;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * What deliveries changed by service, from {@code billing.ledger}: only there is known what a record said that is
 * withdrawn or restated.
 */
final class ServiceChanges {

    private static final String CHARGE = "charge";
    private static final String RESTATED = "restated";
    private static final String VANISHED = "vanished";
    private static final String OPENED = "opened";

    private final RecordOwners owners;

    /** Deliveries by their statement and id. */
    private final Map<String, Delivery> deliveries = new LinkedHashMap<>();

    /** By delivery, then by service and currency. */
    private final Map<Delivery, SortedMap<Place, Amounts>> changes = new LinkedHashMap<>();

    private long opened;

    private record Place(String service, String currency) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int byService = service.compareTo(other.service);
            return byService == 0 ? currency.compareTo(other.currency) : byService;
        }
    }

    private record Amounts(CostChange billed, CostChange effective) {
        Amounts plus(Amounts other) {
            return new Amounts(billed.plus(other.billed), effective.plus(other.effective));
        }
    }

    /**
     * Reads what is committed.
     *
     * @param ordered the deliveries of the account's period, in the order in which they were worked
     * @param statementOf the statement that a delivery makes
     */
    ServiceChanges(
            Map<String, String> settings,
            Collection<Delivery> ordered,
            Function<Delivery, String> statementOf,
            RecordOwners owners) {
        this.owners = owners;
        for (Delivery delivery : ordered) {
            deliveries.put(key(statementOf.apply(delivery), delivery.getDeliveryId()), delivery);
            changes.put(delivery, new TreeMap<>());
        }
        Set<String> statements = ordered.stream().map(statementOf).collect(toSet());
        try (CommittedRecords topic = new CommittedRecords(Topics.LEDGER.name(), KafkaSettings.of(settings));
                Deserializer<LedgerEntry> entries = AvroSerdes.valueDeserializer(LedgerEntry.class, settings)) {
            while (topic.hasNext()) {
                for (ConsumerRecord<byte[], byte[]> record : topic.next()) {
                    add(entries.deserialize(record.topic(), record.value()), statements);
                }
            }
        }
    }

    /** Whether a ledger is kept. */
    static boolean hasLedger(Map<String, String> settings) throws InterruptedException {
        try (Admin admin = Admin.create(KafkaSettings.of(settings))) {
            return admin.listTopics().names().get().contains(Topics.LEDGER.name());
        } catch (ExecutionException e) {
            throw new IllegalStateException("Cannot list the topics: " + e.getCause(), e);
        }
    }

    private void add(LedgerEntry entry, Set<String> statements) {
        if (owners.candidates(entry).stream().noneMatch(statements::contains)) {
            return;
        }
        Optional<Delivery> delivery =
                owners.of(entry).map(statement -> deliveries.get(key(statement, entry.getXEntryDeliveryId())));
        if (delivery.isEmpty()) {
            return;
        }
        opened += entry.getXEntryChange().equals(OPENED) ? 1 : 0;
        changes.get(delivery.get())
                .merge(
                        new Place(entry.getServiceName(), entry.getBillingCurrency()),
                        new Amounts(change(entry, entry.getBilledCost()), change(entry, entry.getEffectiveCost())),
                        Amounts::plus);
    }

    /** A reversal's amounts are negated. */
    private static CostChange change(LedgerEntry entry, BigDecimal amount) {
        return switch (entry.getXEntryChange()) {
            case VANISHED -> new CostChange(BigDecimal.ZERO, BigDecimal.ZERO, amount.negate());
            case RESTATED -> new CostChange(BigDecimal.ZERO, amount, BigDecimal.ZERO);
            default -> new CostChange(amount, BigDecimal.ZERO, BigDecimal.ZERO);
        };
    }

    private static String key(String statement, String deliveryId) {
        return statement + "|" + deliveryId;
    }

    /** By delivery, in the order in which they were worked, then by service and currency. */
    List<ServiceChange> all() {
        List<ServiceChange> all = new ArrayList<>();
        changes.forEach((delivery, places) -> places.forEach((place, amounts) -> all.add(new ServiceChange(
                delivery, place.service(), place.currency(), amounts.billed(), amounts.effective()))));
        return all;
    }

    /** The deliveries of which the ledger does not say what they changed, since their sums by service are others. */
    List<Delivery> lacking() {
        return changes.keySet().stream()
                .filter(delivery -> !isSame(billed(delivery), DeliveryChanges.billed(DeliveryChanges.of(delivery)))
                        || !isSame(effective(delivery), DeliveryChanges.effective(DeliveryChanges.of(delivery))))
                .toList();
    }

    /** Entries that charge what was live before the ledger was kept. */
    long opened() {
        return opened;
    }

    private Map<String, BigDecimal> billed(Delivery delivery) {
        Map<String, BigDecimal> sums = new TreeMap<>();
        changes.get(delivery)
                .forEach((place, amounts) ->
                        sums.merge(place.currency(), amounts.billed().sum(), BigDecimal::add));
        return sums;
    }

    private Map<String, BigDecimal> effective(Delivery delivery) {
        Map<String, BigDecimal> sums = new TreeMap<>();
        changes.get(delivery)
                .forEach((place, amounts) ->
                        sums.merge(place.currency(), amounts.effective().sum(), BigDecimal::add));
        return sums;
    }

    private static boolean isSame(Map<String, BigDecimal> some, Map<String, BigDecimal> others) {
        Map<String, BigDecimal> difference = new TreeMap<>(some);
        others.forEach((currency, amount) -> difference.merge(currency, amount.negate(), BigDecimal::add));
        return difference.values().stream().allMatch(amount -> amount.signum() == 0);
    }
}
