package io.tributary.local.command.history;

import io.tributary.local.command.console.Amounts;
import io.tributary.local.command.console.Table;
import io.tributary.local.command.deliveries.Slices;
import io.tributary.schemas.Delivery;
import io.tributary.schemas.Keys;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A history as people read it. */
final class HistoryTables {

    private HistoryTables() {}

    /** Every change of the total, in the order in which they came about. */
    static Table lines(List<HistoryLine> lines) {
        Table table = new Table(List.of(
                Table.Column.text("time"),
                Table.Column.id("delivery"),
                Table.Column.text("data set"),
                Table.Column.text("state"),
                Table.Column.text("by").usually("READING"),
                Table.Column.text("currency"),
                Table.Column.number("new"),
                Table.Column.number("restated"),
                Table.Column.number("gone"),
                Table.Column.number("added"),
                Table.Column.number("restated by"),
                Table.Column.number("vanished"),
                Table.Column.number("parked").usually("0.00"),
                Table.Column.number("total after"),
                Table.Column.sentence("verdict")));
        // A verdict is about what a delivery came to: what came before it has none.
        Map<String, HistoryLine> last = new HashMap<>();
        lines.forEach(line -> last.put(key(line), line));
        for (HistoryLine line : lines) {
            boolean isLast = last.get(key(line)) == line && line.deliveries().size() == 1;
            String verdict = isLast ? line.delivery().getVerdict() : "";
            if (line.currencies().isEmpty()) {
                table.add(row(line, "", CurrencyLine.NONE, verdict));
            }
            line.currencies().forEach((currency, amounts) -> table.add(row(line, currency, amounts, verdict)));
        }
        return table;
    }

    private static List<String> row(HistoryLine line, String currency, CurrencyLine amounts, String verdict) {
        return List.of(
                line.at().toString(),
                name(line),
                line.delivery().getDataSet(),
                line.delivery().getState(),
                line.cause(),
                currency,
                Amounts.count(line.recordsAdded()),
                Amounts.count(line.recordsRestated()),
                Amounts.count(line.recordsVanished()),
                Amounts.exact(amounts.billed().added()),
                Amounts.exact(amounts.billed().restated()),
                Amounts.exact(amounts.billed().vanished()),
                Amounts.exact(amounts.parked()),
                Amounts.exact(amounts.billedAfter()),
                verdict);
    }

    private static String key(HistoryLine line) {
        return Keys.delivery(line.delivery().getScope(), line.delivery().getDeliveryId());
    }

    private static String name(HistoryLine line) {
        Delivery delivery = line.delivery();
        if (line.deliveries().size() > 1) {
            return Amounts.count(line.deliveries().size(), "slice");
        }
        return Slices.isSlice(delivery) ? Slices.name(delivery) : delivery.getDeliveryId();
    }

    /** What deliveries changed by service. */
    static Table services(List<ServiceChange> changes) {
        Table table = new Table(List.of(
                Table.Column.id("delivery"),
                Table.Column.text("service"),
                Table.Column.text("currency"),
                Table.Column.number("added"),
                Table.Column.number("restated by"),
                Table.Column.number("vanished"),
                Table.Column.number("change")));
        changes.forEach(change -> table.add(List.of(
                Slices.isSlice(change.delivery())
                        ? Slices.name(change.delivery())
                        : change.delivery().getDeliveryId(),
                change.service(),
                change.currency(),
                Amounts.exact(change.billed().added()),
                Amounts.exact(change.billed().restated()),
                Amounts.exact(change.billed().vanished()),
                Amounts.exact(change.billed().sum()))));
        return table;
    }

    /** What is live. */
    static Table totals(Map<String, Agreement.Sum> sums) {
        Table table = new Table(List.of(
                Table.Column.text("currency"),
                Table.Column.number("records"),
                Table.Column.number("billed"),
                Table.Column.number("effective"),
                Table.Column.number("missing").usually("0.00")));
        sums.forEach((currency, sum) -> table.add(List.of(
                currency,
                Amounts.count(sum.live().records()),
                Amounts.exact(sum.live().billed()),
                Amounts.exact(sum.live().effective()),
                Amounts.exact(sum.missingBilled()))));
        return table;
    }

    /** A field of CSV, in quotation marks where it needs them. */
    private static String field(String text) {
        boolean isPlain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return isPlain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    /** The head of the lines as CSV. */
    static String csvHead() {
        return "at,cause,dataSet,scope,deliveryId,deliveryTime,slices,state,currency,recordsAdded,recordsRestated,"
                + "recordsVanished,addedBilledCost,restatedBilledCost,vanishedBilledCost,parkedCost,billedCostAfter,"
                + "addedEffectiveCost,restatedEffectiveCost,vanishedEffectiveCost,effectiveCostAfter";
    }

    /** A line as CSV, a record for each currency. */
    static List<String> csv(HistoryLine line) {
        if (line.currencies().isEmpty()) {
            return List.of(csv(line, "", CurrencyLine.NONE));
        }
        return line.currencies().entrySet().stream()
                .map(entry -> csv(line, entry.getKey(), entry.getValue()))
                .toList();
    }

    private static String csv(HistoryLine line, String currency, CurrencyLine amounts) {
        Delivery delivery = line.delivery();
        boolean isOne = line.deliveries().size() == 1;
        return String.join(
                ",",
                line.at().toString(),
                line.cause(),
                field(delivery.getDataSet()),
                isOne ? field(delivery.getScope()) : "",
                isOne ? field(delivery.getDeliveryId()) : "",
                isOne ? delivery.getDeliveryTime().toString() : "",
                isOne ? "" : Integer.toString(line.deliveries().size()),
                delivery.getState(),
                currency,
                Long.toString(line.recordsAdded()),
                Long.toString(line.recordsRestated()),
                Long.toString(line.recordsVanished()),
                plain(amounts.billed().added()),
                plain(amounts.billed().restated()),
                plain(amounts.billed().vanished()),
                plain(amounts.parked()),
                plain(amounts.billedAfter()),
                plain(amounts.effective().added()),
                plain(amounts.effective().restated()),
                plain(amounts.effective().vanished()),
                plain(amounts.effectiveAfter()));
    }

    private static String plain(BigDecimal amount) {
        return Amounts.exact(amount);
    }

    /** The head of changes by service as CSV. */
    static String csvHeadOfServices() {
        return "dataSet,scope,deliveryId,deliveryTime,serviceName,currency,addedBilledCost,restatedBilledCost,"
                + "vanishedBilledCost,billedChange,addedEffectiveCost,restatedEffectiveCost,vanishedEffectiveCost,"
                + "effectiveChange";
    }

    /** A change by service as CSV. */
    static String csv(ServiceChange change) {
        Delivery delivery = change.delivery();
        return String.join(
                ",",
                field(delivery.getDataSet()),
                field(delivery.getScope()),
                field(delivery.getDeliveryId()),
                delivery.getDeliveryTime().toString(),
                field(change.service()),
                change.currency(),
                plain(change.billed().added()),
                plain(change.billed().restated()),
                plain(change.billed().vanished()),
                plain(change.billed().sum()),
                plain(change.effective().added()),
                plain(change.effective().restated()),
                plain(change.effective().vanished()),
                plain(change.effective().sum()));
    }
}
