package io.tributary.extractors.gcp.bigquery;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.csv.PageLimits;
import io.tributary.extractors.gcp.GcpConfig;
import io.tributary.extractors.source.SourceDelivery;
import io.tributary.extractors.source.SourceDelivery.Choice;
import io.tributary.extractors.source.SourceException;
import io.tributary.schemas.SourceCursor;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Reads one table from the oldest partition to the newest, and stops at one that fails, so that the next run continues
 * there. Used by one thread.
 */
final class TableReading {

    private final Queries queries;
    private final BillingTable table;
    private final GcpConfig config;
    private final PageLimits limits;
    private final InstantSource clock;

    private Optional<Inventory> newer = Optional.empty();
    private Optional<Inventory> older = Optional.empty();
    private Optional<SourceException> failure = Optional.empty();

    /** @param clock the time by which the first months are chosen if nothing was taken before */
    TableReading(Queries queries, BillingTable table, GcpConfig config, PageLimits limits, InstantSource clock) {
        this.queries = requireNonNull(queries, "queries");
        this.table = requireNonNull(table, "table");
        this.config = requireNonNull(config, "config");
        this.limits = requireNonNull(limits, "limits");
        this.clock = requireNonNull(clock, "clock");
    }

    BillingTable table() {
        return table;
    }

    /**
     * Finds the slices. Where other tables may state the same months, the newest month of any of them and the month
     * before are looked at whole, so that the choice among them can change.
     *
     * @param others tables of the same billing account
     * @param errors receives rows that belong to no slice
     * @throws SourceException if the query fails
     */
    void look(Map<String, SourceCursor> cursors, List<BillingTable> others, List<SourceException> errors) {
        Optional<Watermark> watermark = Watermark.of(table, cursors);
        LocalDate from = watermark
                .map(known -> from(
                        known,
                        others.stream()
                                .flatMap(other -> Watermark.of(other, cursors).stream())
                                .toList()))
                .orElseGet(this::first);
        newer = Optional.of(Inventory.of(queries, table, Statements.from(table, from)));
        errors.addAll(newer.get().errors());
        Optional<LocalDate> end = watermark
                .map(known -> known.firstDay().plusDays(1))
                .map(first ->
                        first.isBefore(from) ? first : table.partitioning().floor(from));
        Optional<LocalDate> earlier =
                config.from().filter(first -> end.filter(first::isBefore).isPresent());
        if (earlier.isPresent()) {
            older = Optional.of(
                    Inventory.of(queries, table, Statements.between(table, earlier.get(), end.orElseThrow())));
            errors.addAll(older.get().errors());
        }
    }

    private LocalDate from(Watermark own, List<Watermark> others) {
        LocalDate from = own.newestDay().minusDays(config.rescanDays());
        if (others.isEmpty()) {
            return from;
        }
        LocalDate newest = others.stream()
                .map(Watermark::newestDay)
                .filter(own.newestDay()::isBefore)
                .max(LocalDate::compareTo)
                .orElse(own.newestDay());
        LocalDate months = newest.withDayOfMonth(1).minusMonths(1);
        LocalDate rescanned = newest.minusDays(config.rescanDays());
        return months.isBefore(rescanned) ? months : rescanned;
    }

    /** The slices that were found. */
    List<Slice> slices() {
        return Stream.of(newer, older)
                .flatMap(Optional::stream)
                .flatMap(inventory -> inventory.slices().stream())
                .toList();
    }

    /** The billing account that the table is named after, and those of the slices that were found. */
    Set<String> accounts() {
        Set<String> accounts = new HashSet<>();
        table.export().account(table.name()).ifPresent(accounts::add);
        slices().forEach(slice -> accounts.add(slice.key().account()));
        return accounts;
    }

