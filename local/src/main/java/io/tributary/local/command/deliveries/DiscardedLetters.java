package io.tributary.local.command.deliveries;

import io.tributary.local.command.console.Amounts;
import io.tributary.schemas.DeadLetter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts dead letters of a delivery about which nothing is to be done, and their money. */
public final class DiscardedLetters {

    /** None of them. Nothing is added to it. */
    static final DiscardedLetters NONE = new DiscardedLetters();

    private static final String UNKNOWN_CURRENCY = "XXX";

    private long rows;
    private long pages;
    private long withoutAmount;
    private final Map<String, BigDecimal> costs = new TreeMap<>();

    void add(DeadLetter letter) {
        if (letter.getPageRow() == null) {
            pages++;
            return;
        }
        rows++;
        if (letter.getParkedCost() == null) {
            withoutAmount++;
        } else {
            String currency = letter.getParkedCurrency() == null ? UNKNOWN_CURRENCY : letter.getParkedCurrency();
            costs.merge(currency, letter.getParkedCost(), BigDecimal::add);
        }
    }

    /** Rows. */
    public long rows() {
        return rows;
    }

    /** Whole pages. */
    public long pages() {
        return pages;
    }

    /** Rows whose cost cannot be read. */
    public long withoutAmount() {
        return withoutAmount;
    }

    /** What the others hold, in a currency. */
    public BigDecimal cost(String currency) {
        return costs.getOrDefault(currency, BigDecimal.ZERO);
    }

    boolean isEmpty() {
        return rows + pages == 0;
    }

    /** {@code discarded: 2 rows, 12.50 USD, 1 amount that cannot be read}. */
    String text() {
        List<String> parts = new ArrayList<>();
        if (pages > 0) {
            parts.add(Amounts.count(pages, "whole page"));
        }
        if (rows > 0) {
            parts.add(Amounts.count(rows, "row"));
        }
        costs.forEach((currency, cost) -> parts.add(Amounts.exact(cost) + " " + currency));
        if (withoutAmount > 0) {
            parts.add(Amounts.count(withoutAmount, "amount") + " that cannot be read");
        }
        return "discarded: " + String.join(", ", parts);
    }
}
