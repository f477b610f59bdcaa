package io.tributary.streams.compare;

import static java.util.stream.Collectors.toMap;

import io.tributary.schemas.Delivery;
import io.tributary.schemas.RawPage;
import io.tributary.streams.normalize.DataSetNormalizer;
import io.tributary.streams.reconcile.CrossCheck;
import io.tributary.streams.reconcile.DeliveryState;
import io.tributary.streams.reconcile.Money;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Checks across two deliveries that share the money of an account's period: what the supplement leaves to the other is
 * what the other bills, currency by currency. No account of a single delivery can show that money is in neither.
 */
final class Complements {

    /** How long after a period's end its costs still come. Source: Cost Management, five days after the period. */
    private static final Duration GRACE = Duration.ofDays(5);

    /** How far exports that run daily may be apart: where more, one of them ended, and lacks what came later. */
    private static final Duration APART = Duration.ofDays(3);

    private final Map<String, DataSetNormalizer> dataSets;
    private final DeliveryStore deliveries;
    private final Emitter emitter;

    Complements(List<DataSetNormalizer> dataSets, DeliveryStore deliveries, Emitter emitter) {
        this.dataSets = dataSets.stream().collect(toMap(DataSetNormalizer::dataSet, Function.identity()));
        this.deliveries = deliveries;
        this.emitter = emitter;
    }

    /** A statement that states most of the money, and the one that states the rest. */
    private record Pair(Statement main, Statement supplement, boolean isMainWhole) {

        /** Whether nothing of either is live any more. */
        boolean isWithdrawn() {
            return main.owner.isEmpty() && supplement.owner.isEmpty();
        }
    }

    /**
     * Checks the money that {@code ended} is a part of, and publishes what came of it if that is news.
     *
     * @param ended the account of a delivery that is complete or was withdrawn
     */
    void check(Delivery ended, long timestamp) {
        pair(ended).ifPresent(pair -> verdict(pair, ended).ifPresent(check -> publish(pair, ended, check, timestamp)));
    }

    private Optional<Pair> pair(Delivery ended) {
        DataSetNormalizer dataSet = dataSets.get(ended.getDataSet());
        if (dataSet == null) {
            return Optional.empty();
        }
        RawPage page = page(ended);
        Optional<DataSetNormalizer.Supplemented> supplemented = dataSet.supplements(page);
        if (supplemented.isPresent()) {
            Statement main = statement(supplemented.get().statement());
            boolean isWhole =
                    !main.owner.isEmpty() && !supplemented.get().dataSets().contains(main.ownerDataSet());
            return Optional.of(new Pair(main, statement(dataSet.statement(page)), isWhole));
        }
        return dataSet.supplement(page)
                .map(supplement -> new Pair(
                        statement(dataSet.statement(page)), statement(supplement.statement()), !supplement.beside()));
    }

    private Statement statement(String name) {
        return new Statement(StoreKeys.statement(name), deliveries);
    }

    /** What is to be said; empty while one of the two is under way. */
    private static Optional<CrossCheck> verdict(Pair pair, Delivery ended) {
        boolean isMainThere = !pair.main().owner.isEmpty();
        boolean isSupplementThere = !pair.supplement().owner.isEmpty();
        if (isMainThere && !isComplete(pair.main()) || isSupplementThere && !isComplete(pair.supplement())) {
            return Optional.empty();
        }
        if (isMainThere && pair.isMainWhole()) {
            return Optional.of(
                    CrossCheck.agrees("data set " + pair.main().ownerDataSet() + " states the whole of the period"));
        }
        if (isMainThere && isSupplementThere) {
            return Optional.of(both(pair.main().delivery(), pair.supplement().delivery(), ended));
        }
        if (isMainThere) {
            return Optional.of(onlyMain(pair.main().delivery()));
        }
        return Optional.of(
                isSupplementThere
                        ? onlySupplement(pair.supplement().delivery())
                        : CrossCheck.agrees("no delivery of the period is live"));
    }

    private static boolean isComplete(Statement statement) {
        return statement.current != null && statement.isState(DeliveryState.COMPLETE);
    }

