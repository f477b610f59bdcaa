package io.tributary.local.command.reconcile;

import io.tributary.local.command.console.Amounts;
import io.tributary.local.command.deliveries.LiveDeliveries;
import io.tributary.local.reconcile.Finding;
import io.tributary.local.reconcile.PartAmounts;
import io.tributary.schemas.CurrencyTotals;
import io.tributary.schemas.Delivery;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What deliveries changed after an invoice was issued. An invoice is taken to have what was delivered before it was
 * issued, and of each statement the first delivery whose records name it, which may come later and was made knowing it.
 */
final class ChangeEvidence {

    private final FeedSums sums;
    private final KnownDeliveries deliveries;

    ChangeEvidence(FeedSums sums, KnownDeliveries deliveries) {
        this.sums = sums;
        this.deliveries = deliveries;
    }

    /**
     * The moment after which deliveries of a delivery's statement are no longer what was billed; empty where it is not
     * known when the invoice was issued. Statements that complement each other each have a moment of their own, since
     * each names an invoice by a delivery of its own.
     */
    private Optional<Instant> moment(Comparison comparison, Delivery delivery) {
        if (comparison.extent() != Reconciled.Extent.INVOICE) {
            return comparison.issuedAt();
        }
        String statement = deliveries.statement(delivery);
        Optional<Instant> named = comparison.invoices().stream()
                .flatMap(invoice -> sums.naming(comparison.month(), invoice).entrySet().stream())
                .filter(naming -> deliveries.areOf(statement, naming.getKey()))
                .map(Map.Entry::getValue)
                .min(Instant::compareTo);
        return comparison
                .issuedAt()
                .map(issued -> named.filter(issued::isBefore).orElse(issued));
    }

    /** Whether a delivery is known to be later than what was billed. */
    boolean isLate(Comparison comparison, Delivery delivery) {
        return moment(comparison, delivery)
                .filter(moment -> delivery.getDeliveryTime().isAfter(moment))
                .isPresent();
    }

    /**
     * Deliveries that are later than what was billed, and of whose statement there was one before, so that something
     * can have changed.
     */
    List<Delivery> late(Comparison comparison, List<LiveDeliveries.Period> periods) {
        return deliveries.all(periods).stream()
                .filter(delivery -> isLate(comparison, delivery)
                        && deliveries.hasBefore(
                                periods, delivery, moment(comparison, delivery).orElseThrow()))
                .toList();
    }

    /** What each late delivery changed, negated. */
    List<Finding> of(Comparison comparison, List<LiveDeliveries.Period> periods, boolean isOwn, List<String> unknown) {
        List<Delivery> late = late(comparison, periods);
        if (late.isEmpty()) {
            return List.of();
        }
        boolean hasAll = sums.currencies(comparison.month()).stream()
                .allMatch(currency -> sums.hasAllChanges(comparison.month(), currency));
        if (hasAll) {
            return late.stream()
                    .map(delivery -> ofRecords(comparison, delivery))
                    .flatMap(Optional::stream)
                    .toList();
        }
        if (comparison.isOfAll() && isOwn) {
            return late.stream()
                    .map(delivery -> ofTotals(comparison, delivery))
                    .flatMap(Optional::stream)
                    .toList();
        }
        unknown.add("what deliveries "
                + late.stream().map(Delivery::getDeliveryId).collect(Collectors.joining(", "))
                + " changed of this invoice after it was issued is not known any more: only billing.ledger would have"
                + " it");
        return List.of();
    }

    private Optional<Finding> ofRecords(Comparison comparison, Delivery delivery) {
        PartAmounts changed = PartAmounts.ZERO;
        long records = 0;
        for (Map.Entry<FeedSums.Place, Map<String, FeedSums.Change>> entry :
                sums.changes().toList()) {
            FeedSums.Change change = entry.getValue().get(delivery.getDeliveryId());
            if (change != null) {
                Optional<PartAmounts> before =
                        amounts(comparison, entry.getKey().before(), change.before());
                Optional<PartAmounts> after = amounts(comparison, entry.getKey().after(), change.after());
                changed = changed.plus(before.orElse(PartAmounts.ZERO)).plus(after.orElse(PartAmounts.ZERO));
                records += before.isPresent() || after.isPresent() ? change.records() : 0;
            }
        }
        return finding(comparison, delivery, changed, records);
    }

    /** An amount in the statements' currency; empty where records of the slot are not compared. */
    private static Optional<PartAmounts> amounts(Comparison comparison, Slot slot, BigDecimal amount) {
        return comparison.has(slot)
                ? comparison.factor(slot.currency()).map(factor -> PartAmounts.of(slot.part(), amount.multiply(factor)))
                : Optional.empty();
    }

    private static Optional<Finding> ofTotals(Comparison comparison, Delivery delivery) {
        BigDecimal changed = BigDecimal.ZERO;
        for (CurrencyTotals totals : delivery.getTotals()) {
            Optional<BigDecimal> factor = comparison.factor(totals.getCurrency());
            if (factor.isPresent()) {
                changed = changed.add(KnownDeliveries.change(totals).multiply(factor.get()));
            }
        }
        return finding(
                comparison,
                delivery,
                PartAmounts.of(PartAmounts.Part.CHARGES, changed),
                delivery.getRecordsAdded() + delivery.getRecordsRestated() + delivery.getRecordsVanished());
    }

    private static Optional<Finding> finding(
            Comparison comparison, Delivery delivery, PartAmounts changed, long records) {
        if (changed.equals(PartAmounts.ZERO) || records == 0 || isNothing(changed)) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                changed.times(BigDecimal.ONE.negate()),
                records,
                delivery.getDeliveryId(),
                "delivery " + delivery.getDeliveryId() + " of " + delivery.getDeliveryTime() + " changed "
                        + Amounts.count(records, "record") + " by " + Amounts.exact(changed.total()) + " "
                        + comparison.currency() + " (of all its records " + Amounts.count(delivery.getRecordsAdded())
                        + " added, " + Amounts.count(delivery.getRecordsRestated()) + " restated, "
                        + Amounts.count(delivery.getRecordsVanished()) + " withdrawn)"));
    }

    private static boolean isNothing(PartAmounts amounts) {
        return amounts.charges().signum() == 0
                && amounts.tax().signum() == 0
                && amounts.credits().signum() == 0;
    }
}
