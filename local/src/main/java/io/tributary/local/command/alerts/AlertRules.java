package io.tributary.local.command.alerts;

import io.tributary.local.command.console.Amounts;
import io.tributary.local.command.console.Periods;
import io.tributary.local.command.deliveries.DeadLetterKinds;
import io.tributary.local.command.deliveries.DiscardedLetters;
import io.tributary.local.command.deliveries.Refusals;
import io.tributary.local.command.deliveries.Slices;
import io.tributary.local.command.deliveries.Verdict;
import io.tributary.schemas.CurrencyTotals;
import io.tributary.schemas.Delivery;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Finds in deliveries what needs a person. It finds something wherever a run says PROBLEM of a delivery, for all
 * deliveries that are known. Slices of a table, hundreds of an account's month, share what is found.
 */
final class AlertRules {

    /** What deliveries alone can say. */
    static final Set<AlertKind> JUDGED = EnumSet.of(
            AlertKind.PARKED,
            AlertKind.HELD,
            AlertKind.CONFLICT,
            AlertKind.NOT_TAKEN,
            AlertKind.FORGOTTEN,
            AlertKind.INCOMPLETE,
            AlertKind.NOT_CONSERVED,
            AlertKind.DIFFERS);

    /** A delivery that is being read goes on within it. */
    private static final Duration SILENCE = Duration.ofHours(1);

    private AlertRules() {}

    /**
     * Finds it.
     *
     * @param known every delivery that is known
     * @param checks every check across deliveries that is known, of each scope the last
     * @param kinds says which rows and pages a person has discarded: of these nothing is found
     * @param now what is open, and has not gone on for an hour before, is no longer being read
     */
    static List<Finding> of(
            Collection<Delivery> known, Collection<Delivery> checks, DeadLetterKinds kinds, Instant now) {
        List<Finding> findings = new ArrayList<>();
        Map<String, List<Delivery>> ofStates = new LinkedHashMap<>();
        Map<String, List<Delivery>> dead = new LinkedHashMap<>();
        Map<String, List<Delivery>> lost = new LinkedHashMap<>();
        for (Delivery delivery : Verdict.newest(known, known)) {
            kindOf(delivery, known, now).ifPresent(kind -> add(ofStates, kind + "|" + subject(delivery), delivery));
            if (!delivery.getConserved()) {
                add(lost, subject(delivery), delivery);
            }
            DiscardedLetters discarded = kinds.discarded(delivery);
            boolean hasDead =
                    delivery.getRowsRejected() + delivery.getPagesRejected() > discarded.rows() + discarded.pages();
            if (hasDead && !Refusals.isRefused(delivery)) {
                add(dead, period(delivery), delivery);
            }
        }
        ofStates.forEach((key, some) ->
                findings.add(ofState(AlertKind.valueOf(key.substring(0, key.indexOf('|'))), some)));
        lost.values().forEach(some -> findings.add(notConserved(some)));
        dead.values().forEach(some -> findings.add(parked(some, kinds)));
        checks.stream().filter(check -> !Verdict.isFine(check)).forEach(check -> findings.add(differs(check)));
        return findings;
    }

    private static void add(Map<String, List<Delivery>> groups, String key, Delivery delivery) {
        groups.computeIfAbsent(key, first -> new ArrayList<>()).add(delivery);
    }

