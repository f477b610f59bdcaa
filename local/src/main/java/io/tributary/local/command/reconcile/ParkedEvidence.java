package io.tributary.local.command.reconcile;

import io.tributary.local.command.console.Amounts;
import io.tributary.local.command.deliveries.LiveDeliveries;
import io.tributary.local.reconcile.Finding;
import io.tributary.local.reconcile.PartAmounts;
import io.tributary.schemas.CurrencyTotals;
import io.tributary.schemas.Delivery;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What rows that could not be read keep out of the total. Where the identity of such a row could be read, its last good
 * value stands: what is missing is then what it parks less what stands.
 */
final class ParkedEvidence {

    private final FeedSums sums;
    private final KnownDeliveries deliveries;
    private final ParkedLetters letters;

    ParkedEvidence(FeedSums sums, KnownDeliveries deliveries, ParkedLetters letters) {
        this.sums = sums;
        this.deliveries = deliveries;
        this.letters = letters;
    }

    /** Which rows or pages could not be read of the deliveries that count. */
    Reconciled.Unread unread(List<LiveDeliveries.Period> periods) {
        List<Delivery> withDead = KnownDeliveries.counting(periods).stream()
                .filter(delivery -> delivery.getRowsRejected() + delivery.getPagesRejected() > 0)
                .toList();
        boolean areDiscarded = withDead.stream()
                .flatMap(delivery -> letters.of(delivery).stream())
                .anyMatch(ParkedLetters.Letter::isDiscarded);
        if (areDiscarded) {
            return Reconciled.Unread.DISCARDED;
        }
        return withDead.isEmpty() ? Reconciled.Unread.NONE : Reconciled.Unread.OPEN;
    }

    /** A finding for each delivery with such rows. */
    List<Finding> of(Comparison comparison, List<LiveDeliveries.Period> periods, boolean isOwn, List<String> unknown) {
        List<Delivery> counting = KnownDeliveries.counting(periods);
        List<Finding> findings = new ArrayList<>();
        for (Delivery delivery : counting) {
            if (delivery.getRowsRejected() > 0) {
                of(comparison, delivery, isOwn, unknown).ifPresent(findings::add);
            }
            if (delivery.getPagesRejected() > 0) {
                unknown.add("what " + Amounts.count(delivery.getPagesRejected(), "page") + " of delivery "
                        + delivery.getDeliveryId() + " cost is not known: they were not read");
            }
        }
        standing(comparison, counting, isOwn, unknown).ifPresent(findings::add);
        return findings;
    }

    private Optional<Finding> of(Comparison comparison, Delivery delivery, boolean isOwn, List<String> unknown) {
        if (!letters.areAllOf(delivery)) {
            if (comparison.isOfAll() && isOwn) {
                return ofTotals(comparison, delivery, unknown);
            }
            unknown.add("which invoice the rows are of that delivery " + delivery.getDeliveryId()
                    + " parks is not known: not all of its dead letters are there");
            return Optional.empty();
        }
        PartAmounts parked = PartAmounts.ZERO;
        long rows = 0;
        long discarded = 0;
        long withoutAmount = 0;
        long withoutAccount = 0;
        for (ParkedLetters.Letter letter : letters.of(delivery)) {
            boolean isOfAccount =
                    isOwn || letter.accounts().equals(Set.of(comparison.month().account()));
            if (!isOfAccount) {
                withoutAccount += letter.accounts().isEmpty() ? 1 : 0;
            } else if (comparison.has(letter.invoice())) {
                Optional<BigDecimal> factor = letter.currency().flatMap(comparison::factor);
                if (letter.amount().isEmpty() || letter.currency().isEmpty()) {
                    withoutAmount++;
                } else if (factor.isPresent()) {
                    parked = parked.plus(
                            PartAmounts.of(letter.part(), letter.amount().get().multiply(factor.get())));
                    rows++;
                    discarded += letter.isDiscarded() ? 1 : 0;
                }
            }
        }
        if (withoutAmount > 0) {
            unknown.add("what " + Amounts.count(withoutAmount, "row") + " of delivery " + delivery.getDeliveryId()
                    + " cost is not known: they were not read, and neither was their cost");
        }
        if (withoutAccount > 0) {
            unknown.add("which account " + Amounts.count(withoutAccount, "row") + " of delivery "
                    + delivery.getDeliveryId() + " are of is not known: they were not read");
        }
        return finding(delivery, parked, rows, discarded, comparison.currency());
    }

