package io.tributary.local.command.reconcile;

import io.tributary.local.command.console.Amounts;
import io.tributary.local.command.console.Periods;
import io.tributary.local.command.deliveries.LiveDeliveries;
import io.tributary.local.reconcile.Evidence;
import io.tributary.local.reconcile.Finding;
import io.tributary.local.reconcile.PartAmounts;
import io.tributary.schemas.BilledStatement;
import io.tributary.schemas.CurrencyTotals;
import io.tributary.schemas.Delivery;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds the amounts by which statements differ from the records that they are compared with. */
final class EvidenceFinder {

    private final FeedSums sums;
    private final KnownDeliveries deliveries;
    private final ParkedEvidence parked;
    private final ChangeEvidence changes;
    private final Collection<BilledStatement> statements;

    /** @param statements all that are known: their invoices are their own, under whatever account records are */
    EvidenceFinder(
            FeedSums sums, KnownDeliveries deliveries, ParkedLetters letters, Collection<BilledStatement> statements) {
        this.sums = sums;
        this.deliveries = deliveries;
        this.parked = new ParkedEvidence(sums, deliveries, letters);
        this.changes = new ChangeEvidence(sums, deliveries);
        this.statements = List.copyOf(statements);
    }

    /**
     * What was found.
     *
     * @param records how many records are compared
     * @param evidence the amounts
     * @param unread which rows could not be read
     */
    record Found(long records, Evidence evidence, Reconciled.Unread unread) {}

    Found of(Comparison comparison) {
        List<LiveDeliveries.Period> periods = deliveries.periods(comparison.month());
        boolean isOwn = deliveries.areOf(comparison.month(), periods);
        List<String> unknown = new ArrayList<>();
        PartAmounts feed = PartAmounts.ZERO;
        long records = 0;
        Map<String, Foreign> foreign = new TreeMap<>();
        for (Map.Entry<Slot, Sum> entry : sums.live().toList()) {
            Slot slot = entry.getKey();
            if (comparison.has(slot)) {
                PartAmounts amounts =
                        PartAmounts.of(slot.part(), entry.getValue().amount());
                long count = entry.getValue().records();
                if (slot.currency().equals(comparison.currency())) {
                    feed = feed.plus(amounts);
                    records += count;
                } else {
                    foreign.merge(slot.currency(), new Foreign(amounts, count), Foreign::plus);
                }
            }
        }
        Optional<Finding> converted = converted(comparison, foreign, unknown);
        long compared = records + converted.map(Finding::rows).orElse(0L);
        List<Finding> elsewhere = elsewhere(comparison);
        List<Finding> parkedRows = ofOne(comparison, parked.of(comparison, periods, isOwn, unknown), unknown);
        List<Finding> refused = ofOne(comparison, refused(comparison, periods, isOwn, unknown), unknown);
        List<Finding> changed = ofOne(comparison, changes.of(comparison, periods, isOwn, unknown), unknown);
        List<Finding> unsettled = ofOne(comparison, unsettled(comparison, periods, isOwn, unknown), unknown);
        boolean isAbsent = compared == 0
                && unknown.isEmpty()
                && parkedRows.isEmpty()
                && elsewhere.isEmpty()
                && refused.isEmpty()
                && changed.isEmpty()
                && unsettled.isEmpty();
        Optional<String> absent = isAbsent ? Optional.of(absent(comparison, periods)) : Optional.empty();
        missingDays(comparison, periods).ifPresent(unknown::add);
        return new Found(
                compared,
                new Evidence(feed, converted, parkedRows, elsewhere, refused, changed, unsettled, absent, unknown),
                parked.unread(periods));
    }

    /** What was found, if no other statement may as well claim it; else it is said, and claims nothing. */
    private static List<Finding> ofOne(Comparison comparison, List<Finding> findings, List<String> unknown) {
        if (!comparison.isOneOfSeveral()) {
            return findings;
        }
        findings.forEach(
                finding -> unknown.add(finding.sentence() + "; which of the invoices that is of is not known"));
        return List.of();
    }

