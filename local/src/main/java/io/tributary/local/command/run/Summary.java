package io.tributary.local.command.run;

import static io.tributary.local.command.console.Table.Column.id;
import static io.tributary.local.command.console.Table.Column.number;
import static io.tributary.local.command.console.Table.Column.sentence;
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

    /** What is missing of a period is told up to this number. */
    private static final int LACKS = 3;

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

    /** A line for each provider, account, period and currency, which says whether it is all that there is. */
    static Table view(List<ViewPeriod> periods) {
        Table table = new Table(List.of(
                text("provider"),
                id("account"),
                text("period"),
                text("currency"),
                number("records"),
                number("billed cost"),
                number("effective cost"),
                sentence("complete")));
        for (ViewPeriod period : periods) {
            if (period.isComplete()) {
                period.totals().forEach(total -> table.addQuiet(row(total, "yes")));
            } else {
                period.totals().forEach(total -> table.add(row(total, lacks(period))));
                if (period.totals().isEmpty()) {
                    table.add(List.of(
                            period.provider(),
                            period.account(),
                            Periods.text(period.start()),
                            "-",
                            "0",
                            "0.00",
                            "0.00",
                            lacks(period)));
                }
            }
        }
        return table;
    }

    private static List<String> row(ViewTotal total, String complete) {
        return List.of(
                total.provider(),
                total.billingAccountId(),
                Periods.text(total.billingPeriodStart()),
                total.currency(),
                Amounts.count(total.rows()),
                Amounts.exact(total.billedCost()),
                Amounts.exact(total.effectiveCost()),
                complete);
    }

    private static String lacks(ViewPeriod period) {
        int more = period.lacks().size() - LACKS;
        return "no: "
                + String.join(
                        "; ",
                        period.lacks().subList(0, Math.min(LACKS, period.lacks().size())))
                + (more > 0 ? "; and " + Amounts.count(more) + " more" : "");
    }
}
