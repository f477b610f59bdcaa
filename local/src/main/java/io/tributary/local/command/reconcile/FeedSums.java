package io.tributary.local.command.reconcile;

import io.tributary.local.view.CostFacts;
import io.tributary.local.view.CostHistory;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What the feed has of the periods and invoices that are reconciled: sums, never the records themselves. */
final class FeedSums {

    private final Map<Slot, Sum> live = new HashMap<>();
    private final Map<AccountMonth, NavigableSet<LocalDate>> days = new HashMap<>();
    private final Map<AccountMonth, Set<Source>> sources = new HashMap<>();
    private final Map<AccountMonth, String> names = new HashMap<>();
    private final Map<Place, Map<String, Change>> changes = new HashMap<>();
    private final Map<NamedInvoice, Map<Source, Instant>> named = new HashMap<>();
    private final Map<String, List<KeyedCost>> keyed = new HashMap<>();

    /**
     * A delivery that records name.
     *
     * @param dataSet its data set
     * @param deliveryId its id
     */
    record Source(String dataSet, String deliveryId) {}

    /**
     * A live record of a row that a dead letter is of.
     *
     * @param slot where it is summed
     * @param deliveryId the delivery that stated it last
     * @param amount its BilledCost
     * @param partition where it is on the topic, which tells it from records that are alike
     * @param offset likewise
     */
    record KeyedCost(Slot slot, String deliveryId, BigDecimal amount, int partition, long offset) {}

    /**
     * Where changed records are summed.
     *
     * @param before where they were; the same as {@code after} but for records that moved
     * @param after where they are; where they were, if they were withdrawn
     */
    record Place(Slot before, Slot after) {}

    /**
     * What a delivery changed of records of one place.
     *
     * @param before the change where they were: what they took away with them
     * @param after the change where they are
     * @param records how many
     */
    record Change(BigDecimal before, BigDecimal after, long records) {

        Change plus(Change other) {
            return new Change(before.add(other.before), after.add(other.after), records + other.records);
        }
    }

    private record NamedInvoice(AccountMonth month, String invoice) {}

    private FeedSums() {}

    /**
     * Reads the topic.
     *
     * @param isWanted chooses records
     * @param lineKeys natural keys whose records are kept one by one
     */
    static FeedSums read(CostHistory history, Predicate<CostFacts> isWanted, Set<String> lineKeys) {
        FeedSums sums = new FeedSums();
        history.read(isWanted, sums::changed);
        history.forEach(facts -> sums.add(facts, lineKeys));
        return sums;
    }

    private void changed(String deliveryId, BigDecimal change, Optional<CostFacts> before, CostFacts record) {
        Slot slot = Slot.of(record);
        Slot slotBefore = before.map(Slot::of).orElse(slot);
        BigDecimal moved =
                slotBefore.equals(slot) ? BigDecimal.ZERO : before.orElseThrow().billedCost();
        changes.computeIfAbsent(new Place(slotBefore, slot), first -> new HashMap<>())
                .merge(deliveryId, new Change(moved.negate(), change.add(moved), 1), Change::plus);
        record.invoice()
                .ifPresent(invoice -> named.computeIfAbsent(
                                new NamedInvoice(slot.month(), invoice), first -> new HashMap<>())
                        .merge(
                                new Source(record.dataSet(), record.deliveryId()),
                                record.deliveryTime(),
                                (one, other) -> one.isBefore(other) ? one : other));
    }

    private void add(CostFacts facts, Set<String> lineKeys) {
        Slot slot = Slot.of(facts);
        live.merge(slot, new Sum(facts.billedCost(), 1), Sum::plus);
        days.computeIfAbsent(slot.month(), first -> new TreeSet<>()).add(facts.chargeStart());
        sources.computeIfAbsent(slot.month(), first -> new HashSet<>())
                .add(new Source(facts.dataSet(), facts.deliveryId()));
        names.putIfAbsent(slot.month(), facts.account());
        if (lineKeys.contains(facts.lineKey())) {
            keyed.computeIfAbsent(facts.lineKey(), first -> new ArrayList<>())
                    .add(new KeyedCost(
                            slot, facts.deliveryId(), facts.billedCost(), facts.partition(), facts.offset()));
        }
    }

    /** Sums of live records. */
    Stream<Map.Entry<Slot, Sum>> live() {
        return live.entrySet().stream();
    }

    /** Accounts' periods that have live records. */
    Collection<AccountMonth> months() {
        return names.keySet();
    }

    /** An account as its records name it. */
    Optional<String> name(AccountMonth month) {
        return Optional.ofNullable(names.get(month));
    }

    /** Invoices that live records of an account's period name. */
    NavigableSet<String> invoices(AccountMonth month) {
        NavigableSet<String> invoices = new TreeSet<>();
        live.keySet().stream()
                .filter(slot -> slot.month().equals(month))
                .forEach(slot -> slot.invoice().ifPresent(invoices::add));
        return invoices;
    }

    /** What live records of an account's period come to. */
    Sum total(AccountMonth month, String currency) {
        return live().filter(entry -> entry.getKey().month().equals(month)
                        && entry.getKey().currency().equals(currency))
                .map(Map.Entry::getValue)
                .reduce(Sum.NONE, Sum::plus);
    }

    /** Currencies of live records of an account's period. */
    Set<String> currencies(AccountMonth month) {
        Set<String> currencies = new TreeSet<>();
        live.keySet().stream()
                .filter(slot -> slot.month().equals(month))
                .forEach(slot -> currencies.add(slot.currency()));
        return currencies;
    }

    /** Deliveries that live records name. */
    Set<Source> sources(AccountMonth month) {
        return sources.getOrDefault(month, Set.of());
    }

    /** Days on which charges of live records begin. */
    NavigableSet<LocalDate> days(AccountMonth month) {
        return days.getOrDefault(month, new TreeSet<>());
    }

    /** Live records of a row. */
    List<KeyedCost> keyed(String lineKey) {
        return keyed.getOrDefault(lineKey, List.of());
    }

    /** Live records that name no invoice, by currency. */
    Map<String, Sum> unnamed(AccountMonth month) {
        Map<String, Sum> unnamed = new TreeMap<>();
        live().filter(entry -> entry.getKey().month().equals(month)
                        && entry.getKey().invoice().isEmpty())
                .forEach(entry -> unnamed.merge(entry.getKey().currency(), entry.getValue(), Sum::plus));
        return unnamed;
    }

    /** The deliveries whose records name an invoice, with their times, but for what was compacted away. */
    Map<Source, Instant> naming(AccountMonth month, String invoice) {
        return named.getOrDefault(new NamedInvoice(month, invoice), Map.of());
    }

    /** What each delivery changed. */
    Stream<Map.Entry<Place, Map<String, Change>>> changes() {
        return changes.entrySet().stream();
    }

    /**
     * Whether the topic still has every change of an account's period, so that what a delivery changed is known: the
     * changes add up to what is live. Of a topic that was compacted some are gone.
     */
    boolean hasAllChanges(AccountMonth month, String currency) {
        BigDecimal changed = changes()
                .flatMap(entry -> entry.getValue().values().stream()
                        .flatMap(change -> Stream.of(
                                isOf(entry.getKey().before(), month, currency) ? change.before() : BigDecimal.ZERO,
                                isOf(entry.getKey().after(), month, currency) ? change.after() : BigDecimal.ZERO)))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return changed.compareTo(total(month, currency).amount()) == 0;
    }

    private static boolean isOf(Slot slot, AccountMonth month, String currency) {
        return slot.month().equals(month) && slot.currency().equals(currency);
    }
}
