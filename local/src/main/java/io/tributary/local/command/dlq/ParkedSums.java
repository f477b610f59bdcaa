package io.tributary.local.command.dlq;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.local.command.console.Amounts;
import io.tributary.local.command.console.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts dead letters, and adds up what they park, each currency by itself. */
final class ParkedSums {

    private final SortedMap<String, BigDecimal> costs = new TreeMap<>();
    private final SortedMap<String, Long> rowsByCurrency = new TreeMap<>();
    private long rows;
    private long pages;
    private long withoutAmount;

    void add(Letter letter) {
        if (!letter.isRow()) {
            pages++;
        } else {
            rows++;
        }
        if (letter.parked().isPresent()) {
            costs.merge(letter.currency(), letter.parked().get(), BigDecimal::add);
            rowsByCurrency.merge(letter.currency(), letter.isRow() ? 1L : 0L, Long::sum);
        } else if (letter.isRow()) {
            withoutAmount++;
        }
    }

    long rows() {
        return rows;
    }

    /** Rows that park an amount of a currency. */
    long rows(String currency) {
        return rowsByCurrency.getOrDefault(currency, 0L);
    }

    /** Whole pages, and records that are no page. */
    long pages() {
        return pages;
    }

    /** Rows whose cost cannot be read. */
    long withoutAmount() {
        return withoutAmount;
    }

    /** By currency. */
    SortedMap<String, BigDecimal> costs() {
        return costs;
    }

    boolean isEmpty() {
        return rows + pages == 0;
    }

    /** {@code 12.50 USD, 3.00 EUR, 2 unknown}. */
    String money() {
        List<String> parts = new ArrayList<>();
        costs.forEach((currency, cost) -> parts.add(Amounts.exact(cost) + " " + currency));
        if (withoutAmount > 0) {
            parts.add(Amounts.count(withoutAmount) + " unknown");
        }
        return parts.isEmpty() ? "-" : String.join(", ", parts);
    }

    /** {@code 2 rows and 1 page}. */
    String count() {
        List<String> parts = new ArrayList<>();
        if (rows > 0 || pages == 0) {
            parts.add(Amounts.count(rows, "row"));
        }
        if (pages > 0) {
            parts.add(Amounts.count(pages, "page"));
        }
        return String.join(" and ", parts);
    }

    /** Puts the sums into an object. */
    void into(ObjectNode json) {
        json.put("rows", rows).put("pages", pages).put("rowsWithoutAmount", withoutAmount);
        json.set(
                "parked",
                Json.array(
                        costs.entrySet(),
                        sum -> Json.object()
                                .put("currency", sum.getKey())
                                .put("parkedCost", Amounts.exact(sum.getValue()))));
    }
}