    private static CrossCheck both(Delivery main, Delivery supplement, Delivery ended) {
        Map<String, BigDecimal> left = Money.excluded(supplement);
        Map<String, BigDecimal> billed = Money.billed(main);
        Map<String, BigDecimal> missing = new TreeMap<>(left);
        billed.forEach((currency, amount) -> missing.merge(currency, amount.negate(), BigDecimal::add));
        missing.values().removeIf(amount -> amount.signum() == 0);
        String texts = "data set " + supplement.getDataSet() + " leaves " + Money.text(left) + " to data set "
                + main.getDataSet() + ", which bills " + Money.text(billed);
        if (missing.isEmpty()) {
            return CrossCheck.agrees(texts).of(left, billed);
        }
        String difference = Money.text(missing);
        boolean isMainOlder = main.getDeliveryTime().isBefore(supplement.getDeliveryTime());
        Instant older = (isMainOlder ? main : supplement).getDeliveryTime();
        Instant newer = (isMainOlder ? supplement : main).getDeliveryTime();
        Instant closed = ended.getBillingPeriodEnd()
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant()
                .plus(GRACE);
        boolean mayBeTime = older.isBefore(newer)
                && older.isBefore(closed)
                && (newer.isBefore(closed) || !older.plus(APART).isBefore(newer));
        if (mayBeTime) {
            return CrossCheck.remark("Differs by " + difference + " while the period is open: " + texts
                            + ". They are of " + main.getDeliveryTime() + " and " + supplement.getDeliveryTime() + ".")
                    .of(left, billed);
        }
        return CrossCheck.differs("Differs: " + texts + ". The difference of " + difference
                        + " is in no record, or in two, and so wrong in the total.")
                .of(left, billed);
    }

    private static CrossCheck onlyMain(Delivery main) {
        Map<String, BigDecimal> covered = Money.excluded(main);
        covered.values().removeIf(amount -> amount.signum() == 0);
        String only = "Only data set " + main.getDataSet() + " is there";
        if (covered.isEmpty()) {
            return CrossCheck.remark(only + ", and commitments cover none of it. Purchases of commitments would be in"
                    + " actual costs, which no delivery has.");
        }
        return CrossCheck.incomplete(only + ": usage of " + Money.text(covered)
                        + " is covered by commitments. It is billed by their purchases, which are in actual costs, and"
                        + " no delivery has these.")
                .of(covered, Map.of());
    }

    private static CrossCheck onlySupplement(Delivery supplement) {
        Map<String, BigDecimal> left = Money.excluded(supplement);
        left.values().removeIf(amount -> amount.signum() == 0);
        String only = "Only data set " + supplement.getDataSet() + " is there";
        return left.isEmpty()
                ? CrossCheck.remark(only + ", and it leaves nothing to amortized costs.")
                : CrossCheck.incomplete(only + ": it leaves " + Money.text(left)
                                + " to amortized costs, and no delivery has these.")
                        .of(left, Map.of());
    }

    private void publish(Pair pair, Delivery ended, CrossCheck check, long timestamp) {
        Delivery record = check.record(ended, Instant.ofEpochMilli(timestamp));
        long key = pair.main().key;
        Optional<Delivery> before = deliveries.check(key);
        boolean isNews = before.map(known -> !known.getVerdict().equals(record.getVerdict()))
                .orElse(!pair.isMainWhole() && !pair.isWithdrawn());
        if (isNews) {
            deliveries.putCheck(key, record);
            emitter.ended(record, timestamp);
        }
    }

    /** A page of the delivery, as far as names of statements depend on it. */
    private static RawPage page(Delivery delivery) {
        return RawPage.newBuilder()
                .setProvider(delivery.getProvider())
                .setDataSet(delivery.getDataSet())
                .setBillingAccountId(delivery.getBillingAccountId())
                .setBillingPeriodStart(delivery.getBillingPeriodStart())
                .setBillingPeriodEnd(delivery.getBillingPeriodEnd())
                .setScope(delivery.getScope())
                .setDeliveryId(delivery.getDeliveryId())
                .setDeliveryTime(delivery.getDeliveryTime())
                .setPageNumber(0)
                .setContentType("")
                .setContent(ByteBuffer.allocate(0))
                .setRowCount(0)
                .setChecksum(0)
                .setArtifact("")
                .setArtifactRow(0)
                .setExtractedAt(delivery.getLastSeen())
                .setExtractorVersion("")
                .build();
    }
}
