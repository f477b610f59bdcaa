package io.tributary.streams.reconcile;

import io.tributary.schemas.Claim;
import io.tributary.schemas.CurrencyTotals;
import io.tributary.schemas.Delivery;
import io.tributary.schemas.Keys;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeSet;

/**
 * What a check across deliveries found. It is published as the record of a delivery of its own, whose data set begins
 * with {@code check.}: no rows belong to it.
 *
 * @param state COMPLETE where nothing is wrong, else DIFFERS, INCOMPLETE or CONFLICT
 * @param verdict what was found; begins with "Agrees" where there is nothing to look at
 * @param one what the first side of the check states, by currency; becomes the record's source cost
 * @param other what the other side states, by currency; becomes the record's billed cost
 */
public record CrossCheck(
        DeliveryState state, String verdict, Map<String, BigDecimal> one, Map<String, BigDecimal> other) {

    /** Data set of checks that two deliveries that share the money of a period leave nothing out. */
    public static final String COMPLEMENT = "check.complement";

    /** Data set of checks that no two statements bill the same account. */
    public static final String OVERLAP = "check.overlap";

    private static final String ID = "check";
    private static final int SCALE = 24;

    public CrossCheck {
        one = Map.copyOf(one);
        other = Map.copyOf(other);
    }

    private CrossCheck(DeliveryState state, String verdict) {
        this(state, verdict, Map.of(), Map.of());
    }

    /** Nothing is wrong. */
    public static CrossCheck agrees(String how) {
        return new CrossCheck(DeliveryState.COMPLETE, "Agrees: " + how + ".");
    }

    /** Nothing is known to be wrong, but someone should look at it. */
    public static CrossCheck remark(String sentence) {
        return new CrossCheck(DeliveryState.COMPLETE, sentence);
    }

    /** The two sides differ. */
    public static CrossCheck differs(String sentence) {
        return new CrossCheck(DeliveryState.DIFFERS, sentence);
    }

    /** One side is not there. */
    public static CrossCheck incomplete(String sentence) {
        return new CrossCheck(DeliveryState.INCOMPLETE, sentence);
    }

    /** Both sides state the same money. */
    public static CrossCheck conflict(String sentence) {
        return new CrossCheck(DeliveryState.CONFLICT, sentence);
    }

    /** The same with what the two sides state. */
    public CrossCheck of(Map<String, BigDecimal> first, Map<String, BigDecimal> second) {
        return new CrossCheck(state, verdict, first, second);
    }

    /**
     * The record of a complement, about the account and period of a delivery.
     *
     * @param about a delivery that the check is about
     */
    public Delivery record(Delivery about, Instant now) {
        String scope = Keys.scope(
                about.getProvider(), COMPLEMENT, about.getBillingAccountId(), about.getBillingPeriodStart(), "");
        return record(
                Delivery.newBuilder()
                        .setScope(scope)
                        .setProvider(about.getProvider())
                        .setDataSet(COMPLEMENT)
                        .setBillingAccountId(about.getBillingAccountId())
                        .setBillingPeriodStart(about.getBillingPeriodStart())
                        .setBillingPeriodEnd(about.getBillingPeriodEnd())
                        .setDeliveryTime(about.getDeliveryTime()),
                now);
    }

    /**
     * The record of an overlap, about the billing account and the period of a claim.
     *
     * @param scope of the check
     */
    public Delivery record(String scope, Claim about, Instant now) {
        return record(
                Delivery.newBuilder()
                        .setScope(scope)
                        .setProvider(about.getProvider())
                        .setDataSet(OVERLAP)
                        .setBillingAccountId(about.getBillingAccountId())
                        .setBillingPeriodStart(about.getBillingPeriodStart())
                        .setBillingPeriodEnd(about.getBillingPeriodEnd())
                        .setDeliveryTime(about.getDeliveryTime()),
                now);
    }

    private Delivery record(Delivery.Builder begun, Instant now) {
        Delivery.Builder record = begun.setDeliveryId(ID)
                .setState(state.name())
                .setVerdict(verdict)
                .setConserved(true)
                .setFirstSeen(now)
                .setLastSeen(now)
                .setPagesSeen(0)
                .setPagesRepeated(0)
                .setPagesRejected(0)
                .setRowsSeen(0)
                .setRowsPublished(0)
                .setRowsUnchanged(0)
                .setRowsRepeated(0)
                .setRowsExcluded(0)
                .setRowsRejected(0)
                .setRowsParkedWithoutAmount(0)
                .setRecordsAdded(0)
                .setRecordsUnchanged(0)
                .setRecordsRestated(0)
                .setRecordsVanished(0)
                .setAmountsRounded(0)
                .setUnknownLineItemTypes(0)
                .setMappingVersion("")
                .setTotals(new ArrayList<>());
        TreeSet<String> currencies = new TreeSet<>(one.keySet());
        currencies.addAll(other.keySet());
        for (String currency : currencies) {
            BigDecimal zero = amount(BigDecimal.ZERO);
            record.getTotals()
                    .add(new CurrencyTotals(
                            currency,
                            amount(one.getOrDefault(currency, zero)),
                            amount(other.getOrDefault(currency, zero)),
                            zero,
                            zero,
                            zero,
                            zero,
                            zero,
                            zero,
                            zero,
                            zero,
                            zero));
        }
        return record.build();
    }

    private static BigDecimal amount(BigDecimal amount) {
        return amount.setScale(SCALE, RoundingMode.UNNECESSARY);
    }
}
