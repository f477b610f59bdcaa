package io.tributary.local.command.run;

import static io.tributary.local.command.console.Table.Column.number;
import static io.tributary.local.command.console.Table.Column.text;

import io.tributary.local.command.console.Amounts;
import io.tributary.local.command.console.Periods;
import io.tributary.local.command.console.Table;
import io.tributary.local.command.deliveries.DeliveryGroup;
import io.tributary.local.view.ViewTotal;
import io.tributary.schemas.Delivery;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;

/** Tells what became of a run's deliveries, and what the clean view holds, all providers side by side. */
final class Summary {

    private Summary() {}

    /**
     * A line for each delivery and currency: by provider, within one in the order in which they are given. Slices of an
     * account's month that came to the same state have a line together.
     */
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
        for (DeliveryGroup group : DeliveryGroup.of(deliveries)) {
            SortedMap<String, DeliveryGroup.Sums> totals = group.totals();
            if (totals.isEmpty()) {
                table.add(row(group, "-", DeliveryGroup.Sums.NONE));
            }
            totals.forEach((currency, sums) -> table.add(row(group, currency, sums)));
        }
        return table.lines();
    }

    private static List<String> row(DeliveryGroup group, String currency, DeliveryGroup.Sums sums) {
        String unknown = group.sum(Delivery::getRowsParkedWithoutAmount) == 0 ? "" : " + unknown";
        return List.of(
                group.first().getDataSet(),
                group.first().getBillingAccountId(),
                Periods.text(group.first().getBillingPeriodStart()),
                abbreviated(group.name()),
                group.first().getState(),
                count(group.sum(Delivery::getRowsSeen)),
                currency,
                Amounts.exact(sums.billed()),
                Amounts.exact(sums.effective()),
                count(group.sum(delivery ->
                        delivery.getRowsUnchanged() + delivery.getRowsRepeated() + delivery.getRowsOverlapping())),
                count(group.sum(Delivery::getRecordsRestated)),
                count(group.sum(delivery -> delivery.getRowsRejected() + delivery.getPagesRejected())),
                Amounts.exact(sums.parked()) + unknown,
                group.isConserved() ? "yes" : "NO");
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
