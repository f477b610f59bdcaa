package io.tributary.local.command.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.local.command.console.Amounts;
import io.tributary.local.command.console.Json;
import io.tributary.local.view.ViewTotal;
import io.tributary.schemas.Delivery;
import java.time.Instant;
import java.util.List;

/** What the manifest of a clean view says; {@code docs/json.md} has its fields. */
final class ManifestJson {

    private ManifestJson() {}

    /**
     * The manifest.
     *
     * @param exitCode what the run exits with
     * @param hasProblems whether the run says that something is wrong
     * @param files the view's files, below its directory
     * @param periods what they hold
     * @param notRead inputs that may hold more of any period
     */
    static ObjectNode of(
            Instant writtenAt,
            int exitCode,
            boolean hasProblems,
            List<String> files,
            List<ViewPeriod> periods,
            List<String> notRead) {
        ObjectNode json = Json.object()
                .put("writtenAt", writtenAt.toString())
                .put("exitCode", exitCode)
                .put("hasProblems", hasProblems)
                .put("complete", notRead.isEmpty() && periods.stream().allMatch(ViewPeriod::isComplete));
        json.set("inputsNotRead", Json.array(notRead));
        json.set("files", Json.array(files));
        json.set("periods", Json.array(periods, ManifestJson::periodWithDeliveries));
        return json;
    }

    private static ObjectNode periodWithDeliveries(ViewPeriod period) {
        ObjectNode json = period(period);
        json.set("deliveries", Json.array(period.deliveries(), ManifestJson::delivery));
        return json;
    }

    /** An account's period without its deliveries. */
    static ObjectNode period(ViewPeriod period) {
        ObjectNode json = Json.object()
                .put("provider", period.provider())
                .put("billingAccountId", period.account())
                .put("billingPeriodStart", period.start().toString())
                .put("complete", period.isComplete())
                .put("records", period.records());
        json.set("lacks", Json.array(period.lacks()));
        json.set("totals", Json.array(period.totals(), ManifestJson::total));
        return json;
    }

    private static ObjectNode total(ViewTotal total) {
        return Json.object()
                .put("currency", total.currency())
                .put("records", total.rows())
                .put("billedCost", Amounts.exact(total.billedCost()))
                .put("effectiveCost", Amounts.exact(total.effectiveCost()))
                .put("listCost", Amounts.exact(total.listCost()))
                .put("contractedCost", Amounts.exact(total.contractedCost()));
    }

    private static ObjectNode delivery(Delivery delivery) {
        return Json.object()
                .put("dataSet", delivery.getDataSet())
                .put("billingAccountId", delivery.getBillingAccountId())
                .put("scope", delivery.getScope())
                .put("deliveryId", delivery.getDeliveryId())
                .put("deliveryTime", delivery.getDeliveryTime().toString())
                .put("state", delivery.getState())
                .put("verdict", delivery.getVerdict())
                .put("pagesSeen", delivery.getPagesSeen())
                .put("pagesExpected", delivery.getPagesExpected())
                .put("rowsSeen", delivery.getRowsSeen())
                .put("rowsExpected", delivery.getRowsExpected())
                .put("rowsRejected", delivery.getRowsRejected())
                .put("pagesRejected", delivery.getPagesRejected());
    }
}
