package io.tributary.extractors.azure.api.paged;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Totals by currency. Currencies are never added together. Not thread-safe. */
final class Sums {

    private final Map<String, Sum> byCurrency = new TreeMap<>();

    void add(String currency, BigDecimal cost) {
        byCurrency.merge(currency, Sum.of(cost), Sum::plus);
    }

    Map<String, Sum> byCurrency() {
        return byCurrency;
    }

    boolean isZero() {
        return byCurrency.values().stream().allMatch(sum -> sum.total().signum() == 0);
    }

    /**
     * The first currency in which these totals and others are further apart than Azure's arithmetic explains; empty
     * where there is none. Azure adds up in floating point, once for each row and again for the total: where {@code n}
     * numbers are added so, the result is off by at most {@code n} × 2⁻⁵³ of their size, which {@code tolerance} must
     * cover.
     *
     * @param rows the rows' own sums, which say how large the numbers are that were added
     * @param tolerance share of the costs' absolute values that is noise
     */
    Optional<String> difference(Sums others, Sums rows, BigDecimal tolerance) {
        TreeMap<String, Sum> all = new TreeMap<>(byCurrency);
        others.byCurrency.forEach(all::putIfAbsent);
        for (String currency : all.keySet()) {
            Sum one = byCurrency.getOrDefault(currency, Sum.ZERO);
            Sum other = others.byCurrency.getOrDefault(currency, Sum.ZERO);
            BigDecimal size = rows.byCurrency.getOrDefault(currency, Sum.ZERO).size();
            BigDecimal noise = size.max(one.size()).max(other.size()).multiply(tolerance);
            if (one.total().subtract(other.total()).abs().compareTo(noise) > 0) {
                return Optional.of(one.total().toPlainString() + " against "
                        + other.total().toPlainString() + (currency.isEmpty() ? "" : " " + currency));
            }
        }
        return Optional.empty();
    }

    void write(ObjectNode target) {
        byCurrency.forEach((currency, sum) -> target.putArray(currency)
                .add(sum.total().toString())
                .add(sum.size().toString()));
    }

    /** @throws RuntimeException if {@link #write} did not write it */
    static Sums read(JsonNode source) {
        Sums sums = new Sums();
        source.properties()
                .forEach(entry -> sums.byCurrency.put(
                        entry.getKey(),
                        new Sum(
                                new BigDecimal(entry.getValue().get(0).asText()),
                                new BigDecimal(entry.getValue().get(1).asText()))));
        return sums;
    }
}
