package io.tributary.local.view;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Sums live records by provider, account, billing period and currency, and keeps which deliveries they name. */
final class ViewTotals {

    private static final int PROVIDER = EncodedRecord.position("x_Provider");
    private static final int ACCOUNT = EncodedRecord.position("BillingAccountId");
    private static final int PERIOD = EncodedRecord.position("BillingPeriodStart");
    private static final int CURRENCY = EncodedRecord.position("BillingCurrency");
    private static final int DATA_SET = EncodedRecord.position("x_DataSet");
    private static final int DELIVERY = EncodedRecord.position("x_DeliveryId");
    private static final int[] SORT = {PROVIDER, ACCOUNT, PERIOD, CURRENCY, DATA_SET, DELIVERY};
    private static final int BILLED = EncodedRecord.position("BilledCost");
    private static final int EFFECTIVE = EncodedRecord.position("EffectiveCost");
    private static final int LIST = EncodedRecord.position("ListCost");
    private static final int CONTRACTED = EncodedRecord.position("ContractedCost");

    /** By the encodings of what they have in common. */
    private final Map<ByteBuffer, Sum> sums = new HashMap<>();

    private byte[] lastSort;
    private Sum last;

    /** Counts a record. */
    void add(EncodedRecord cost) {
        byte[] sort = cost.encodings(SORT);
        if (!Arrays.equals(sort, lastSort)) {
            lastSort = sort;
            last = sums.computeIfAbsent(ByteBuffer.wrap(sort), absent -> new Sum(cost));
        }
        last.add(cost);
    }

    /** By provider, account, period and currency. */
    List<ViewTotal> toList() {
        Map<Group, ViewTotal> totals = new TreeMap<>();
        for (Sum sum : sums.values()) {
            totals.merge(sum.group, sum.total(), ViewTotals::sum);
        }
        return List.copyOf(totals.values());
    }

    private static ViewTotal sum(ViewTotal one, ViewTotal other) {
        return new ViewTotal(
                one.provider(),
                one.billingAccountId(),
                one.billingPeriodStart(),
                one.currency(),
                one.rows() + other.rows(),
                one.billedCost().add(other.billedCost()),
                one.effectiveCost().add(other.effectiveCost()),
                one.listCost().add(other.listCost()),
                one.contractedCost().add(other.contractedCost()));
    }

    /** Deliveries that the records name, in no order. */
    Set<ViewSource> sources() {
        Set<ViewSource> sources = new HashSet<>();
        for (Sum sum : sums.values()) {
            sources.add(new ViewSource(
                    sum.group.provider(), sum.group.account(), sum.group.period(), sum.dataSet, sum.delivery));
        }
        return sources;
    }

    /** Of the records of one delivery in one group. */
    private static final class Sum {

        private final Group group;
        private final String dataSet;
        private final String delivery;
        private long rows;
        private BigInteger billed = BigInteger.ZERO;
        private BigInteger effective = BigInteger.ZERO;
        private BigInteger list = BigInteger.ZERO;
        private BigInteger contracted = BigInteger.ZERO;

        private Sum(EncodedRecord cost) {
            group = new Group(
                    cost.text(PROVIDER),
                    cost.text(ACCOUNT),
                    Instant.ofEpochMilli(cost.number(PERIOD))
                            .atOffset(ZoneOffset.UTC)
                            .toLocalDate(),
                    cost.text(CURRENCY));
            dataSet = cost.text(DATA_SET);
            delivery = cost.text(DELIVERY);
        }

        private void add(EncodedRecord cost) {
            rows++;
            billed = billed.add(cost.unscaled(BILLED));
            effective = effective.add(cost.unscaled(EFFECTIVE));
            list = list.add(cost.unscaled(LIST));
            contracted = contracted.add(cost.unscaled(CONTRACTED));
        }

        private ViewTotal total() {
            return new ViewTotal(
                    group.provider(),
                    group.account(),
                    group.period(),
                    group.currency(),
                    rows,
                    amount(billed, BILLED),
                    amount(effective, EFFECTIVE),
                    amount(list, LIST),
                    amount(contracted, CONTRACTED));
        }

        private static BigDecimal amount(BigInteger unscaled, int field) {
            return new BigDecimal(unscaled, EncodedRecord.FIELDS.get(field).scale());
        }
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