    private static String absent(Comparison comparison, List<LiveDeliveries.Period> periods) {
        return periods.isEmpty()
                ? "nothing of the account's period was delivered"
                : "no record is of it, and no delivery is open that could have it";
    }

    private record Foreign(PartAmounts amounts, long records) {

        Foreign plus(Foreign other) {
            return new Foreign(amounts.plus(other.amounts), records + other.records);
        }
    }

    private static Optional<Finding> converted(
            Comparison comparison, Map<String, Foreign> foreign, List<String> unknown) {
        Optional<Finding> converted = Optional.empty();
        for (Map.Entry<String, Foreign> one : foreign.entrySet()) {
            Optional<BigDecimal> rate = comparison.factor(one.getKey());
            BigDecimal amount = one.getValue().amounts().total();
            String records = Amounts.count(one.getValue().records(), "record");
            if (rate.isPresent()) {
                converted = Optional.of(new Finding(
                        one.getValue().amounts().times(rate.get()),
                        one.getValue().records(),
                        one.getKey(),
                        records + " of " + Amounts.exact(amount) + " " + one.getKey() + " at the statement's rate of "
                                + Amounts.exact(rate.get())));
            } else if (comparison.isOfAll() || comparison.extent() == Reconciled.Extent.INVOICE) {
                unknown.add(records + " of " + Amounts.exact(amount) + " " + one.getKey()
                        + " are in a currency for which the statement states no rate");
            }
        }
        return converted;
    }

    /** Records of the invoice under another account or period. */
    private List<Finding> elsewhere(Comparison comparison) {
        List<Finding> findings = new ArrayList<>();
        Map<AccountMonth, Finding> byMonth = new LinkedHashMap<>();
        sums.live()
                .filter(entry -> isElsewhere(comparison, entry.getKey()))
                .forEach(entry -> comparison.factor(entry.getKey().currency()).ifPresent(factor -> {
                    AccountMonth month = entry.getKey().month();
                    Finding finding = new Finding(
                            PartAmounts.of(
                                    entry.getKey().part(),
                                    entry.getValue().amount().multiply(factor)),
                            entry.getValue().records(),
                            month.account(),
                            "");
                    byMonth.merge(
                            month,
                            finding,
                            (one, other) -> new Finding(
                                    one.amounts().plus(other.amounts()), one.rows() + other.rows(), one.subject(), ""));
                }));
        byMonth.forEach((month, finding) -> findings.add(new Finding(
                finding.amounts(),
                finding.rows(),
                finding.subject(),
                Amounts.count(finding.rows(), "record") + " of the invoice in account "
                        + sums.name(month).orElse(month.account()) + ", " + Periods.text(month.period()))));
        return findings;
    }

    /** Deliveries that nothing is taken of. */
    private List<Finding> refused(
            Comparison comparison, List<LiveDeliveries.Period> periods, boolean isOwn, List<String> unknown) {
        List<Finding> findings = new ArrayList<>();
        List<Delivery> refused = deliveries.refused(periods);
        boolean isKnown = refused.size() == 1 && comparison.isOfAll() && isOwn;
        for (Delivery delivery : refused) {
            if (isKnown) {
                findings.addAll(refused(comparison, delivery));
            } else {
                unknown.add("delivery " + delivery.getDeliveryId() + " is " + delivery.getState() + ": "
                        + delivery.getVerdict());
            }
        }
        return findings;
    }

    /** Whether records are of the invoice, and counted elsewhere, where no other statement claims them. */
    boolean isElsewhere(Comparison comparison, Slot slot) {
        return !slot.month().equals(comparison.month())
                && slot.month().provider().equals(comparison.month().provider())
                && slot.invoice().filter(comparison.invoices()::contains).isPresent()
                && statements.stream()
                        .noneMatch(statement -> AccountMonth.of(statement).equals(slot.month())
                                && slot.invoice().get().equals(statement.getInvoiceId()));
    }