    /**
     * The slices that were found and chosen, each as a delivery: the one that was taken before, or one that begins
     * now. Partitions before the first one that was taken are read backwards, so that the run may end anywhere.
     *
     * @param choices how a slice was chosen; empty if another table states its month
     */
    List<SourceDelivery> deliveries(Map<String, SourceCursor> cursors, Function<Slice, Optional<Choice>> choices) {
        List<SourceDelivery> deliveries = new ArrayList<>();
        newer.ifPresent(inventory -> deliveries.addAll(deliveries(inventory, false, cursors, choices)));
        older.ifPresent(inventory -> deliveries.addAll(deliveries(inventory, true, cursors, choices)));
        return deliveries;
    }

    /** Looks at one partition again. */
    Inventory look(LocalDate day) {
        return Inventory.of(queries, table, Statements.between(table, day, day.plusDays(1)));
    }

    /** Reads slices of one partition. */
    SliceReading reading(List<Slice> slices) {
        return new SliceReading(queries, table, slices);
    }

    /**
     * Runs a part of the reading, unless an earlier part failed.
     *
     * @throws SourceException if it fails; later calls throw the same one
     */
    <T> T guarded(Supplier<T> part) {
        if (failure.isPresent()) {
            throw failure.get();
        }
        try {
            return part.get();
        } catch (SourceException e) {
            failure = Optional.of(e);
            throw e;
        }
    }

    private LocalDate first() {
        return config.from()
                .orElseGet(() -> LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
                        .withDayOfMonth(1)
                        .minusMonths(2));
    }

    private List<SourceDelivery> deliveries(
            Inventory inventory,
            boolean isBackwards,
            Map<String, SourceCursor> cursors,
            Function<Slice, Optional<Choice>> choices) {
        Map<Slice, Choice> chosen = new IdentityHashMap<>();
        TreeMap<LocalDate, List<Slice>> days = new TreeMap<>();
        for (Slice slice : inventory.slices()) {
            choices.apply(slice).ifPresent(choice -> {
                chosen.put(slice, choice);
                days.computeIfAbsent(slice.day(), day -> new ArrayList<>()).add(slice);
            });
        }
        List<SourceDelivery> deliveries = new ArrayList<>();
        for (List<Slice> slices : (isBackwards ? days.descendingMap() : days).values()) {
            List<Slice> wanted = new ArrayList<>();
            for (Slice slice : slices) {
                Optional<SliceDelivery> taken = Optional.ofNullable(cursors.get(slice.scope(table)))
                        .filter(SourceCursor::getComplete)
                        .map(cursor -> SliceDelivery.taken(
                                this, slice, reading(List.of(slice)), limits, chosen.get(slice), cursor))
                        .filter(delivery -> delivery.isAsBefore(cursors.get(slice.scope(table))));
                taken.ifPresentOrElse(deliveries::add, () -> wanted.add(slice));
            }
            for (List<Slice> part : parts(wanted)) {
                SliceReading reading = reading(part);
                for (Slice slice : part) {
                    Optional<Instant> after = Optional.ofNullable(cursors.get(slice.scope(table)))
                            .map(cursor -> cursor.getDeliveryTime().plusMillis(1));
                    Instant time = after.filter(inventory.time()::isBefore).orElse(inventory.time());
                    deliveries.add(SliceDelivery.begun(this, slice, reading, limits, chosen.get(slice), time));
                }
            }
        }
        return deliveries;
    }

    /**
     * The slices of a partition in groups of the size of one query. Slices that were exported together stay together.
     */
    private List<List<Slice>> parts(List<Slice> slices) {
        List<List<Slice>> parts = new ArrayList<>();
        List<Slice> part = new ArrayList<>();
        long rows = 0;
        for (Slice slice : slices) {
            boolean isTogether = !part.isEmpty()
                    && part.get(part.size() - 1)
                            .key()
                            .exportTime()
                            .equals(slice.key().exportTime());
            if (!part.isEmpty()
                    && !isTogether
                    && rows + slice.rows() > config.bigQuery().queryRows()) {
                parts.add(part);
                part = new ArrayList<>();
                rows = 0;
            }
            part.add(slice);
            rows += slice.rows();
        }
        if (!part.isEmpty()) {
            parts.add(part);
        }
        return parts;
    }
}
