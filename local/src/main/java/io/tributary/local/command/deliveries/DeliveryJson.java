package io.tributary.local.command.deliveries;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.local.command.console.Amounts;
import io.tributary.local.command.console.Json;
import io.tributary.schemas.CurrencyTotals;
import io.tributary.schemas.Delivery;

/** Deliveries as {@code --json} prints them, by the names that their fields have on {@code billing.deliveries}. */
public final class DeliveryJson {

    private DeliveryJson() {}

    /** Which delivery it is, what became of it, and what it comes to. */
    public static ObjectNode of(Delivery delivery) {
        ObjectNode json = name(delivery)
                .put("deliveryTime", delivery.getDeliveryTime().toString())
                .put("state", delivery.getState())
                .put("verdict", delivery.getVerdict())
                .put("conserved", delivery.getConserved())
                .put("pagesSeen", delivery.getPagesSeen())
                .put("pagesExpected", delivery.getPagesExpected())
                .put("rowsExpected", delivery.getRowsExpected())
                .put("rowsSeen", delivery.getRowsSeen())
                .put("rowsPublished", delivery.getRowsPublished())
                .put("rowsUnchanged", delivery.getRowsUnchanged())
                .put("rowsRepeated", delivery.getRowsRepeated())
                .put("rowsOverlapping", delivery.getRowsOverlapping())
                .put("rowsExcluded", delivery.getRowsExcluded())
                .put("rowsNotTaken", delivery.getRowsNotTaken())
                .put("rowsRejected", delivery.getRowsRejected())
                .put("rowsParkedWithoutAmount", delivery.getRowsParkedWithoutAmount())
                .put("pagesRejected", delivery.getPagesRejected())
                .put("recordsAdded", delivery.getRecordsAdded())
                .put("recordsUnchanged", delivery.getRecordsUnchanged())
                .put("recordsRestated", delivery.getRecordsRestated())
                .put("recordsVanished", delivery.getRecordsVanished())
                .put("unknownLineItemTypes", delivery.getUnknownLineItemTypes())
                .put("valuesUnreadable", delivery.getValuesUnreadable())
                .put("rowsMended", delivery.getRowsMended())
                .put("pagesReplaced", delivery.getPagesReplaced())
                .put("replacedPagesRowDifference", delivery.getReplacedPagesRowDifference())
                .put("mappingVersion", delivery.getMappingVersion());
        json.set("totals", Json.array(delivery.getTotals(), DeliveryJson::totals));
        return json;
    }

    /** Which delivery it is. */
    static ObjectNode name(Delivery delivery) {
        return Json.object()
                .put("provider", delivery.getProvider())
                .put("dataSet", delivery.getDataSet())
                .put("billingAccountId", delivery.getBillingAccountId())
                .put("billingPeriodStart", delivery.getBillingPeriodStart().toString())
                .put("scope", delivery.getScope())
                .put("deliveryId", delivery.getDeliveryId());
    }

    private static ObjectNode totals(CurrencyTotals totals) {
        return Json.object()
                .put("currency", totals.getCurrency())
                .put("sourceCost", Amounts.exact(totals.getSourceCost()))
                .put("billedCost", Amounts.exact(totals.getBilledCost()))
                .put("effectiveCost", Amounts.exact(totals.getEffectiveCost()))
                .put("parkedCost", Amounts.exact(totals.getParkedCost()))
                .put("excludedCost", Amounts.exact(totals.getExcludedCost()));
    }
}
