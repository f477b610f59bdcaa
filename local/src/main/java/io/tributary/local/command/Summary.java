package io.tributary.local.command;

import static io.tributary.local.command.Table.Column.number;
import static io.tributary.local.command.Table.Column.text;

import io.tributary.local.view.ViewTotal;
import io.tributary.schemas.CurrencyTotals;
import io.tributary.schemas.Delivery;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/** Tells what became of a run's deliveries, and what the clean view holds. */
final class Summary {

    private Summary() {}

    /** A line for each delivery and currency. */
    static List<String> deliveries(List<Delivery> deliveries) {
        Table table = new Table(List.of(
                text("account"),
                text("period"),
                text("delivery"),
                text("state"),
                number("rows"),
                text("currency"),
                number("billed cost"),
                number("effective cost"),
                number("duplicates"),
                number("restated"),
                number("dead letters"),
                number("parked"),
                text("conserved")));
        for (Delivery delivery : deliveries) {
            List<CurrencyTotals> totals = delivery.getTotals();
            if (totals.isEmpty()) {
                table.add(row(delivery, "-", BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO));
            }
            for (CurrencyTotals total : totals) {
                table.add(row(
                        delivery,
                        total.getCurrency(),
                        total.getBilledCost(),
                        total.getEffectiveCost(),
                        total.getParkedCost()));
            }
        }
        return table.lines();
    }

    private static List<String> row(
            Delivery delivery, String currency, BigDecimal billed, BigDecimal effective, BigDecimal parked) {
        String unknown = delivery.getRowsParkedWithoutAmount() == 0 ? "" : " + unknown";
        return List.of(
                delivery.getBillingAccountId(),
                delivery.getBillingPeriodStart().toString().substring(0, 7),
                abbreviated(delivery.getDeliveryId()),
                delivery.getState(),
                count(delivery.getRowsSeen()),
                currency,
                Amounts.exact(billed),
                Amounts.exact(effective),
                count(delivery.getRowsUnchanged() + delivery.getRowsRepeated()),
                count(delivery.getRecordsRestated()),
                count(delivery.getRowsRejected() + delivery.getPagesRejected()),
                Amounts.exact(parked) + unknown,
                delivery.getConserved() ? "yes" : "NO");
    }

    /** Ids are often UUIDs, of which the beginning tells enough. */
    private static String abbreviated(String id) {
        return id.length() <= 13 ? id : id.substring(0, 12) + "…";
    }

    /** A line for each account, period and currency. */
    static List<String> view(List<ViewTotal> totals) {
        Table table = new Table(List.of(
                text("account"),
                text("period"),
                text("currency"),
                number("records"),
                number("billed cost"),
                number("effective cost")));
        for (ViewTotal total : totals) {
            table.add(List.of(
                    total.billingAccountId(),
                    total.billingPeriodStart().toString().substring(0, 7),
                    total.currency(),
                    count(total.rows()),
                    Amounts.exact(total.billedCost()),
                    Amounts.exact(total.effectiveCost())));
        }
        return table.lines();
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
