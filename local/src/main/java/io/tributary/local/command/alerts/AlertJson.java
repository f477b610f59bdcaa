package io.tributary.local.command.alerts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.local.command.console.Amounts;
import io.tributary.local.command.console.Json;
import io.tributary.schemas.Alert;
import java.time.Instant;
import java.time.LocalDate;

/** An alert for other programs: as {@code alerts list --json} prints it, and as a webhook is sent it. */
final class AlertJson {

    private AlertJson() {}

    static ObjectNode of(Alert alert) {
        LocalDate period = alert.getBillingPeriodStart();
        ObjectNode json = Json.object()
                .put("id", alert.getId())
                .put("kind", alert.getKind())
                .put("status", alert.getStatus())
                .put("summary", alert.getSummary())
                .put("command", alert.getCommand())
                .put("provider", alert.getProvider())
                .put("billingAccountId", alert.getBillingAccountId())
                .put("billingPeriodStart", period == null ? null : period.toString())
                .put("scope", alert.getScope())
                .put("deliveryId", alert.getDeliveryId());
        json.set(
                "amounts",
                Json.array(
                        alert.getAmounts(),
                        amount -> Json.object()
                                .put("currency", amount.getCurrency())
                                .put("amount", Amounts.exact(amount.getAmount()))));
        return json.put("openedAt", text(alert.getOpenedAt()))
                .put("changedAt", text(alert.getChangedAt()))
                .put("closedAt", text(alert.getClosedAt()));
    }

    private static String text(Instant time) {
        return time == null ? null : time.toString();
    }
}
