package io.tributary.local.command;

import static io.tributary.local.command.Table.Column.number;
import static io.tributary.local.command.Table.Column.text;

import io.tributary.local.view.ViewTotal;
import io.tributary.schemas.CurrencyTotals;
import io.tributary.schemas.Delivery;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Tells what became of a run's deliveries, and what the clean view holds, all providers side by side. */
final class Summary {

    private Summary() {}

    /** A line for each delivery and currency: by provider, within one in the order in which they are given. */
    static List<String> deliveries(List<Delivery> deliveries) {
        Table table = new Table(List.of(
                text("data set"),
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
        List<Delivery> byProvider = deliveries.stream()
                .sorted(Comparator.comparing(Delivery::getProvider))
                .toList();
        for (Delivery delivery : byProvider) {
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
                delivery.getDataSet(),
                delivery.getBillingAccountId(),
                Periods.text(delivery.getBillingPeriodStart()),
                abbreviated(delivery.getDeliveryId()),
                delivery.getState(),
                count(delivery.getRowsSeen()),
                currency,
                Amounts.exact(billed),
                Amounts.exact(effective),
                count(delivery.getRowsUnchanged() + delivery.getRowsRepeated() + delivery.getRowsOverlapping()),
                count(delivery.getRecordsRestated()),
                count(delivery.getRowsRejected() + delivery.getPagesRejected()),
                Amounts.exact(parked) + unknown,
                delivery.getConserved() ? "yes" : "NO");
    }

    /** Ids are often UUIDs, of which the beginning tells enough. */
    private static String abbreviated(String id) {
        return id.length() <= 13 ? id : id.substring(0, 12) + "…";
    }

    /** A line for each provider, account, period and currency. */
    static List<String> view(List<ViewTotal> totals) {
        Table table = new Table(List.of(
                text("provider"),
                text("account"),
                text("period"),
                text("currency"),
                number("records"),
                number("billed cost"),
                number("effective cost")));
        for (ViewTotal total : totals) {
            table.add(List.of(
                    total.provider(),
                    total.billingAccountId(),
                    Periods.text(total.billingPeriodStart()),
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
