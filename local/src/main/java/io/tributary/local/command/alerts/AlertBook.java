package io.tributary.local.command.alerts;

import io.tributary.schemas.Alert;
import io.tributary.schemas.AlertAmount;
import io.tributary.schemas.wire.AvroTrust;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Predicate;

/** Compares the alerts that are known with what is found now. Pure. */
final class AlertBook {

    static final String OPEN = "OPEN";
    static final String CLOSED = "CLOSED";

    /** Decimals of an amount on the topic. */
    private static final int SCALE = 24;

    static {
        AvroTrust.install();
    }

    private AlertBook() {}

    /**
     * The alerts that are others now: opened, opened again, closed, or with other words or amounts.
     *
     * @param known every alert that is known, by id
     * @param found what needs a person now
     * @param isJudged whether an alert would have been found if it were still so
     * @param notifies whether a webhook is set
     */
    static List<Alert> changes(
            Map<String, Alert> known,
            Collection<Finding> found,
            Predicate<Alert> isJudged,
            boolean notifies,
            Instant now) {
        Map<String, Finding> byId = new HashMap<>();
        found.forEach(finding -> byId.putIfAbsent(finding.id(), finding));
        List<Alert> changes = new ArrayList<>();
        byId.forEach((id, finding) -> {
            Alert before = known.get(id);
            Alert after = before == null ? opened(finding, now) : again(before, finding, now);
            after.setNotifies(after.getNotifies() || notifies);
            if (!after.equals(before)) {
                changes.add(after);
            }
        });
        for (Alert alert : known.values()) {
            if (isOpen(alert) && !byId.containsKey(alert.getId()) && isJudged.test(alert)) {
                changes.add(Alert.newBuilder(alert)
                        .setStatus(CLOSED)
                        .setClosedAt(now)
                        .setChangedAt(now)
                        .build());
            }
        }
        return changes;
    }

    static boolean isOpen(Alert alert) {
        return alert.getStatus().equals(OPEN);
    }

    /** Whether a webhook has still to be told that it was opened. */
    static boolean owesOpening(Alert alert) {
        return alert.getNotifies() && alert.getOpenSentAt() == null;
    }

    /** Whether a webhook has still to be told that it was closed. */
    static boolean owesClosing(Alert alert) {
        return alert.getNotifies() && !isOpen(alert) && alert.getCloseSentAt() == null;
    }

    private static Alert opened(Finding finding, Instant now) {
        Alert alert = Alert.newBuilder()
                .setId(finding.id())
                .setKind(finding.kind().name())
                .setStatus(OPEN)
                .setSummary(finding.summary())
                .setOpenedAt(now)
                .setChangedAt(now)
                .build();
        describe(alert, finding);
        return alert;
    }

    private static Alert again(Alert before, Finding finding, Instant now) {
        Alert after = Alert.newBuilder(before).build();
        describe(after, finding);
        if (!isOpen(before)) {
            after.setStatus(OPEN);
            after.setClosedAt(null);
            if (!owesClosing(before)) {
                // The webhook knows that it was closed, or knows nothing of it: this is another alert.
                after.setOpenedAt(now);
                after.setOpenSentAt(null);
                after.setCloseSentAt(null);
                after.setNotifies(false);
            }
        }
        if (!after.equals(before)) {
            after.setChangedAt(now);
        }
        return after;
    }

    private static void describe(Alert alert, Finding finding) {
        alert.setSummary(finding.summary());
        alert.setCommand(finding.command().orElse(null));
        alert.setAmounts(amounts(finding.amounts()));
        finding.place().ifPresent(place -> {
            alert.setProvider(place.provider());
            alert.setBillingAccountId(place.account());
            alert.setBillingPeriodStart(place.periodStart());
            alert.setScope(place.scope());
            alert.setDeliveryId(place.deliveryId());
        });
    }

    private static List<AlertAmount> amounts(SortedMap<String, BigDecimal> amounts) {
        List<AlertAmount> list = new ArrayList<>();
        amounts.forEach((currency, amount) -> list.add(new AlertAmount(currency, amount.setScale(SCALE))));
        return list;
    }
}