    private static Optional<Finding> ofTotals(Comparison comparison, Delivery delivery, List<String> unknown) {
        BigDecimal parked = BigDecimal.ZERO;
        for (CurrencyTotals totals : delivery.getTotals()) {
            Optional<BigDecimal> factor = comparison.factor(totals.getCurrency());
            if (factor.isPresent()) {
                parked = parked.add(totals.getParkedCost().multiply(factor.get()));
            }
        }
        if (delivery.getRowsParkedWithoutAmount() > 0) {
            unknown.add("what " + Amounts.count(delivery.getRowsParkedWithoutAmount(), "row") + " of delivery "
                    + delivery.getDeliveryId() + " cost is not known: they were not read, and neither was their cost");
        }
        return finding(
                delivery,
                PartAmounts.of(PartAmounts.Part.CHARGES, parked),
                delivery.getRowsRejected(),
                0,
                comparison.currency());
    }

    private static Optional<Finding> finding(
            Delivery delivery, PartAmounts parked, long rows, long discarded, String currency) {
        String decided = discarded == 0 ? "" : "; " + Amounts.count(discarded) + " of them discarded";
        return rows == 0
                ? Optional.empty()
                : Optional.of(new Finding(
                        parked,
                        rows,
                        delivery.getDeliveryId(),
                        Amounts.count(rows, "row") + " of delivery " + delivery.getDeliveryId() + " with "
                                + Amounts.exact(parked.total()) + " " + currency + " were not read" + decided));
    }

    /** The last good values of rows that could not be read, negated: the invoice has what they park instead. */
    private Optional<Finding> standing(
            Comparison comparison, List<Delivery> counting, boolean isOwn, List<String> unknown) {
        Set<FeedSums.KeyedCost> stale = new HashSet<>();
        boolean hasKeys = false;
        for (Delivery delivery : counting) {
            for (ParkedLetters.Letter letter : letters.of(delivery)) {
                hasKeys |= letter.lineKey().isPresent();
                letter.lineKey()
                        .ifPresent(key -> sums.keyed(key).stream()
                                .filter(record -> !record.deliveryId().equals(delivery.getDeliveryId()))
                                .forEach(stale::add));
            }
        }
        if (!hasKeys || !KnownDeliveries.areWhole(counting)) {
            return Optional.empty();
        }
        PartAmounts standing = PartAmounts.ZERO;
        long records = 0;
        for (String currency : sums.currencies(comparison.month())) {
            Optional<BigDecimal> factor = comparison.factor(currency);
            if (factor.isEmpty()) {
                continue;
            }
            BigDecimal notStated = sums.total(comparison.month(), currency)
                    .amount()
                    .subtract(KnownDeliveries.total(counting, currency, CurrencyTotals::getBilledCost));
            List<FeedSums.KeyedCost> ofCurrency = stale.stream()
                    .filter(record -> record.slot().currency().equals(currency)
                            && record.slot().month().equals(comparison.month()))
                    .toList();
            BigDecimal found =
                    ofCurrency.stream().map(FeedSums.KeyedCost::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
            // What is live beyond what the deliveries state must be these values, or they are not what stands.
            if (isOwn && found.compareTo(notStated) == 0) {
                for (FeedSums.KeyedCost record : ofCurrency) {
                    if (comparison.has(record.slot())) {
                        standing = standing.plus(PartAmounts.of(
                                record.slot().part(), record.amount().multiply(factor.get())));
                        records++;
                    }
                }
            } else if (isOwn && comparison.isOfAll()) {
                standing = standing.plus(PartAmounts.of(PartAmounts.Part.CHARGES, notStated.multiply(factor.get())));
                records += notStated.signum() == 0 ? 0 : 1;
            } else if (found.signum() != 0 || isOwn && notStated.signum() != 0) {
                unknown.add("which last good values of rows that were not read still stand is not known");
            }
        }
        return records == 0
                ? Optional.empty()
                : Optional.of(new Finding(
                        standing.times(BigDecimal.ONE.negate()),
                        0,
                        "",
                        "last good values of rows that were not read, " + Amounts.exact(standing.total()) + " "
                                + comparison.currency() + ", still stand"));
    }
}