    /** Of its state; empty where nobody has to do anything about it. A delivery that is still read needs nobody. */
    private static Optional<AlertKind> kindOf(Delivery delivery, Collection<Delivery> known, Instant now) {
        return switch (delivery.getState()) {
            case "HELD" -> Optional.of(AlertKind.HELD);
            case "FORGOTTEN" -> Optional.of(AlertKind.FORGOTTEN);
            case "INCOMPLETE", "ABANDONED" -> Optional.of(AlertKind.INCOMPLETE);
            case "CONFLICT" -> Optional.of(AlertKind.CONFLICT);
            case "NOT_TAKEN" -> Refusals.isOpen(delivery, known) ? Optional.of(AlertKind.NOT_TAKEN) : Optional.empty();
            case "OPEN" ->
                delivery.getLastSeen().isBefore(now.minus(SILENCE))
                        ? Optional.of(AlertKind.INCOMPLETE)
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** A delivery's scope; of a slice its account's period. */
    private static String subject(Delivery delivery) {
        return Slices.isSlice(delivery) ? period(delivery) : delivery.getScope();
    }

    private static String period(Delivery delivery) {
        return delivery.getProvider() + "|" + delivery.getBillingAccountId() + "|" + delivery.getBillingPeriodStart();
    }

    private static Finding ofState(AlertKind kind, List<Delivery> deliveries) {
        Delivery first = deliveries.get(0);
        String command = switch (kind) {
            case HELD -> "tributary deliveries confirm --delivery " + first.getDeliveryId() + " --reason ...";
            case CONFLICT -> "tributary deliveries prefer --delivery " + first.getDeliveryId() + " --reason ...";
            case FORGOTTEN -> "tributary deliveries rebuild" + ofPeriod(first);
            default -> "tributary deliveries list" + ofPeriod(first);
        };
        return finding(
                kind,
                deliveries,
                " is " + first.getState() + ": " + first.getVerdict(),
                deliveries.size() > 1 ? "tributary deliveries list" + ofPeriod(first) + " --slices" : command,
                new TreeMap<>());
    }

    private static Finding notConserved(List<Delivery> deliveries) {
        return finding(
                AlertKind.NOT_CONSERVED,
                deliveries,
                ": rows or money were not conserved: " + deliveries.get(0).getVerdict(),
                "tributary deliveries list" + ofPeriod(deliveries.get(0)),
                new TreeMap<>());
    }

    private static Finding finding(
            AlertKind kind,
            List<Delivery> deliveries,
            String what,
            String command,
            SortedMap<String, BigDecimal> amounts) {
        Delivery first = deliveries.get(0);
        String others = deliveries.size() == 1
                ? ""
                : " The same holds for " + Amounts.count(deliveries.size() - 1, "other slice") + " of this period.";
        return new Finding(
                kind,
                subject(first),
                name(first) + " delivery " + first.getDeliveryId() + what + others,
                Optional.of(command),
                Optional.of(
                        deliveries.size() == 1 && !Slices.isSlice(first)
                                ? Finding.Place.of(first)
                                : Finding.Place.ofPeriod(first)),
                amounts);
    }

    private static Finding parked(List<Delivery> deliveries, DeadLetterKinds kinds) {
        Delivery first = deliveries.get(0);
        long rows = 0;
        long pages = 0;
        long unknown = 0;
        SortedMap<String, BigDecimal> amounts = new TreeMap<>();
        for (Delivery delivery : deliveries) {
            DiscardedLetters discarded = kinds.discarded(delivery);
            rows += delivery.getRowsRejected() - discarded.rows();
            pages += delivery.getPagesRejected() - discarded.pages();
            unknown += delivery.getRowsParkedWithoutAmount() - discarded.withoutAmount();
            for (CurrencyTotals totals : delivery.getTotals()) {
                BigDecimal parked = totals.getParkedCost().subtract(discarded.cost(totals.getCurrency()));
                amounts.merge(totals.getCurrency(), parked, BigDecimal::add);
            }
        }
        amounts.values().removeIf(amount -> amount.signum() == 0);
        List<String> parts = new ArrayList<>();
        if (rows > 0) {
            parts.add(Amounts.count(rows, "row"));
        }
        if (pages > 0) {
            parts.add(Amounts.count(pages, "whole page"));
        }
        String money = amounts.entrySet().stream()
                .map(amount -> Amounts.exact(amount.getValue()) + " " + amount.getKey())
                .collect(Collectors.joining(" and "));
        List<String> missing = new ArrayList<>();
        if (!money.isEmpty()) {
            missing.add(money);
        }
        if (unknown > 0) {
            missing.add(Amounts.count(unknown, "amount") + " that cannot be read");
        }
        if (pages > 0) {
            missing.add("what the pages bill");
        }
        return new Finding(
                AlertKind.PARKED,
                period(first),
                name(first) + ": not read: " + String.join(" and ", parts) + "; missing: "
                        + (missing.isEmpty() ? "no billed cost" : String.join(" and ", missing)) + ".",
                Optional.of("tributary dlq list" + ofPeriod(first)),
                Optional.of(Finding.Place.ofPeriod(first)),
                amounts);
    }

    private static Finding differs(Delivery check) {
        return new Finding(
                check.getState().equals("CONFLICT") ? AlertKind.CONFLICT : AlertKind.DIFFERS,
                check.getScope(),
                name(check) + " " + check.getDataSet() + " " + check.getState() + ": " + check.getVerdict(),
                Optional.of("tributary deliveries list" + ofPeriod(check)),
                Optional.of(Finding.Place.ofPeriod(check)),
                new TreeMap<>());
    }

    private static String name(Delivery delivery) {
        return delivery.getProvider() + " " + delivery.getBillingAccountId() + " "
                + Periods.text(delivery.getBillingPeriodStart());
    }

    private static String ofPeriod(Delivery delivery) {
        return " --account " + delivery.getBillingAccountId() + " --period "
                + Periods.text(delivery.getBillingPeriodStart());
    }
}
