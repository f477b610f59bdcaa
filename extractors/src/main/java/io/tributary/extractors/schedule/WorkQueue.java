package io.tributary.extractors.schedule;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.schedule.Work.Standing;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.Stream;

/**
 * The queue of deliveries that wait to be taken.
 *
 * <p>In turn, the most urgent lane comes first; within the lanes of open and of older periods the newest period; then
 * the order in which the sources offer the deliveries. Deliveries of a scope stay in order.
 *
 * <p>A delivery that has waited longer than a bound is overdue. After each delivery that is taken in turn, one overdue
 * delivery is taken out of turn, the longest wait first, unless a more urgent one than the last has come. So a new
 * delivery of a more urgent lane waits only for the one that is being read, and at most {@link #MOST_IN_TURN} are
 * taken in turn before an overdue one.
 *
 * <p>Used by one thread; other threads may ask how many wait.
 *
 * @param <T> what a delivery is
 */
public final class WorkQueue<T> {

    /**
     * The most deliveries that are taken in turn in a row while one is overdue: each is more urgent than the one
     * before.
     */
    static final int MOST_IN_TURN = Lane.values().length;

    private final Lanes lanes;
    private final Duration longestWait;
    private final Map<Place, Line<T>> lines = new HashMap<>();
    private final Map<Place, Line<T>> held = new LinkedHashMap<>();
    private final TreeSet<Line<T>> inTurn = new TreeSet<>(Line.inTurn());
    private final TreeSet<Line<T>> byWait = new TreeSet<>(Line.byWait());
    private final AtomicIntegerArray waiting = new AtomicIntegerArray(Lane.values().length);
    private Optional<Taken<T>> last = Optional.empty();

    /** @param longestWait how long a delivery may wait until it is overdue */
    public WorkQueue(Lanes lanes, Duration longestWait) {
        this.lanes = requireNonNull(lanes, "lanes");
        this.longestWait = requireNonNull(longestWait, "longestWait");
    }

    /** The delivery that is due.
     *
     * @param origin number of the input that offered it
     * @param work the delivery
     * @param lane the lane it waited in
     * @param waited how long it waited since it was found
     * @param isOutOfTurn whether it is due because it was overdue
     */
    public record Taken<T>(int origin, Work<T> work, Lane lane, Duration waited, boolean isOutOfTurn) {}

    /**
     * Replaces the waiting deliveries of an input by those that it offers now. One that is offered again keeps its
     * waiting time.
     *
     * @param origin number of the input
     * @param offered its deliveries, those of a scope from the oldest to the newest
     * @return the number of them that are to be read and were not waiting
     */
    public int offer(int origin, List<Work<T>> offered, Instant now) {
        Map<Place, List<Work<T>>> places = new LinkedHashMap<>();
        for (Work<T> work : offered) {
            places.computeIfAbsent(new Place(origin, work.scope()), place -> new ArrayList<>())
                    .add(work);
        }
        List<Line<T>> before = lines.values().stream()
                .filter(line -> line.place.origin == origin)
                .toList();
        before.forEach(this::remove);
        Map<Place, Line<T>> known = new HashMap<>();
        before.forEach(line -> known.put(line.place, line));
        int found = 0;
        for (Map.Entry<Place, List<Work<T>>> place : places.entrySet()) {
            Optional<Line<T>> waited = Optional.ofNullable(known.get(place.getKey()));
            Lane lane = lane(place.getValue(), waited, now);
            Line<T> line = new Line<>(
                    place.getKey(), lines.size(), lane, place.getValue().get(0).periodStart());
            for (Work<T> work : place.getValue()) {
                Optional<Instant> since = waited.flatMap(earlier -> earlier.since(work, line.isEmpty()));
                line.works.add(new Waiting<>(work, since.orElse(now)));
                found += isToBeRead(work)
                                && waited.flatMap(earlier -> earlier.since(work, false))
                                        .isEmpty()
                        ? 1
                        : 0;
            }
            add(line);
        }
        return found;
    }

    /** The delivery that is due; empty if none waits. It stays in the queue until it is {@link #done} or dropped. */
    public Optional<Taken<T>> next(Instant now) {
        if (inTurn.isEmpty()) {
            return Optional.empty();
        }
        Line<T> first = inTurn.first();
        Line<T> longest = byWait.first();
        boolean isOverdue = longest.wait(now).compareTo(longestWait) > 0;
        boolean isNoMoreUrgent = last.filter(
                        before -> !before.isOutOfTurn() && first.lane.compareTo(before.lane()) >= 0)
                .isPresent();
        boolean isOutOfTurn = isOverdue && isNoMoreUrgent;
        Line<T> line = isOutOfTurn ? longest : first;
        last = Optional.of(
                new Taken<>(line.place.origin, line.works.get(0).work(), line.lane, line.wait(now), isOutOfTurn));
        return last;
    }

