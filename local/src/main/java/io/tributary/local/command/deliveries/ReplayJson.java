package io.tributary.local.command.deliveries;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.local.command.console.Json;
import io.tributary.schemas.Delivery;
import java.util.List;
import java.util.Optional;

/** What {@code replay --json} prints. */
final class ReplayJson {

    private ReplayJson() {}

    /** What a replay would change. */
    static ObjectNode dryRun(AccountPeriod accountPeriod, List<DryReport> reports, List<String> notes) {
        ObjectNode json = head(true, accountPeriod);
        json.set(
                "changes",
                Json.array(
                        reports.stream()
                                .flatMap(report -> report.json().stream())
                                .toList(),
                        change -> change));
        json.set("notes", Json.array(notes));
        return json;
    }

    /** What a replay did, given an object for each delivery. */
    static ObjectNode replayed(AccountPeriod accountPeriod, List<ObjectNode> replayed, List<String> notes) {
        ObjectNode json = head(false, accountPeriod);
        json.set("replayed", Json.array(replayed, one -> one));
        json.set("notes", Json.array(notes));
        return json;
    }

    /** What a replay of outdated deliveries would change. */
    static ObjectNode outdatedDryRun(List<DryReport> reports, List<String> notes) {
        ObjectNode json = Json.object().put("dryRun", true);
        json.set(
                "changes",
                Json.array(
                        reports.stream()
                                .flatMap(report -> report.json().stream())
                                .toList(),
                        change -> change));
        json.put("recordsChanged", reports.isEmpty() ? 0 : DryReport.changed(OutdatedReplay.sum(reports)));
        json.set(
                "totals",
                Json.array(
                        reports.isEmpty()
                                ? List.of()
                                : OutdatedReplay.sum(reports).getTotals(),
                        DryReport::json));
        json.set("notes", Json.array(notes));
        return json;
    }

    /** What a replay of outdated deliveries did, given an object for each of them. */
    static ObjectNode outdated(List<ObjectNode> replayed, List<String> notes) {
        ObjectNode json = Json.object().put("dryRun", false);
        json.set("replayed", Json.array(replayed, one -> one));
        json.set("notes", Json.array(notes));
        return json;
    }

    /** What a rebuild did, given an object for each statement and for each delivery that was replayed. */
    static ObjectNode rebuilt(List<ObjectNode> rebuilt, List<ObjectNode> replayed, List<String> notes) {
        ObjectNode json = Json.object();
        json.set("rebuilt", Json.array(rebuilt, one -> one));
        json.set("replayed", Json.array(replayed, one -> one));
        json.set("notes", Json.array(notes));
        return json;
    }

    /**
     * What became of a delivery that was replayed.
     *
     * @param published raw records that were published once more
     * @param readAgain whether they were read again; empty where that is not known yet
     * @param now the delivery as it is now
     */
    static ObjectNode replayed(int published, Optional<Boolean> readAgain, Delivery now) {
        ObjectNode json =
                DeliveryJson.name(now).put("publishedRecords", published).put("readAgain", readAgain.orElse(null));
        json.set("delivery", DeliveryJson.of(now));
        return json;
    }

    private static ObjectNode head(boolean isDryRun, AccountPeriod accountPeriod) {
        return Json.object()
                .put("dryRun", isDryRun)
                .put("provider", accountPeriod.provider())
                .put("billingAccountId", accountPeriod.account())
                .put("billingPeriodStart", accountPeriod.periodStart().toString());
    }
}
