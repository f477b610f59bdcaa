package io.tributary.local.view;

import io.tributary.schemas.CostRecord;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Sums live records by provider, account, billing period and currency, and keeps which deliveries they name. */
final class ViewTotals {

    private final Map<Group, ViewTotal> totals = new TreeMap<>();
    private final Set<ViewSource> sources = new HashSet<>();

    /** Counts a record. */
    void add(CostRecord cost) {
        LocalDate period = cost.getBillingPeriodStart().atOffset(ZoneOffset.UTC).toLocalDate();
        ViewTotal one = new ViewTotal(
                cost.getXProvider(),
                cost.getBillingAccountId(),
                period,
                cost.getBillingCurrency(),
                1,
                cost.getBilledCost(),
                cost.getEffectiveCost(),
                cost.getListCost(),
                cost.getContractedCost());
        sources.add(new ViewSource(
                one.provider(), one.billingAccountId(), period, cost.getXDataSet(), cost.getXDeliveryId()));
        totals.merge(
                new Group(one.provider(), one.billingAccountId(), period, one.currency()),
                one,
                (sum, next) -> new ViewTotal(
                        sum.provider(),
                        sum.billingAccountId(),
                        sum.billingPeriodStart(),
                        sum.currency(),
                        sum.rows() + 1,
                        sum.billedCost().add(next.billedCost()),
                        sum.effectiveCost().add(next.effectiveCost()),
                        sum.listCost().add(next.listCost()),
                        sum.contractedCost().add(next.contractedCost())));
    }

    /** By provider, account, period and currency. */
    List<ViewTotal> toList() {
        return List.copyOf(totals.values());
    }

    /** Deliveries that the records name, in no order. */
    Set<ViewSource> sources() {
        return sources;
    }

    private record Group(String provider, String account, LocalDate period, String currency)
            implements Comparable<Group> {

        private static final Comparator<Group> ORDER = Comparator.comparing(Group::provider)
                .thenComparing(Group::account)
                .thenComparing(Group::period)
                .thenComparing(Group::currency);

        @Override
        public int compareTo(Group other) {
            return ORDER.compare(this, other);
        }
    }
}
