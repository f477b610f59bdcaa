package io.tributary.local.command.reconcile;

import io.tributary.local.command.deliveries.LiveDeliveries;
import io.tributary.local.command.deliveries.Refusals;
import io.tributary.local.command.deliveries.Slices;
import io.tributary.local.command.deliveries.Statements;
import io.tributary.local.command.deliveries.Verdict;
import io.tributary.local.statements.BilledAccounts;
import io.tributary.schemas.CurrencyTotals;
import io.tributary.schemas.Delivery;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Deliveries by the accounts that their records are of, which need not be the accounts that they are of. */
final class KnownDeliveries {

    private static final Set<String> WHOLE = Set.of("COMPLETE", "REBUILT");
    /** A delivery of these states was taken, once at least. */
    private static final Set<String> TAKEN = Set.of("COMPLETE", "REBUILT", "SUPERSEDED", "HELD");

    private final Collection<Delivery> known;
    private final LiveDeliveries live;
    private final FeedSums sums;
    private final Statements statements;
    private final Map<AccountMonth, List<LiveDeliveries.Period>> periods = new HashMap<>();

    /**
     * @param known every delivery that is known
     * @param live which of them are live
     * @param sums what their records come to
     * @param statements which of them state the same money
     */
    KnownDeliveries(Collection<Delivery> known, LiveDeliveries live, FeedSums sums, Statements statements) {
        this.known = List.copyOf(known);
        this.live = live;
        this.sums = sums;
        this.statements = statements;
    }

    /**
     * What deliveries are of that change what others of the same have stated. Slices of an account's period are of one:
     * a later slice adds to what the earlier ones have.
     */
    String statement(Delivery delivery) {
        return Slices.isSlice(delivery)
                ? "slices/" + delivery.getBillingAccountId() + "/" + delivery.getBillingPeriodStart()
                : statements.of(delivery);
    }

    /** Whether the delivery that records name is of a statement. */
    boolean areOf(String statement, FeedSums.Source source) {
        return known.stream()
                .filter(delivery -> delivery.getDeliveryId().equals(source.deliveryId())
                        && delivery.getDataSet().equals(source.dataSet()))
                .anyMatch(delivery -> statement(delivery).equals(statement));
    }

    /** The deliveries' own periods whose records are of an account's period, or would be. */
    List<LiveDeliveries.Period> periods(AccountMonth month) {
        return periods.computeIfAbsent(month, this::find);
    }

    private List<LiveDeliveries.Period> find(AccountMonth month) {
        Set<LiveDeliveries.Period> found = new HashSet<>();
        sums.sources(month)
                .forEach(source -> found.addAll(live.periodsOf(source.dataSet(), source.deliveryId(), month.period())));
        live.periods().stream()
                .filter(period -> period.provider().equals(month.provider())
                        && period.start().equals(month.period())
                        && BilledAccounts.areSame(period.account(), month.account()))
                .forEach(found::add);
        return found.stream()
                .filter(period -> period.start().equals(month.period()))
                .sorted(Comparator.comparing(LiveDeliveries.Period::account))
                .toList();
    }

    /** Whether all records of these deliveries are of one account, so that their totals are the account's. */
    boolean areOf(AccountMonth month, List<LiveDeliveries.Period> periods) {
        return sums.months().stream()
                .filter(other -> !other.equals(month)
                        && other.provider().equals(month.provider())
                        && other.period().equals(month.period()))
                .noneMatch(other -> periods(other).stream().anyMatch(periods::contains));
    }

    /** The deliveries that count. */
    static List<Delivery> counting(List<LiveDeliveries.Period> periods) {
        return periods.stream().flatMap(period -> period.deliveries().stream()).toList();
    }

    static boolean areWhole(List<Delivery> deliveries) {
        return !deliveries.isEmpty() && deliveries.stream().allMatch(KnownDeliveries::isWhole);
    }

    static boolean isWhole(Delivery delivery) {
        return WHOLE.contains(delivery.getState());
    }

    /** Every delivery of the periods that may have changed records, in order of time. */
    List<Delivery> all(List<LiveDeliveries.Period> periods) {
        List<Delivery> all = new ArrayList<>();
        for (LiveDeliveries.Period period : periods) {
            known.stream()
                    .filter(delivery -> isOf(delivery, period) && !Refusals.isRefused(delivery))
                    .forEach(all::add);
        }
        all.sort(Comparator.comparing(Delivery::getDeliveryTime));
        return all;
    }

    /** Whether an invoice of that moment could be made of an earlier delivery of the same statement. */
    boolean hasBefore(List<LiveDeliveries.Period> periods, Delivery late, Instant moment) {
        return all(periods).stream()
                .anyMatch(delivery -> TAKEN.contains(delivery.getState())
                        && !delivery.getDeliveryTime().isAfter(moment)
                        && statement(delivery).equals(statement(late)));
    }

    /** The newest delivery of each scope of which nothing is taken, and about which somebody has to decide. */
    List<Delivery> refused(List<LiveDeliveries.Period> periods) {
        List<Delivery> refused = new ArrayList<>();
        for (LiveDeliveries.Period period : periods) {
            List<Delivery> own =
                    known.stream().filter(delivery -> isOf(delivery, period)).toList();
            Verdict.newest(own, own).stream()
                    .filter(delivery -> Refusals.isOpen(delivery, known))
                    .forEach(refused::add);
        }
        return refused;
    }

    private static boolean isOf(Delivery delivery, LiveDeliveries.Period period) {
        return delivery.getProvider().equals(period.provider())
                && delivery.getBillingAccountId().equals(period.account())
                && delivery.getBillingPeriodStart().equals(period.start());
    }

    /** A total of some deliveries in one currency. */
    static BigDecimal total(
            Collection<Delivery> deliveries, String currency, Function<CurrencyTotals, BigDecimal> amount) {
        return deliveries.stream()
                .flatMap(delivery -> delivery.getTotals().stream())
                .filter(totals -> totals.getCurrency().equals(currency))
                .map(amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** What a delivery changed, as it says itself. */
    static BigDecimal change(CurrencyTotals totals) {
        return totals.getAddedBilledCost().add(totals.getRestatedBilledCost()).subtract(totals.getVanishedBilledCost());
    }
}
