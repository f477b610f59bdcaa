package io.tributary.local.command.history;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.tributary.local.command.deliveries.Slices;
import io.tributary.local.command.deliveries.Statement;
import io.tributary.schemas.CurrencyChange;
import io.tributary.schemas.CurrencyTotals;
import io.tributary.schemas.Delivery;
import io.tributary.schemas.DeliveryChange;
import io.tributary.streams.reconcile.DeliveryChanges;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** How a total came to be: what deliveries changed of it, in the order in which they were worked. */
final class TotalHistory {

    private static final Comparator<Event> ORDER = Comparator.comparing((Event event) -> event.at)
            .thenComparing(event -> event.generation)
            .thenComparing(event -> event.delivery.getScope())
            .thenComparing(event -> event.delivery.getDeliveryTime())
            .thenComparing(event -> event.place);

    private final List<HistoryLine> lines = new ArrayList<>();
    private final SortedMap<String, CurrencyLine> sums = new TreeMap<>();

    private record Event(Delivery delivery, Instant at, int generation, int place, HistoryLine line) {}

    /**
     * @param deliveries the newest record of each delivery that states the money, from {@code billing.deliveries}
     * @param eachSlice whether every slice of Google Cloud has lines of its own, or those of a day share them
     */
    TotalHistory(Collection<Delivery> deliveries, boolean eachSlice) {
        List<Event> events = new ArrayList<>();
        deliveries.forEach(delivery -> events.addAll(events(delivery)));
        events.sort(ORDER);
        List<HistoryLine> all = events.stream().map(Event::line).toList();
        for (HistoryLine line : eachSlice ? all : byDay(all)) {
            add(line);
        }
    }

    private static List<Event> events(Delivery delivery) {
        List<DeliveryChange> changes = DeliveryChanges.of(delivery);
        List<Event> events = new ArrayList<>();
        for (int place = 0; place < changes.size(); place++) {
            DeliveryChange change = changes.get(place);
            SortedMap<String, CurrencyLine> currencies = currencies(change);
            if (place == changes.size() - 1) {
                addParked(delivery, currencies);
            }
            HistoryLine line = new HistoryLine(
                    change.getAt(),
                    change.getCause(),
                    List.of(delivery),
                    change.getRecordsAdded(),
                    change.getRecordsRestated(),
                    change.getRecordsVanished(),
                    currencies);
            events.add(new Event(delivery, change.getAt(), change.getGeneration(), place, line));
        }
        if (events.isEmpty()) {
            SortedMap<String, CurrencyLine> currencies = new TreeMap<>();
            addParked(delivery, currencies);
            HistoryLine line = new HistoryLine(delivery.getFirstSeen(), "", List.of(delivery), 0, 0, 0, currencies);
            events.add(new Event(delivery, delivery.getFirstSeen(), 0, 0, line));
        }
        return events;
    }

    private static SortedMap<String, CurrencyLine> currencies(DeliveryChange change) {
        SortedMap<String, CurrencyLine> currencies = new TreeMap<>();
        for (CurrencyChange totals : change.getTotals()) {
            CostChange billed = new CostChange(
                    totals.getAddedBilledCost(), totals.getRestatedBilledCost(), totals.getVanishedBilledCost());
            CostChange effective = new CostChange(
                    totals.getAddedEffectiveCost(),
                    totals.getRestatedEffectiveCost(),
                    totals.getVanishedEffectiveCost());
            currencies.put(
                    totals.getCurrency(),
                    new CurrencyLine(billed, effective, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO));
        }
        return currencies;
    }

    /** Nothing is parked of a delivery in whose place another stands. */
    private static void addParked(Delivery delivery, SortedMap<String, CurrencyLine> currencies) {
        boolean isReplaced = Statement.isReplaced(delivery);
        for (CurrencyTotals totals : delivery.getTotals()) {
            BigDecimal parked = isReplaced ? BigDecimal.ZERO : totals.getParkedCost();
            currencies.merge(
                    totals.getCurrency(),
                    new CurrencyLine(CostChange.NONE, CostChange.NONE, parked, BigDecimal.ZERO, BigDecimal.ZERO),
                    CurrencyLine::plus);
        }
    }

    /** Slices that came to the same state on the same day as one line, at the place of the first. */
    private static List<HistoryLine> byDay(List<HistoryLine> lines) {
        return lines.stream()
                .collect(groupingBy(
                        line -> Slices.isSlice(line.delivery()) ? day(line) : List.of(new Object()),
                        LinkedHashMap::new,
                        toList()))
                .values()
                .stream()
                .map(TotalHistory::together)
                .toList();
    }

    private static List<Object> day(HistoryLine line) {
        Delivery slice = line.delivery();
        return List.of(
                line.at().atOffset(ZoneOffset.UTC).toLocalDate(), slice.getDataSet(), line.cause(), slice.getState());
    }

    private static HistoryLine together(List<HistoryLine> lines) {
        if (lines.size() == 1) {
            return lines.get(0);
        }
        Set<Delivery> slices = new LinkedHashSet<>();
        SortedMap<String, CurrencyLine> currencies = new TreeMap<>();
        for (HistoryLine line : lines) {
            slices.add(line.delivery());
            line.currencies().forEach((currency, amounts) -> currencies.merge(currency, amounts, CurrencyLine::plus));
        }
        return new HistoryLine(
                lines.get(0).at(),
                lines.get(0).cause(),
                List.copyOf(slices),
                lines.stream().mapToLong(HistoryLine::recordsAdded).sum(),
                lines.stream().mapToLong(HistoryLine::recordsRestated).sum(),
                lines.stream().mapToLong(HistoryLine::recordsVanished).sum(),
                currencies);
    }

    private void add(HistoryLine line) {
        SortedMap<String, CurrencyLine> after = new TreeMap<>();
        line.currencies().forEach((currency, amounts) -> {
            CurrencyLine before = sums.getOrDefault(currency, CurrencyLine.NONE);
            CurrencyLine now = amounts.after(before.billedAfter(), before.effectiveAfter());
            sums.put(currency, now);
            after.put(currency, now);
        });
        lines.add(line.with(after));
    }

    /** What changed the total, in the order in which it did. */
    List<HistoryLine> lines() {
        return List.copyOf(lines);
    }

    /** BilledCost that the changes come to, by currency. */
    SortedMap<String, BigDecimal> billed() {
        SortedMap<String, BigDecimal> billed = new TreeMap<>();
        sums.forEach((currency, last) -> billed.put(currency, last.billedAfter()));
        return billed;
    }

    /** EffectiveCost that the changes come to, by currency. */
    SortedMap<String, BigDecimal> effective() {
        SortedMap<String, BigDecimal> effective = new TreeMap<>();
        sums.forEach((currency, last) -> effective.put(currency, last.effectiveAfter()));
        return effective;
    }
}
