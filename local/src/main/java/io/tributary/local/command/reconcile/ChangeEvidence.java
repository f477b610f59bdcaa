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
 * issued, and the first delivery whose records name it, which may come later and was made knowing it.
 */
final class ChangeEvidence {

    private final FeedSums sums;
    private final KnownDeliveries deliveries;

    ChangeEvidence(FeedSums sums, KnownDeliveries deliveries) {
        this.sums = sums;
        this.deliveries = deliveries;
    }

    /** The moment after which deliveries are no longer what was billed; empty where it is not known. */
    Optional<Instant> moment(Comparison comparison) {
        Optional<Instant> issued = comparison.issuedAt();
        if (comparison.extent() != Reconciled.Extent.INVOICE) {
            return issued;
        }
        Optional<Instant> named = comparison.invoices().stream()
                .flatMap(invoice -> sums.namedFirst(comparison.month(), invoice).stream())
                .max(Instant::compareTo);
        return issued.isPresent() && named.isPresent() && issued.get().isAfter(named.get())
                ? issued
                : named.or(() -> issued);
    }

    /** Deliveries after that moment; none where nothing was delivered before it, so that nothing can have changed. */
    List<Delivery> late(Comparison comparison, List<LiveDeliveries.Period> periods) {
        Optional<Instant> moment = moment(comparison);
        if (moment.isEmpty() || !deliveries.hasBefore(periods, moment.get())) {
            return List.of();
        }
        return deliveries.all(periods).stream()
                .filter(delivery -> delivery.getDeliveryTime().isAfter(moment.get()))
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
        for (Map.Entry<Slot, Map<String, Sum>> entry : sums.changes().toList()) {
            Sum sum = entry.getValue().get(delivery.getDeliveryId());
            Optional<BigDecimal> factor = comparison.factor(entry.getKey().currency());
            if (sum != null && factor.isPresent() && comparison.has(entry.getKey())) {
                changed = changed.plus(
                        PartAmounts.of(entry.getKey().part(), sum.amount().multiply(factor.get())));
                records += sum.records();
            }
        }
        return finding(comparison, delivery, changed, records);
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
