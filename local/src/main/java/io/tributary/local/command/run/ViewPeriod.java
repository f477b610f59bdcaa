package io.tributary.local.command.run;

import io.tributary.local.command.deliveries.LiveDeliveries;
import io.tributary.local.view.ViewSource;
import io.tributary.local.view.ViewTotal;
import io.tributary.local.view.WrittenView;
import io.tributary.schemas.Delivery;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * An account's period in the clean view, with the deliveries that its records are of.
 *
 * @param provider aws, azure or gcp
 * @param account the records' billing account; where there are no records, the one that the deliveries are of
 * @param start first day of the billing period
 * @param totals by currency; empty where there are no records
 * @param deliveries the delivery of each statement that decides whether the records are all of it
 * @param lacks why the records are not all that there is; empty where they are
 */
record ViewPeriod(
        String provider,
        String account,
        LocalDate start,
        List<ViewTotal> totals,
        List<Delivery> deliveries,
        List<String> lacks) {

    ViewPeriod {
        totals = List.copyOf(totals);
        deliveries = List.copyOf(deliveries);
        lacks = List.copyOf(lacks);
    }

    /** The name of an account's period. */
    private record Name(String provider, String account, LocalDate start) implements Comparable<Name> {

        private static final Comparator<Name> ORDER = Comparator.comparing(Name::provider)
                .thenComparing(Name::account)
                .thenComparing(Name::start);

        static Name of(ViewTotal total) {
            return new Name(total.provider(), total.billingAccountId(), total.billingPeriodStart());
        }

        static Name of(ViewSource source) {
            return new Name(source.provider(), source.billingAccountId(), source.billingPeriodStart());
        }

        @Override
        public int compareTo(Name other) {
            return ORDER.compare(this, other);
        }
    }

    /** Live records. */
    long records() {
        return totals.stream().mapToLong(ViewTotal::rows).sum();
    }

    /** Whether the records are all that there is. */
    boolean isComplete() {
        return lacks.isEmpty();
    }

    /**
     * The periods of a view, by provider, account and period, and with them those of deliveries of which no record is
     * live. Of Azure, deliveries are of billing scopes and records of billing accounts: records name their deliveries.
     *
     * @param notRead inputs that may hold more of any period
     */
    static List<ViewPeriod> of(WrittenView view, LiveDeliveries live, List<String> notRead) {
        Map<Name, List<ViewTotal>> totals = new TreeMap<>();
        view.totals()
                .forEach(total -> totals.computeIfAbsent(Name.of(total), first -> new ArrayList<>())
                        .add(total));
        Map<Name, Set<LiveDeliveries.Period>> stated = new TreeMap<>();
        Set<Name> unknown = new HashSet<>();
        for (ViewSource source : view.sources()) {
            List<LiveDeliveries.Period> periods =
                    live.periodsOf(source.dataSet(), source.deliveryId(), source.billingPeriodStart());
            stated.computeIfAbsent(Name.of(source), first -> new HashSet<>()).addAll(periods);
            if (periods.isEmpty()) {
                unknown.add(Name.of(source));
            }
        }
        List<ViewPeriod> all = new ArrayList<>();
        totals.forEach((name, sums) ->
                all.add(of(name, sums, stated.getOrDefault(name, Set.of()), unknown.contains(name), live, notRead)));
        Set<LiveDeliveries.Period> shown = new HashSet<>();
        stated.values().forEach(shown::addAll);
        live.periods().stream()
                .filter(period -> !shown.contains(period))
                .filter(period ->
                        !period.deliveries().isEmpty() || !period.lacks().isEmpty())
                .forEach(period -> all.add(of(
                        new Name(period.provider(), period.account(), period.start()),
                        List.of(),
                        Set.of(period),
                        false,
                        live,
                        notRead)));
        all.sort(Comparator.comparing(ViewPeriod::provider)
                .thenComparing(ViewPeriod::account)
                .thenComparing(ViewPeriod::start));
        return all;
    }

    private static ViewPeriod of(
            Name name,
            List<ViewTotal> totals,
            Set<LiveDeliveries.Period> stated,
            boolean hasUnknown,
            LiveDeliveries live,
            List<String> notRead) {
        List<Delivery> deliveries = new ArrayList<>();
        List<String> lacks = new ArrayList<>();
        stated.stream()
                .sorted(Comparator.comparing(LiveDeliveries.Period::account)
                        .thenComparing(LiveDeliveries.Period::start))
                .forEach(period -> {
                    deliveries.addAll(period.deliveries());
                    lacks.addAll(period.lacks());
                });
        live.failed(name.provider(), name.account(), name.start()).stream()
                .filter(failed -> !lacks.contains(failed))
                .forEach(lacks::add);
        if (hasUnknown) {
            lacks.add("records of deliveries that are not known");
        }
        notRead.forEach(input -> lacks.add("input " + input + " was not read"));
        return new ViewPeriod(name.provider(), name.account(), name.start(), totals, deliveries, lacks);
    }
}