    /** What a delivery of which nothing is taken states, beyond what is live in its place. */
    private List<Finding> refused(Comparison comparison, Delivery delivery) {
        List<Finding> findings = new ArrayList<>();
        for (CurrencyTotals totals : delivery.getTotals()) {
            BigDecimal difference = totals.getBilledCost()
                    .subtract(
                            sums.total(comparison.month(), totals.getCurrency()).amount());
            comparison
                    .factor(totals.getCurrency())
                    .filter(any -> difference.signum() != 0)
                    .ifPresent(factor -> findings.add(new Finding(
                            PartAmounts.of(PartAmounts.Part.CHARGES, difference.multiply(factor)),
                            delivery.getRowsNotTaken(),
                            delivery.getDeliveryId(),
                            "delivery " + delivery.getDeliveryId() + " of " + delivery.getScope() + " is "
                                    + delivery.getState() + ": it states " + Amounts.exact(difference) + " "
                                    + totals.getCurrency() + " beside what is live")));
        }
        return findings;
    }

    /** Deliveries that have not come to an end: what a held one lacks still stands; of open ones no total is known. */
    private List<Finding> unsettled(
            Comparison comparison, List<LiveDeliveries.Period> periods, boolean isOwn, List<String> unknown) {
        List<Finding> findings = new ArrayList<>();
        List<Delivery> counting = KnownDeliveries.counting(periods);
        List<Delivery> open = counting.stream()
                .filter(delivery -> !KnownDeliveries.isWhole(delivery))
                .toList();
        boolean areHeld = open.stream().allMatch(delivery -> delivery.getState().equals("HELD"));
        if (open.isEmpty()) {
            return findings;
        }
        // An invoice that was issued before a delivery was not made of it, whatever becomes of that.
        boolean isLate = open.stream().anyMatch(delivery -> changes.isLate(comparison, delivery));
        if (areHeld && !isLate && comparison.isOfAll() && isOwn) {
            String names = open.stream().map(Delivery::getDeliveryId).collect(Collectors.joining(", "));
            for (String currency : sums.currencies(comparison.month())) {
                BigDecimal lacks = KnownDeliveries.total(counting, currency, CurrencyTotals::getBilledCost)
                        .subtract(sums.total(comparison.month(), currency).amount());
                comparison
                        .factor(currency)
                        .filter(any -> lacks.signum() != 0)
                        .ifPresent(factor -> findings.add(new Finding(
                                PartAmounts.of(PartAmounts.Part.CHARGES, lacks.multiply(factor)),
                                0,
                                names,
                                "delivery " + names + " is HELD: " + Amounts.exact(lacks.negate()) + " " + currency
                                        + " that it lacks still stand")));
            }
            return findings;
        }
        open.forEach(delivery -> unknown.add(
                "delivery " + delivery.getDeliveryId() + " is " + delivery.getState() + ": " + delivery.getVerdict()));
        return findings;
    }

    /** Days of the period on which no charge begins, where there are others on which one does. */
    private Optional<String> missingDays(Comparison comparison, List<LiveDeliveries.Period> periods) {
        Set<LocalDate> present = sums.days(comparison.month());
        LocalDate end = KnownDeliveries.counting(periods).stream()
                .map(Delivery::getBillingPeriodEnd)
                .max(LocalDate::compareTo)
                .orElse(comparison.month().period().plusMonths(1));
        List<String> ranges = new ArrayList<>();
        LocalDate first = null;
        for (LocalDate day = comparison.month().period(); !day.isAfter(end); day = day.plusDays(1)) {
            boolean isMissing = day.isBefore(end) && !present.contains(day);
            if (isMissing && first == null) {
                first = day;
            } else if (!isMissing && first != null) {
                LocalDate last = day.minusDays(1);
                ranges.add(first.equals(last) ? first.toString() : first + " to " + last);
                first = null;
            }
        }
        return present.isEmpty() || ranges.isEmpty()
                ? Optional.empty()
                : Optional.of("no charge begins on " + String.join(", ", new TreeSet<>(ranges))
                        + ": what these days cost is not known");
    }
}
