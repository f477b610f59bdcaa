package io.tributary.local.command.deliveries;

import static io.tributary.local.command.console.Table.Column.number;
import static io.tributary.local.command.console.Table.Column.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.local.command.console.Amounts;
import io.tributary.local.command.console.Json;
import io.tributary.local.command.console.Output;
import io.tributary.local.command.console.Table;
import io.tributary.schemas.CurrencyTotals;
import io.tributary.schemas.Delivery;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a replay of deliveries would change.
 *
 * @param accountPeriod the account's period
 * @param taken the deliveries as they were taken; several are slices, and are reported together
 * @param today the same as today's rules read them, in the same order
 */
record DryReport(AccountPeriod accountPeriod, List<Delivery> taken, List<Delivery> today) {

    DryReport {
        taken = List.copyOf(taken);
        today = List.copyOf(today);
    }

    /** Prints it as sentences, with a table of the money. */
    void print(Output out) {
        if (taken.size() == 1) {
            printDelivery(out, taken.get(0), today.get(0));
        } else {
            printSlices(out);
        }
        out.sentence("Nothing was published.");
    }

    private void printDelivery(Output out, Delivery before, Delivery now) {
        out.sentence(before.getDataSet() + " delivery " + before.getDeliveryId() + " of " + before.getDeliveryTime()
                + " was taken under " + rules(before) + "; today's rules are " + rules(now) + ".");
        printChanges(out, now);
        if (!now.getState().equals("COMPLETE")) {
            out.sentence("It would be " + now.getState() + ". " + now.getVerdict());
        }
        if (isUnderTheSameRules(before, now)) {
            out.sentence("It was taken under today's rules.");
        }
    }

    private void printSlices(Output out) {
        String before = taken.stream().map(DryReport::rules).distinct().sorted().collect(Collectors.joining(", "));
        out.sentence(Amounts.count(taken.size(), "slice") + " of " + accountPeriod + " were taken under " + before
                + "; today's rules are " + rules(today.get(0)) + ".");
        printChanges(out, SummedDeliveries.of(today));
        today.stream()
                .filter(slice -> !slice.getState().equals("COMPLETE"))
                .collect(Collectors.groupingBy(Delivery::getState, TreeMap::new, Collectors.counting()))
                .forEach((state, number) -> out.sentence(Amounts.count(number, "slice") + " would be " + state + "."));
        long same = IntStream.range(0, taken.size())
                .filter(place -> isUnderTheSameRules(taken.get(place), today.get(place)))
                .count();
        if (same > 0) {
            out.sentence(Amounts.count(same, "slice") + " were taken under today's rules.");
        }
    }

    /** How many records would be other than they are. */
    static long changed(Delivery sums) {
        return sums.getRecordsRestated() + sums.getRecordsAdded() + sums.getRecordsVanished();
    }

    private void printChanges(Output out, Delivery sums) {
        out.sentence("replaying account " + accountPeriod + " would change " + Amounts.count(changed(sums)) + " records"
                + sums.getTotals().stream().map(DryReport::change).collect(Collectors.joining()));
        out.sentence(Amounts.count(sums.getRecordsUnchanged()) + " unchanged, "
                + Amounts.count(sums.getRecordsRestated()) + " restated, " + Amounts.count(sums.getRecordsAdded())
                + " added, " + Amounts.count(sums.getRecordsVanished()) + " withdrawn");
        out.table(money(sums));
        long rejected = today.stream().mapToLong(Delivery::getRowsRejected).sum();
        if (rejected > 0) {
            out.sentence(Amounts.count(rejected, "row") + " would be dead letters.");
        }
    }

    /** By what rules a delivery was read. */
    static String rules(Delivery delivery) {
        return delivery.getMappingVersion()
                + (delivery.getCostBasis() == null ? "" : " (" + delivery.getCostBasis() + ")");
    }

    private static boolean isUnderTheSameRules(Delivery before, Delivery now) {
        return Objects.equals(before.getMappingVersion(), now.getMappingVersion())
                && Objects.equals(before.getCostBasis(), now.getCostBasis());
    }

    private static String change(CurrencyTotals totals) {
        return ", " + Amounts.exact(billedChange(totals)) + " " + totals.getCurrency() + " billed, "
                + Amounts.exact(effectiveChange(totals)) + " " + totals.getCurrency() + " effective";
    }

    private static Table money(Delivery sums) {
        Table table = new Table(List.of(
                text("currency"),
                text("cost"),
                number("restated by"),
                number("added"),
                number("withdrawn"),
                number("change")));
        for (CurrencyTotals totals : sums.getTotals()) {
            table.add(List.of(
                    totals.getCurrency(),
                    "billed",
                    Amounts.exact(totals.getRestatedBilledCost()),
                    Amounts.exact(totals.getAddedBilledCost()),
                    Amounts.exact(totals.getVanishedBilledCost()),
                    Amounts.exact(billedChange(totals))));
            table.add(List.of(
                    totals.getCurrency(),
                    "effective",
                    Amounts.exact(totals.getRestatedEffectiveCost()),
                    Amounts.exact(totals.getAddedEffectiveCost()),
                    Amounts.exact(totals.getVanishedEffectiveCost()),
                    Amounts.exact(effectiveChange(totals))));
        }
        return table;
    }

    /** By how much a currency's billed cost would change. */
    static BigDecimal billedChange(CurrencyTotals totals) {
        return totals.getRestatedBilledCost().add(totals.getAddedBilledCost()).subtract(totals.getVanishedBilledCost());
    }

    /** By how much a currency's effective cost would change. */
    static BigDecimal effectiveChange(CurrencyTotals totals) {
        return totals.getRestatedEffectiveCost()
                .add(totals.getAddedEffectiveCost())
                .subtract(totals.getVanishedEffectiveCost());
    }

    /** An object for each delivery. */
    List<JsonNode> json() {
        return IntStream.range(0, taken.size())
                .<JsonNode>mapToObj(place -> json(taken.get(place), today.get(place)))
                .toList();
    }

    private static ObjectNode json(Delivery before, Delivery now) {
        ObjectNode json = DeliveryJson.name(before)
                .put("mappingVersion", before.getMappingVersion())
                .put("todaysMappingVersion", now.getMappingVersion())
                .put("sameRules", isUnderTheSameRules(before, now))
                .put("state", now.getState())
                .put("verdict", now.getVerdict())
                .put("recordsUnchanged", now.getRecordsUnchanged())
                .put("recordsRestated", now.getRecordsRestated())
                .put("recordsAdded", now.getRecordsAdded())
                .put("recordsVanished", now.getRecordsVanished())
                .put("rowsRejected", now.getRowsRejected());
        json.set("totals", Json.array(now.getTotals(), DryReport::json));
        return json;
    }

    /** What would change of a currency. */
    static ObjectNode json(CurrencyTotals totals) {
        return Json.object()
                .put("currency", totals.getCurrency())
                .put("restatedBilledCost", Amounts.exact(totals.getRestatedBilledCost()))
                .put("addedBilledCost", Amounts.exact(totals.getAddedBilledCost()))
                .put("vanishedBilledCost", Amounts.exact(totals.getVanishedBilledCost()))
                .put("billedChange", Amounts.exact(billedChange(totals)))
                .put("restatedEffectiveCost", Amounts.exact(totals.getRestatedEffectiveCost()))
                .put("addedEffectiveCost", Amounts.exact(totals.getAddedEffectiveCost()))
                .put("vanishedEffectiveCost", Amounts.exact(totals.getVanishedEffectiveCost()))
                .put("effectiveChange", Amounts.exact(effectiveChange(totals)));
    }
}
