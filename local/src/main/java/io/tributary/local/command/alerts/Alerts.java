package io.tributary.local.command.alerts;

import io.tributary.local.command.cluster.AlertsConfig;
import io.tributary.local.command.console.Amounts;
import io.tributary.schemas.Alert;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.common.config.ConfigException;

/**
 * Opens and closes alerts by what is found, and tells the webhook. Each opening and each closing is told once: that it
 * was told is kept beside the alert. Where the process is killed between the two it is told again, with the same
 * Idempotency-Key. What is not taken is kept, and sent at the next evaluation, openings before closings.
 */
final class Alerts {

    /** A command waits no longer for the webhook than this: what it has not taken then is sent the next time. */
    private static final Duration LONGEST_TELLING = Duration.ofSeconds(30);

    private final Map<String, String> settings;
    private final AlertsConfig config;
    private final InstantSource clock;

    /** @param settings of Kafka's clients by {@code kafka.} names, of the registry, and of alerts */
    Alerts(Map<String, String> settings, InstantSource clock) {
        this.settings = Map.copyOf(settings);
        this.config = AlertsConfig.from(settings);
        this.clock = clock;
    }

    /**
     * What an evaluation came to.
     *
     * @param opened alerts that are open and were not before
     * @param closed alerts that were open before
     * @param open every alert that is open now, the oldest first
     * @param notes what could not be sent, in sentences
     */
    record Outcome(List<Alert> opened, List<Alert> closed, List<Alert> open, List<String> notes) {

        Outcome {
            opened = List.copyOf(opened);
            closed = List.copyOf(closed);
            open = List.copyOf(open);
            notes = List.copyOf(notes);
        }
    }

    /**
     * Evaluates what is found.
     *
     * @param isJudged whether an alert that is open would have been found if it were still so
     */
    Outcome evaluate(Collection<Finding> found, Predicate<Alert> isJudged) {
        try (AlertTopic topic = new AlertTopic(settings)) {
            boolean notifies = config.webhook().isPresent();
            // Topics keep milliseconds: what is read again must be equal.
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            Map<String, Alert> known = topic.read();
            boolean changes =
                    !AlertBook.changes(known, found, isJudged, notifies, now).isEmpty();
            if (!changes && (!notifies || known.values().stream().noneMatch(Alerts::owes))) {
                return outcome(List.of(), known, known, List.of());
            }
            topic.takeOver();
            Map<String, Alert> before = topic.read();
            List<Alert> changed = AlertBook.changes(before, found, isJudged, notifies, now);
            if (!changed.isEmpty()) {
                topic.write(changed);
            }
            Map<String, Alert> after = new TreeMap<>(before);
            changed.forEach(alert -> after.put(alert.getId(), alert));
            return outcome(changed, before, after, notifies ? tell(topic, after) : List.of());
        }
    }

    /**
     * Closes an alert that no evaluation closes: that of an input that could not be read.
     *
     * @param id the alert's id
     * @throws ConfigException if there is no such alert, or one of another kind
     */
    Outcome close(String id) {
        Map<String, Alert> known;
        try (AlertTopic topic = new AlertTopic(settings)) {
            known = topic.read();
        }
        Alert alert = known.get(id);
        if (alert == null) {
            throw new ConfigException("There is no alert " + id + ": expected an id as `tributary alerts list --all"
                    + " --json` shows it");
        }
        if (!alert.getKind().equals(AlertKind.EXTRACTION_FAILED.name())) {
            throw new ConfigException(id + " is of kind " + alert.getKind()
                    + ", expected EXTRACTION_FAILED: others close when what they say is no longer so"
                    + (alert.getCommand() == null ? "" : "; " + alert.getCommand()));
        }
        return evaluate(List.of(), other -> other.getId().equals(id));
    }

    private static Outcome outcome(
            List<Alert> changed, Map<String, Alert> before, Map<String, Alert> after, List<String> notes) {
        List<Alert> opened = changed.stream()
                .filter(alert -> AlertBook.isOpen(alert)
                        && (!before.containsKey(alert.getId()) || !AlertBook.isOpen(before.get(alert.getId()))))
                .toList();
        List<Alert> closed =
                changed.stream().filter(alert -> !AlertBook.isOpen(alert)).toList();
        List<Alert> open = after.values().stream()
                .filter(AlertBook::isOpen)
                .sorted(Comparator.comparing(Alert::getOpenedAt).thenComparing(Alert::getId))
                .toList();
        return new Outcome(opened, closed, open, notes);
    }

    private static boolean owes(Alert alert) {
        return AlertBook.owesOpening(alert) || AlertBook.owesClosing(alert);
    }

    private List<String> tell(AlertTopic topic, Map<String, Alert> alerts) {
        List<Alert> owed = alerts.values().stream()
                .filter(Alerts::owes)
                .sorted(Comparator.comparing(Alert::getOpenedAt).thenComparing(Alert::getId))
                .toList();
        Webhook webhook = new Webhook(config);
        long until = System.nanoTime() + LONGEST_TELLING.toNanos();
        List<String> notes = new ArrayList<>();
        int taken = 0;
        for (Alert alert : owed) {
            try {
                alerts.put(alert.getId(), tell(topic, webhook, alert, until));
                taken++;
            } catch (Webhook.NotTakenException notTaken) {
                if (!notes.contains(notTaken.getMessage())) {
                    notes.add(notTaken.getMessage());
                }
                if (notTaken.isOutOfReach()) {
                    break;
                }
            }
        }
        if (taken < owed.size()) {
            notes.add(Amounts.count(owed.size() - taken, "alert")
                    + " could not be sent. They are kept, and sent the next time that alerts are evaluated.");
        }
        return notes;
    }

    private Alert tell(AlertTopic topic, Webhook webhook, Alert alert, long until) throws Webhook.NotTakenException {
        Alert told = alert;
        if (AlertBook.owesOpening(told)) {
            webhook.send(told, Webhook.Event.OPENED, until);
            told = Alert.newBuilder(told).setOpenSentAt(now()).build();
            topic.write(List.of(told));
        }
        if (AlertBook.owesClosing(told)) {
            webhook.send(told, Webhook.Event.CLOSED, until);
            told = Alert.newBuilder(told).setCloseSentAt(now()).build();
            topic.write(List.of(told));
        }
        return told;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
