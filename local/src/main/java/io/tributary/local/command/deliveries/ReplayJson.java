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