    /** Keeps the deliveries of a scope back until the one that was due is {@link #done} or all are released. */
    public void hold(Taken<T> taken) {
        Optional.ofNullable(lines.get(new Place(taken.origin(), taken.work().scope())))
                .ifPresent(line -> {
                    remove(line);
                    held.put(line.place, line);
                });
    }

    /** Lets all deliveries wait again that are kept back. */
    public void release() {
        held.values().forEach(this::add);
        held.clear();
    }

    /** Removes the delivery that was due. */
    public void done(Taken<T> taken) {
        Place place = new Place(taken.origin(), taken.work().scope());
        Optional.ofNullable(held.remove(place)).ifPresent(this::add);
        Line<T> line = lines.get(place);
        if (line != null && line.works.get(0).work().equals(taken.work())) {
            remove(line);
            line.works.remove(0);
            if (!line.isEmpty()) {
                add(line);
            }
        }
    }

    /** Drops the waiting deliveries of a scope: they must not be taken before the failed one. */
    public void drop(int origin, String scope) {
        Optional.ofNullable(lines.get(new Place(origin, scope))).ifPresent(this::remove);
    }

    /** The waiting deliveries of a scope, in order. */
    public List<Work<T>> waiting(int origin, String scope) {
        Line<T> line = lines.get(new Place(origin, scope));
        return line == null ? List.of() : line.works.stream().map(Waiting::work).toList();
    }

    /** The deliveries that are to be read, without those that are only checked for changes and those that were read. */
    public List<Work<T>> unread() {
        return Stream.concat(
                        lines.values().stream().flatMap(line -> line.works.stream()),
                        held.values().stream()
                                .flatMap(line -> line.works.stream().skip(1)))
                .map(Waiting::work)
                .filter(WorkQueue::isToBeRead)
                .toList();
    }

    /** How many deliveries wait in a lane, without those that are only checked for changes; any thread may ask. */
    public int waiting(Lane lane) {
        return waiting.get(lane.ordinal());
    }

    private Lane lane(List<Work<T>> works, Optional<Line<T>> waited, Instant now) {
        boolean isRestated = works.stream().anyMatch(work -> work.standing() == Standing.RESTATED);
        // A back-fill does not become urgent because its first delivery was taken.
        boolean isBackfill = waited.filter(line ->
                        line.lane == Lane.BACKFILL && line.works.stream().anyMatch(one -> isToBeRead(one.work())))
                .isPresent();
        return lanes.lane(works.get(0).periodEnd(), isRestated && !isBackfill, now);
    }

    private void add(Line<T> line) {
        lines.put(line.place, line);
        inTurn.add(line);
        byWait.add(line);
        waiting.addAndGet(line.lane.ordinal(), line.toBeRead());
    }

    private void remove(Line<T> line) {
        lines.remove(line.place);
        inTurn.remove(line);
        byWait.remove(line);
        waiting.addAndGet(line.lane.ordinal(), -line.toBeRead());
    }

    private static boolean isToBeRead(Work<?> work) {
        return work.standing() != Standing.KNOWN;
    }

    /** A scope of an input. */
    private record Place(int origin, String scope) {}

    /** A delivery and since when it waits. */
    private record Waiting<T>(Work<T> work, Instant since) {}

    /** The waiting deliveries of a scope of an input. Never changed while it is in a sorted set. */
    private static final class Line<T> {

        private final Place place;
        private final int position;
        private final Lane lane;
        private final long newestFirst;
        private final List<Waiting<T>> works = new ArrayList<>();

        Line(Place place, int position, Lane lane, LocalDate period) {
            this.place = place;
            this.position = position;
            this.lane = lane;
            this.newestFirst = lane == Lane.CLOSING ? 0 : -period.toEpochDay();
        }

        static <T> Comparator<Line<T>> inTurn() {
            return Comparator.comparing((Line<T> line) -> line.lane)
                    .thenComparing(line -> line.newestFirst)
                    .thenComparing(line -> line.place.origin)
                    .thenComparing(line -> line.position);
        }

        static <T> Comparator<Line<T>> byWait() {
            return Comparator.comparing((Line<T> line) -> line.works.get(0).since())
                    .thenComparing(inTurn());
        }

        boolean isEmpty() {
            return works.isEmpty();
        }

        Duration wait(Instant now) {
            return Duration.between(works.get(0).since(), now);
        }

        int toBeRead() {
            return (int) works.stream().filter(one -> isToBeRead(one.work())).count();
        }

        /** Since when a delivery has waited. The first of a scope takes over the longest wait in the scope. */
        Optional<Instant> since(Work<T> work, boolean isFirst) {
            Optional<Instant> own = works.stream()
                    .filter(one -> one.work().id().equals(work.id()))
                    .map(Waiting::since)
                    .findFirst();
            return own.isEmpty() && isFirst ? Optional.of(works.get(0).since()) : own;
        }
    }
}
