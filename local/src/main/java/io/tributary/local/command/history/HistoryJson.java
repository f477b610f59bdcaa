package io.tributary.local.command.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.local.command.console.Amounts;
import io.tributary.local.command.console.Json;
import io.tributary.local.command.deliveries.AccountPeriod;
import io.tributary.schemas.Delivery;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A history as {@code --json} prints it. */
final class HistoryJson {

    private HistoryJson() {}

    static ObjectNode of(
            AccountPeriod accountPeriod,
            List<HistoryLine> lines,
            Optional<List<ServiceChange>> services,
            Agreement agreement,
            List<String> notes) {
        ObjectNode json = Json.object()
                .put("provider", accountPeriod.provider())
                .put("billingAccountId", accountPeriod.account())
                .put("billingPeriodStart", accountPeriod.periodStart().toString())
                .put("agrees", agreement.agrees());
        json.set("changes", Json.array(lines, HistoryJson::line));
        if (services.isPresent()) {
            json.set("services", Json.array(services.get(), HistoryJson::service));
        } else {
            json.putNull("services");
        }
        json.set("totals", Json.array(agreement.sums().entrySet(), HistoryJson::sum));
        json.set("notes", Json.array(notes));
        return json;
    }

    private static ObjectNode line(HistoryLine line) {
        Delivery delivery = line.delivery();
        boolean isOne = line.deliveries().size() == 1;
        ObjectNode json = Json.object()
                .put("at", line.at().toString())
                .put("cause", line.cause().isEmpty() ? null : line.cause())
                .put("dataSet", delivery.getDataSet())
                .put("scope", isOne ? delivery.getScope() : null)
                .put("deliveryId", isOne ? delivery.getDeliveryId() : null)
                .put("deliveryTime", isOne ? delivery.getDeliveryTime().toString() : null)
                .put("slices", isOne ? null : line.deliveries().size())
                .put("state", delivery.getState())
                .put("verdict", isOne ? delivery.getVerdict() : null)
                .put("recordsAdded", line.recordsAdded())
                .put("recordsRestated", line.recordsRestated())
                .put("recordsVanished", line.recordsVanished());
        json.set("totals", Json.array(line.currencies().entrySet(), HistoryJson::currency));
        return json;
    }

    private static ObjectNode currency(Map.Entry<String, CurrencyLine> entry) {
        CurrencyLine amounts = entry.getValue();
        ObjectNode json = Json.object().put("currency", entry.getKey());
        change(json, amounts.billed(), amounts.effective());
        return json.put("parkedCost", Amounts.exact(amounts.parked()))
                .put("billedCostAfter", Amounts.exact(amounts.billedAfter()))
                .put("effectiveCostAfter", Amounts.exact(amounts.effectiveAfter()));
    }

    private static void change(ObjectNode json, CostChange billed, CostChange effective) {
        json.put("addedBilledCost", Amounts.exact(billed.added()))
                .put("restatedBilledCost", Amounts.exact(billed.restated()))
                .put("vanishedBilledCost", Amounts.exact(billed.vanished()))
                .put("billedChange", Amounts.exact(billed.sum()))
                .put("addedEffectiveCost", Amounts.exact(effective.added()))
                .put("restatedEffectiveCost", Amounts.exact(effective.restated()))
                .put("vanishedEffectiveCost", Amounts.exact(effective.vanished()))
                .put("effectiveChange", Amounts.exact(effective.sum()));
    }

    private static ObjectNode service(ServiceChange change) {
        ObjectNode json = Json.object()
                .put("dataSet", change.delivery().getDataSet())
                .put("scope", change.delivery().getScope())
                .put("deliveryId", change.delivery().getDeliveryId())
                .put("serviceName", change.service())
                .put("currency", change.currency());
        change(json, change.billed(), change.effective());
        return json;
    }

    private static ObjectNode sum(Map.Entry<String, Agreement.Sum> entry) {
        Agreement.Sum sum = entry.getValue();
        return Json.object()
                .put("currency", entry.getKey())
                .put("records", sum.live().records())
                .put("billedCost", Amounts.exact(sum.live().billed()))
                .put("effectiveCost", Amounts.exact(sum.live().effective()))
                .put("missingBilledCost", Amounts.exact(sum.missingBilled()))
                .put("missingEffectiveCost", Amounts.exact(sum.missingEffective()));
    }
}
