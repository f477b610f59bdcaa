package io.tributary.streams.reconcile;

import io.tributary.schemas.CurrencyTotals;
import io.tributary.schemas.Delivery;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/** Amounts by currency, of deliveries and in sentences. */
public final class Money {

    private static final int SHOWN_SCALE = 2;

    private Money() {}

    /** Billed cost of a delivery's records by currency. */
    public static Map<String, BigDecimal> billed(Delivery delivery) {
        Map<String, BigDecimal> billed = new TreeMap<>();
        for (CurrencyTotals totals : delivery.getTotals()) {
            billed.put(totals.getCurrency(), totals.getBilledCost());
        }
        return billed;
    }

    /** What a delivery leaves to others, by currency. */
    public static Map<String, BigDecimal> excluded(Delivery delivery) {
        Map<String, BigDecimal> excluded = new TreeMap<>();
        for (CurrencyTotals totals : delivery.getTotals()) {
            excluded.put(totals.getCurrency(), totals.getExcludedCost());
        }
        return excluded;
    }

    /** Amounts as {@code 12.50 EUR and 3.00 USD}; exact, with two places at least. */
    public static String text(Map<String, BigDecimal> amounts) {
        if (amounts.isEmpty()) {
            return "0.00";
        }
        StringBuilder text = new StringBuilder();
        amounts.forEach((currency, amount) -> {
            BigDecimal stripped = amount.stripTrailingZeros();
            text.append(text.isEmpty() ? "" : " and ")
                    .append(stripped.setScale(Math.max(SHOWN_SCALE, stripped.scale()))
                            .toPlainString())
                    .append(' ')
                    .append(currency);
        });
        return text.toString();
    }
}
