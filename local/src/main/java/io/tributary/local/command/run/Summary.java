package io.tributary.local.command.run;

import static io.tributary.local.command.console.Table.Column.id;
import static io.tributary.local.command.console.Table.Column.number;
import static io.tributary.local.command.console.Table.Column.text;

import io.tributary.local.command.console.Amounts;
import io.tributary.local.command.console.Periods;
import io.tributary.local.command.console.Table;
import io.tributary.local.command.deliveries.DeliveryGroup;
import io.tributary.local.view.ViewTotal;
import io.tributary.schemas.Delivery;
import java.util.List;
import java.util.SortedMap;

/** Tables of what became of a run's deliveries, and of what the clean view holds, all providers side by side. */
final class Summary {

    private Summary() {}

    /**
     * A line for each delivery and currency: by provider, within one in the order in which they are given. Slices of an
     * account's month that came to the same state have a line together.
     */
    static Table deliveries(List<Delivery> deliveries) {
        Table table = new Table(List.of(
                text("data set"),
                id("account"),
                text("period"),
                id("delivery"),
                text("state").usually("COMPLETE"),
                number("rows"),
                text("currency"),
                number("billed cost"),
                number("effective cost"),
                number("duplicates").usually("0"),
                number("restated").usually("0"),
                number("dead letters").usually("0"),
                number("parked").usually("0.00"),
                text("conserved").usually("yes")));
        for (DeliveryGroup group : DeliveryGroup.of(deliveries)) {
            SortedMap<String, DeliveryGroup.Sums> totals = group.totals();
            if (totals.isEmpty()) {
                table.add(row(group, "-", DeliveryGroup.Sums.NONE));
            }
            totals.forEach((currency, sums) -> table.add(row(group, currency, sums)));
        }
        return table;
    }

    private static List<String> row(DeliveryGroup group, String currency, DeliveryGroup.Sums sums) {
        String unknown = group.sum(Delivery::getRowsParkedWithoutAmount) == 0 ? "" : " + unknown";
        return List.of(
                group.first().getDataSet(),
                group.first().getBillingAccountId(),
                Periods.text(group.first().getBillingPeriodStart()),
                group.name(),
                group.first().getState(),
                Amounts.count(group.sum(Delivery::getRowsSeen)),
                currency,
                Amounts.exact(sums.billed()),
                Amounts.exact(sums.effective()),
                Amounts.count(group.sum(delivery ->
                        delivery.getRowsUnchanged() + delivery.getRowsRepeated() + delivery.getRowsOverlapping())),
                Amounts.count(group.sum(Delivery::getRecordsRestated)),
                Amounts.count(group.sum(delivery -> delivery.getRowsRejected() + delivery.getPagesRejected())),
                Amounts.exact(sums.parked()) + unknown,
                group.isConserved() ? "yes" : "NO");
    }

    /** A line for each provider, account, period and currency. */
    static Table view(List<ViewTotal> totals) {
        Table table = new Table(List.of(
                text("provider"),
                id("account"),
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
                    Amounts.count(total.rows()),
                    Amounts.exact(total.billedCost()),
                    Amounts.exact(total.effectiveCost())));
        }
        return table;
    }
}
