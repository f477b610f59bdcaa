package io.tributary.extractors.gcp.files;

import io.tributary.extractors.gcp.BillingExport;
import io.tributary.extractors.source.SourceException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Settles which export a dump is of whose path names no table, and whose rows have nothing that only the detailed
 * export has. Such rows may be of either: BigQuery leaves out of JSON what has no value.
 */
final class UnnamedDumps {

    /** Less is the rounding of binary numbers. */
    private static final BigDecimal LEAST = new BigDecimal("0.01");

    private UnnamedDumps() {}

    /**
     * Settles the kinds of all dumps: a dump that shares a slice with another is of its kind; else it is detailed
     * where the account has detailed dumps, unless it states the costs of days that those state, too.
     *
     * @param errors receives dumps of which it cannot be told
     * @return the dumps of which it cannot be told
     */
    static List<Dump> settle(List<Dump> dumps, List<SourceException> errors) {
        List<Dump> known =
                dumps.stream().filter(dump -> dump.kind().isPresent()).toList();
        List<Dump> refused = new ArrayList<>();
        for (Dump dump : dumps) {
            if (dump.kind().isEmpty()) {
                try {
                    dump.settle(kind(dump, known));
                } catch (SourceException e) {
                    errors.add(e);
                    refused.add(dump);
                }
            }
        }
        return refused;
    }

    private static BillingExport kind(Dump dump, List<Dump> known) {
        Optional<BillingExport> shared = known.stream()
                .filter(other -> sharesSlice(dump, other))
                .map(other -> other.kind().orElseThrow())
                .findFirst();
        if (shared.isPresent()) {
            return shared.get();
        }
        List<Dump> detailed = known.stream()
                .filter(other ->
                        other.kind().filter(BillingExport.DETAILED::equals).isPresent())
                .filter(other -> other.accounts().stream().anyMatch(dump.accounts()::contains))
                .toList();
        List<Dump> overlapping =
                detailed.stream().filter(other -> sharesDay(dump, other)).toList();
        if (overlapping.isEmpty()) {
            return detailed.isEmpty() ? BillingExport.STANDARD : BillingExport.DETAILED;
        }
        if (overlapping.stream().anyMatch(other -> isSame(dump, other))) {
            return BillingExport.STANDARD;
        }
        throw new SourceException.Malformed(
                dump.name(),
                "does not tell which export it is of: it has neither resources nor prices, and other costs of the days"
                        + " that " + overlapping.get(0).name() + " has: expected a path that names its table, like "
                        + BillingExport.STANDARD.table(dump.accounts().first()) + " or "
                        + BillingExport.DETAILED.table(dump.accounts().first()));
    }

    private static boolean sharesSlice(Dump dump, Dump other) {
        Set<SliceKey> own = new HashSet<>();
        dump.rows().keySet().forEach(key -> own.add(key.inTable("").inAnyPartition()));
        return other.rows().keySet().stream()
                .anyMatch(key -> own.contains(key.inTable("").inAnyPartition()));
    }

    private static boolean sharesDay(Dump dump, Dump other) {
        Set<String> own = costs(dump).keySet();
        return costs(other).keySet().stream().anyMatch(own::contains);
    }

    /** Whether the costs of all days that both have are the same. */
    private static boolean isSame(Dump dump, Dump other) {
        Map<String, Map<String, BigDecimal>> others = costs(other);
        Map<String, Map<String, BigDecimal>> own = costs(dump);
        own.keySet().retainAll(others.keySet());
        return !own.isEmpty()
                && own.entrySet().stream().allMatch(day -> isSame(day.getValue(), others.get(day.getKey())));
    }

    private static boolean isSame(Map<String, BigDecimal> costs, Map<String, BigDecimal> others) {
        return costs.keySet().equals(others.keySet())
                && costs.entrySet().stream()
                        .allMatch(cost -> cost.getValue()
                                        .subtract(others.get(cost.getKey()))
                                        .abs()
                                        .compareTo(LEAST)
                                < 0);
    }

    /** The costs by currency of each account, invoice month and day of usage. */
    private static Map<String, Map<String, BigDecimal>> costs(Dump dump) {
        Map<String, Map<String, BigDecimal>> costs = new HashMap<>();
        dump.rows()
                .forEach((key, rows) -> rows.totals().days().forEach((day, sums) -> {
                    Map<String, BigDecimal> all = costs.computeIfAbsent(
                            key.account() + " " + key.month() + " " + day, first -> new TreeMap<>());
                    sums.forEach((currency, cost) -> all.merge(currency, cost, BigDecimal::add));
                }));
        return costs;
    }
}
