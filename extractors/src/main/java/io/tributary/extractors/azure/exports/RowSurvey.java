package io.tributary.extractors.azure.exports;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.azure.AzureConfig;
import io.tributary.extractors.azure.BillingScope;
import io.tributary.extractors.source.SourceException;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Whose costs all rows of files state, of which billing periods, and how much. Used by one thread. */
final class RowSurvey {

    private static final int MOST_NAMED = 20;

    private final Map<RowFilter, Tally> found = new LinkedHashMap<>();
    private Optional<SourceException.Malformed> noScope = Optional.empty();
    private Optional<SourceException.Malformed> noPeriod = Optional.empty();

    /**
     * A scope and period that rows state.
     *
     * @param scope whose costs
     * @param period of which days
     * @param rows which of the files' rows these are
     */
    record Statement(BillingScope scope, Period period, RowFilter rows) {

        Statement {
            requireNonNull(scope, "scope");
            requireNonNull(period, "period");
            requireNonNull(rows, "rows");
        }
    }

    /** How many rows there are, and what they cost. */
    private static final class Tally {

        private long rows;
        private final Map<String, BigDecimal> costs = new TreeMap<>();

        private void add(long more, Map<String, BigDecimal> moreCosts) {
            rows += more;
            moreCosts.forEach((currency, cost) -> costs.merge(currency, cost, BigDecimal::add));
        }

        @Override
        public String toString() {
            return rows
                    + (rows == 1 ? " row" : " rows")
                    + costs.entrySet().stream()
                            .map(cost -> ", " + cost.getValue().toPlainString() + " " + cost.getKey())
                            .collect(Collectors.joining());
        }
    }

    /** Adds a row. What it does not state, or not well, is known from other rows, or not at all. */
    void add(StatedRow row) {
        Optional<BillingScope> scope = stated(row::scope, e -> noScope = noScope.or(() -> Optional.of(e)));
        Optional<Period> period = stated(row::period, e -> noPeriod = noPeriod.or(() -> Optional.of(e)));
        found.computeIfAbsent(new RowFilter(scope, period), stated -> new Tally())
                .add(
                        1,
                        row.cost()
                                .map(cost -> Map.of(row.currency().orElse("in no currency"), cost))
                                .orElse(Map.of()));
    }

    /** Adds all rows of another survey. */
    void add(RowSurvey other) {
        other.found.forEach((stated, tally) ->
                found.computeIfAbsent(stated, key -> new Tally()).add(tally.rows, tally.costs));
        noScope = noScope.or(() -> other.noScope);
        noPeriod = noPeriod.or(() -> other.noPeriod);
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /**
     * The scopes and periods that the rows state.
     *
     * @param uri what the files are called in messages
     * @param scope whose costs they are, where this is known without the rows
     * @param period the period, where this is known without the rows
     * @throws SourceException.Malformed if it cannot be told
     */
    Collection<Statement> statements(String uri, Optional<BillingScope> scope, Optional<Period> period) {
        requireNonNull(uri, "uri");
        List<BillingScope> scopes = distinct(scope, RowFilter::scope, noScope);
        List<Period> periods = distinct(period, RowFilter::period, noPeriod);
        Set<Statement> statements = new LinkedHashSet<>();
        for (RowFilter stated : found.keySet()) {
            boolean isKnown = (scopes.size() == 1 || stated.scope().isPresent())
                    && (periods.size() == 1 || stated.period().isPresent());
            if (!isKnown) {
                throw severalAndNone(uri, scopes.size() > 1);
            }
            BillingScope owner =
                    scopes.size() == 1 ? scopes.get(0) : stated.scope().orElseThrow();
            Period days = periods.size() == 1 ? periods.get(0) : stated.period().orElseThrow();
            RowFilter rows = new RowFilter(
                    Optional.of(owner).filter(one -> scopes.size() > 1),
                    Optional.of(days).filter(one -> periods.size() > 1));
            statements.add(new Statement(owner, days, rows));
        }
        return statements;
    }

    private <T> List<T> distinct(
            Optional<T> known, Function<RowFilter, Optional<T>> part, Optional<SourceException.Malformed> problem) {
        if (known.isPresent()) {
            return List.of(known.get());
        }
        List<T> distinct = found.keySet().stream()
                .map(part)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        if (distinct.isEmpty()) {
            throw problem.orElseThrow();
        }
        return distinct;
    }

    /** Some rows state no scope or no period, and the others several. */
    private SourceException severalAndNone(String uri, boolean isOfScopes) {
        String all = found.entrySet().stream()
                .limit(MOST_NAMED)
                .map(entry -> entry.getKey().scope().map(Objects::toString).orElse("no account") + " in "
                        + entry.getKey()
                                .period()
                                .map(days -> days.start().toString())
                                .orElse("no period") + ": "
                        + entry.getValue())
                .collect(Collectors.joining("; "));
        return new SourceException.Malformed(
                uri,
                "has rows of several accounts or periods, and rows that state none: " + all
                        + (found.size() > MOST_NAMED ? "; and " + (found.size() - MOST_NAMED) + " others" : "")
                        + ": expected a file for each"
                        + (isOfScopes ? ", or the setting " + AzureConfig.SCOPE + " if all are of one scope" : ""));
    }

    private static <T> Optional<T> stated(Supplier<T> part, Consumer<SourceException.Malformed> problem) {
        try {
            return Optional.of(part.get());
        } catch (SourceException.Malformed e) {
            problem.accept(e);
            return Optional.empty();
        }
    }
}
