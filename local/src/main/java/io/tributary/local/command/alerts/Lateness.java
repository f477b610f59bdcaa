package io.tributary.local.command.alerts;

import io.tributary.local.command.deliveries.Slices;
import io.tributary.schemas.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds sources that have been silent for longer than they ever are. What is usual is told from a source's own
 * deliveries, since some come thrice a day and others once a month: it is late when it has been silent for one and a
 * half times the second longest of its last pauses. The longest does not count, so that one outage does not hide the
 * next. Nothing is said of a source with few deliveries.
 */
final class Lateness {

    private static final int FEWEST_PAUSES = 5;
    private static final int MOST_PAUSES = 60;
    private static final int HALVES_LATE = 3;
    private static final int HALVES = 2;

    private Lateness() {}

    /**
     * Finds them.
     *
     * @param known every delivery that is known
     */
    static List<Finding> of(Collection<Delivery> known, Instant now) {
        Map<String, List<Delivery>> bySource = new TreeMap<>();
        known.forEach(delivery -> bySource.computeIfAbsent(source(delivery), first -> new ArrayList<>())
                .add(delivery));
        List<Finding> findings = new ArrayList<>();
        bySource.forEach((source, deliveries) -> of(source, deliveries, now).ifPresent(findings::add));
        return findings;
    }

    /** The scope without its period; of a slice the table alone. */
    private static String source(Delivery delivery) {
        String scope = delivery.getScope();
        if (Slices.isSlice(delivery)) {
            // Behind the table stand the partition and the time of the export.
            scope = scope.substring(0, scope.lastIndexOf('/', scope.lastIndexOf('/') - 1));
        }
        return scope.replace("/" + delivery.getBillingPeriodStart() + "/", "/");
    }

    private static Optional<Finding> of(String source, List<Delivery> deliveries, Instant now) {
        List<Instant> times = new ArrayList<>(
                new TreeSet<>(deliveries.stream().map(Delivery::getDeliveryTime).toList()));
        List<Duration> pauses = new ArrayList<>();
        for (int i = Math.max(1, times.size() - MOST_PAUSES); i < times.size(); i++) {
            pauses.add(Duration.between(times.get(i - 1), times.get(i)));
        }
        if (pauses.size() < FEWEST_PAUSES) {
            return Optional.empty();
        }
        pauses.sort(Comparator.reverseOrder());
        Duration usual = pauses.get(1);
        Instant last = times.get(times.size() - 1);
        Instant due = last.plus(usual.multipliedBy(HALVES_LATE).dividedBy(HALVES));
        if (now.isBefore(due)) {
            return Optional.empty();
        }
        Delivery newest = deliveries.stream()
                .max(Comparator.comparing(Delivery::getDeliveryTime).thenComparing(Delivery::getBillingPeriodStart))
                .orElseThrow();
        return Optional.of(new Finding(
                AlertKind.LATE,
                source,
                "The last delivery of " + source + " is of " + last + ". It is late since " + due
                        + ": of its last " + (pauses.size() + 1) + " deliveries, all but one came within "
                        + text(usual) + ".",
                Optional.of("tributary deliveries list --account " + newest.getBillingAccountId()),
                Optional.of(Finding.Place.of(newest)),
                new TreeMap<>()));
    }

    /** As people read it: {@code 3 days 4 h}, {@code 8 h 20 min}. */
    private static String text(Duration pause) {
        if (pause.toDays() > 0) {
            return pause.toDays() + (pause.toDays() == 1 ? " day " : " days ") + pause.toHoursPart() + " h";
        }
        return pause.toHours() > 0
                ? pause.toHours() + " h " + pause.toMinutesPart() + " min"
                : pause.toMinutes() + " min " + pause.toSecondsPart() + " s";
    }
}
