package io.tributary.streams;

import io.tributary.schemas.RawPage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a payer's month must be, by nothing but what was delivered: the model that histories are held to. */
final class StatementModel {

    static final Duration MEMORY = Duration.ofDays(400);

    /** Memory may end with its window, and time is rounded to one. */
    private static final Duration WINDOWS = Duration.ofDays(90);

    /** Where a payer's month comes from. The two reports tell rows apart alike, the export in another way. */
    enum Source {
        REPORT,
        OTHER,
        FOCUS;

        String rowsOf() {
            return this == FOCUS ? "focus" : "cur";
        }
    }

    /**
     * A row of a delivery.
     *
     * @param dead whether its cost cannot be read, so that its last good value stands
     */
    record Row(String resource, String cost, boolean dead) {

        /** Whether no other row has its resource; only such rows die, so that their last good value is one. */
        boolean isUnique() {
            return resource.startsWith("m");
        }
    }

    /** A delivery as its source states it. */
    record Stated(String id, Instant time, Source source, List<Row> rows) {

        Map<String, Long> goodRows() {
            return counted(rows.stream().filter(row -> !row.dead()).toList());
        }

        Map<String, Long> allRows() {
            return counted(rows);
        }

        boolean hasDeadRows() {
            return rows.stream().anyMatch(Row::dead);
        }

        private Map<String, Long> counted(Collection<Row> counted) {
            Map<String, Long> counts = new TreeMap<>();
            counted.forEach(row -> counts.merge(source.rowsOf() + ":" + row.resource(), 1L, Long::sum));
            return counts;
        }
    }

    /** Whether a delivery is to be held. */
    enum Guard {
        REQUIRED,
        FORBIDDEN,
        EITHER
    }

    final String account;
    final List<Stated> stated = new ArrayList<>();

    /** Pages of readings that ended with a complete delivery. */
    final List<RawPage> ended = new ArrayList<>();

    /** The source that is published; {@code null} before the first. */
    Source owner;

    /** The newest delivery that was complete; {@code null} before the first. */
    Stated newest;

    /** The newest delivery, if it is held. */
    Optional<Stated> held = Optional.empty();

    /** Whether nothing was taken since the newest complete delivery. */
    boolean settled;

    /** Whether the owner was preferred, and was not complete since. */
    boolean takesOver;

    /** Whether the application said that it forgot, and was not told again. */
    boolean forgotten;

    /** Whether it was told again, and no delivery was complete since. */
    boolean rebuilt;

    int preferences;

    private Instant complete = Instant.MIN;
    private Instant taken = Instant.MIN;

    StatementModel(String account) {
        this.account = account;
    }

    /** Whether the application may have forgotten the statement. */
    boolean mayBeForgotten(Instant now) {
        return forgotten || taken != Instant.MIN && (complete == Instant.MIN || now.isAfter(complete.plus(MEMORY)));
    }

    /** Whether it must have. */
    boolean mustBeForgotten(Instant now) {
        return forgotten
                || taken != Instant.MIN && now.isAfter(taken.plus(MEMORY).plus(WINDOWS));
    }

    /** The newest delivery that {@code source} stated. */
    Optional<Stated> newestOf(Source source) {
        return stated.stream()
                .filter(candidate -> candidate.source() == source)
                .reduce((first, second) -> second.time().isAfter(first.time()) ? second : first);
    }

    /** Takes in that a delivery was taken, and is not complete. */
    void taken(Stated delivery, Instant now) {
        owner = delivery.source();
        taken = now;
        settled = false;
        held = Optional.empty();
    }

    /** Takes in that pages came again, which may or may not count as a sighting of what is live. */
    void sighted(Instant now) {
        taken = now;
    }

    void complete(Stated delivery, Instant now) {
        taken(delivery, now);
        complete = now;
        newest = delivery;
        settled = true;
        takesOver = false;
        rebuilt = false;
    }

    void prefer(Source source) {
        owner = source;
        takesOver = true;
        settled = false;
        held = Optional.empty();
        preferences++;
    }

    void rebuilt(Instant now) {
        forgotten = false;
        rebuilt = true;
        held = Optional.empty();
        taken = now;
        complete = now;
    }

    /**
     * Whether {@code delivery} is to be held: it is empty, or has fewer rows than are live by more than half of these.
     *
     * @param live the costs of live records, by kind of row and resource
     */
    Guard guard(Stated delivery, Map<String, List<String>> live) {
        long records = live.values().stream().mapToLong(List::size).sum();
        Map<String, Long> all = delivery.allRows();
        Map<String, Long> good = delivery.goodRows();
        long lacks = live.entrySet().stream()
                .mapToLong(entry -> Math.max(0, entry.getValue().size() - all.getOrDefault(entry.getKey(), 0L)))
                .sum();
        long adds = good.entrySet().stream()
                .mapToLong(entry -> Math.max(
                        0,
                        entry.getValue()
                                - live.getOrDefault(entry.getKey(), List.of()).size()))
                .sum();
        boolean another = held.isPresent() && !held.get().id().equals(delivery.id());
        if (lacks == 0) {
            return Guard.FORBIDDEN;
        }
        if (another && sameRows(held.get(), delivery)) {
            // Of alike rows, the two may have sighted different ones.
            return live.values().stream().anyMatch(costs -> costs.size() > 1) ? Guard.EITHER : Guard.FORBIDDEN;
        }
        if (takesOver && !delivery.rows().isEmpty()) {
            boolean returns = newest == null || rebuilt || newest.source() == delivery.source();
            return returns ? Guard.EITHER : Guard.FORBIDDEN;
        }
        if (!settled) {
            return Guard.EITHER;
        }
        if (delivery.rows().isEmpty() || 2 * (lacks - adds) > records) {
            return Guard.REQUIRED;
        }
        // Where a delivery is read twice, the second reading adds nothing, and what the first one added is live.
        return 2 * lacks <= records + adds ? Guard.FORBIDDEN : Guard.EITHER;
    }

    private static boolean sameRows(Stated one, Stated other) {
        return one.source() == other.source() && one.allRows().equals(other.allRows());
    }

    /**
     * The costs that must be live once {@code delivery} is complete.
     *
     * @param before what was live before its first page
     */
    static Map<String, List<String>> expected(Stated delivery, Map<String, List<String>> before) {
        Map<String, List<String>> expected = new TreeMap<>();
        for (Row row : delivery.rows()) {
            String key = delivery.source().rowsOf() + ":" + row.resource();
            if (!row.dead()) {
                expected.computeIfAbsent(key, first -> new ArrayList<>()).add(plain(new BigDecimal(row.cost())));
            } else if (before.containsKey(key)) {
                expected.put(key, new ArrayList<>(before.get(key)));
            }
        }
        expected.values().forEach(costs -> costs.sort(null));
        return expected;
    }

    static String plain(BigDecimal cost) {
        return cost.signum() == 0 ? "0" : cost.stripTrailingZeros().toPlainString();
    }
}
