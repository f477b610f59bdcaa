package io.tributary.local.command.alerts;

import io.tributary.local.command.console.Amounts;
import io.tributary.local.command.console.Periods;
import io.tributary.local.command.deliveries.DeadLetterKinds;
import io.tributary.local.command.deliveries.DeliveryWatch;
import io.tributary.local.command.deliveries.Verdict;
import io.tributary.local.command.reconcile.Reconciled;
import io.tributary.local.command.reconcile.ReconciledReport;
import io.tributary.schemas.Alert;
import io.tributary.schemas.Delivery;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Evaluates alerts for a command that knows the deliveries, and perhaps what became of its inputs. */
public final class AlertCheck {

    private static final Logger LOG = LoggerFactory.getLogger(AlertCheck.class);
    private static final String STREAMS = "tributary-streams";
    private static final int ATTEMPTS = 3;

    private final Map<String, String> settings;
    private final InstantSource clock;
    private final List<Finding> found = new ArrayList<>();
    private final Set<AlertKind> judged = EnumSet.noneOf(AlertKind.class);
    /** Alerts that would have been found, whatever their kind. */
    private final Set<String> ids = new HashSet<>();

    /** @param settings of Kafka's clients by {@code kafka.} names, of the registry, and of alerts */
    public AlertCheck(Map<String, String> settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** A check by all deliveries that {@code watch} has read. */
    public static AlertCheck of(Map<String, String> settings, DeliveryWatch watch) {
        DeadLetterKinds kinds = DeadLetterKinds.read(Verdict.newest(watch.all(), watch.all()), settings);
        return new AlertCheck(settings, InstantSource.system()).deliveries(watch.all(), watch.checks(), kinds);
    }

    /**
     * Takes in what deliveries say.
     *
     * @param known every delivery that is known
     * @param checks every check across deliveries that is known
     * @param kinds the dead letters of the newest of them, with what was discarded
     */
    public AlertCheck deliveries(Collection<Delivery> known, Collection<Delivery> checks, DeadLetterKinds kinds) {
        Instant now = clock.instant();
        found.addAll(AlertRules.of(known, checks, kinds, now));
        found.addAll(Lateness.of(known, now));
        judged.addAll(AlertRules.JUDGED);
        judged.add(AlertKind.LATE);
        return this;
    }

    /**
     * Takes in what became of an input.
     *
     * @param input where it is; what follows a question mark may be a secret, and is left out
     * @param errors what could not be read of it; empty where all was
     */
    public AlertCheck input(String input, List<String> errors) {
        String place = InputsNotRead.place(input);
        ids.add(InputsNotRead.id(place));
        if (!errors.isEmpty()) {
            found.add(new Finding(
                    AlertKind.EXTRACTION_FAILED,
                    place,
                    InputsNotRead.sentence(input, errors),
                    Optional.of("tributary run --input '" + place + "'").filter(command -> isWhole(input, place)),
                    Optional.empty(),
                    new TreeMap<>()));
        }
        return this;
    }

    /** Whether the command can be given as it is: nothing secret was cut off, and no quote ends it. */
    private static boolean isWhole(String input, String place) {
        return input.equals(place) && !place.contains("'");
    }

    /**
     * Takes in what was reconciled with statements of what was billed.
     *
     * @param all whether these are all statements that are known: a gap whose statement was removed closes then
     */
    public AlertCheck reconciled(Collection<Reconciled> compared, boolean all) {
        if (all) {
            judged.add(AlertKind.GAP);
        }
        for (Reconciled one : compared) {
            String subject = one.provider() + "|" + one.account() + "|" + one.period() + "|" + one.currency() + "|"
                    + String.join(",", one.invoices());
            ids.add(AlertKind.GAP + "|" + subject);
            if (one.outcome().isGap()) {
                found.add(new Finding(
                        AlertKind.GAP,
                        subject,
                        ReconciledReport.sentence(one),
                        Optional.of("tributary reconcile --account " + one.account() + " --period "
                                + Periods.text(one.period())),
                        Optional.of(new Finding.Place(one.provider(), one.account(), one.period(), null, null)),
                        new TreeMap<>(Map.of(one.currency(), one.outcome().gap()))));
            }
        }
        return this;
    }

    /**
     * Takes in that the streams application was run.
     *
     * @param failure why it ended before its work was done; empty where it did not
     */
    public AlertCheck streams(Optional<String> failure) {
        judged.add(AlertKind.STREAMS_FAILED);
        failure.ifPresent(message -> found.add(new Finding(
                AlertKind.STREAMS_FAILED, STREAMS, message, Optional.empty(), Optional.empty(), new TreeMap<>())));
        return this;
    }

    /**
     * Evaluates. What goes wrong with it is said, and not thrown: data are right or wrong whatever becomes of alerts.
     *
     * @return sentences for the one who runs the command; empty where nothing opened or closed, and all was sent
     */
    public List<String> evaluate() {
        try {
            Alerts.Outcome outcome = outcome();
            List<String> sentences = new ArrayList<>();
            int opened = outcome.opened().size();
            int closed = outcome.closed().size();
            if (opened + closed > 0) {
                sentences.add(Amounts.count(opened, "alert") + " opened, " + Amounts.count(closed) + " closed, "
                        + Amounts.count(outcome.open().size()) + " open in all: tributary alerts list");
            }
            sentences.addAll(outcome.notes());
            return sentences;
        } catch (KafkaException failure) {
            return List.of("Alerts were not evaluated: " + failure.getMessage());
        }
    }

    /** Evaluates; again where another process that evaluates took over in between, or the cluster was out of reach. */
    Alerts.Outcome outcome() {
        Alerts alerts = new Alerts(settings, clock);
        for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
            try {
                return alerts.evaluate(found, this::isJudged);
            } catch (InterruptException interrupted) {
                throw interrupted;
            } catch (KafkaException failure) {
                LOG.info("Alerts are evaluated again, since it failed", failure);
            }
        }
        return alerts.evaluate(found, this::isJudged);
    }

    private boolean isJudged(Alert alert) {
        return ids.contains(alert.getId())
                || judged.stream().anyMatch(kind -> kind.name().equals(alert.getKind()));
    }
}
