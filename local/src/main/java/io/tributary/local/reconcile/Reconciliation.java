package io.tributary.local.reconcile;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * The outcome of comparing what was billed with what the feed has. The gap is what was billed less what the feed has in
 * the same currency, and the causes add up to it exactly.
 *
 * <p>Causes are attributed in the order of {@link Cause.Kind}. Each claims what its own evidence says, no more and no
 * less, whether or not the gap becomes smaller by it; what is left is {@link Cause.Kind#UNEXPLAINED}, and is below 0
 * where causes claim more than the gap. Tax and credits are claimed as far as the evidence before them has not claimed
 * them, so that nothing is explained twice. Rounding is claimed only for all of what is left, and only if that is no
 * more than rounding can make. Deliveries about which somebody has to decide claim nothing where more would be
 * unexplained with their claim than without it.
 */
public sealed interface Reconciliation {

    /** What was billed less what the feed has. */
    BigDecimal gap();

    /** Parts of the gap, in order of their kinds; none of them is 0. */
    List<Cause> causes();

    /** Sentences about what is missing or not known, and claims nothing, without a full stop. */
    List<String> unknown();

    /** The state's name, which never changes. */
    String state();

    /** Whether somebody has to look into it. */
    boolean isGap();

    /**
     * Both are the same, apart from a conversion by the statement's own rate.
     *
     * @param unknown says where nothing was delivered, so that nothing was compared
     */
    record Agreed(BigDecimal gap, List<Cause> causes, List<String> unknown) implements Reconciliation {

        public Agreed {
            requireNonNull(gap, "gap");
            causes = List.copyOf(causes);
            unknown = List.copyOf(unknown);
        }

        @Override
        public String state() {
            return "AGREED";
        }

        @Override
        public boolean isGap() {
            return false;
        }
    }

    /**
     * They differ by no more than what is tolerated, rounding apart.
     *
     * @param unknown sentences about what is missing and has no amount that is known; none where all is explained
     */
    record WithinTolerance(BigDecimal gap, List<Cause> causes, List<String> unknown) implements Reconciliation {

        public WithinTolerance {
            requireNonNull(gap, "gap");
            causes = List.copyOf(causes);
            unknown = List.copyOf(unknown);
        }

        @Override
        public String state() {
            return "WITHIN_TOLERANCE";
        }

        @Override
        public boolean isGap() {
            return false;
        }
    }

    /**
     * They differ by more.
     *
     * @param unknown sentences about what is missing and has no amount that is known; none where all is explained
     */
    record Gap(BigDecimal gap, List<Cause> causes, List<String> unknown) implements Reconciliation {

        public Gap {
            requireNonNull(gap, "gap");
            causes = List.copyOf(causes);
            unknown = List.copyOf(unknown);
        }

        @Override
        public String state() {
            return "GAP";
        }

        @Override
        public boolean isGap() {
            return true;
        }
    }

    /**
     * Compares.
     *
     * @param tolerance the share of the billed amount that is tolerated, for example 0.001
     */
    static Reconciliation of(Billed billed, Evidence evidence, BigDecimal tolerance) {
        BigDecimal gap = billed.amount().subtract(evidence.feed().total());
        BigDecimal converted =
                evidence.converted().map(finding -> finding.amounts().total()).orElse(BigDecimal.ZERO);
        BigDecimal open = gap.subtract(converted);
        if (open.signum() == 0) {
            // Whatever is parked or changed is offset by something else, and says nothing about this total.
            List<Cause> causes = new ArrayList<>();
            evidence.converted()
                    .filter(finding -> converted.signum() != 0)
                    .ifPresent(finding ->
                            causes.add(new Cause(Cause.Kind.CURRENCY_CONVERSION, converted, List.of(finding))));
            return new Agreed(gap, causes, evidence.absent().stream().toList());
        }
        Attribution attribution = Attribution.of(billed, evidence);
        List<Cause> causes = attribution.causes();
        List<String> unknown = new ArrayList<>(attribution.notClaimed());
        if (attribution.amount(Cause.Kind.UNEXPLAINED).signum() != 0) {
            unknown.addAll(evidence.unknown());
        }
        BigDecimal rounding = attribution.amount(Cause.Kind.ROUNDING);
        BigDecimal tolerated = billed.amount().abs().multiply(tolerance);
        if (open.subtract(rounding).abs().compareTo(tolerated) <= 0) {
            return new WithinTolerance(gap, causes, unknown);
        }
        return new Gap(gap, causes, unknown);
    }

    /**
     * A statement that is compared with nothing, since the records that it may be of may as well be another's: a gap,
     * whatever it comes to.
     *
     * @param why says so, without a full stop
     */
    static Reconciliation notCompared(Billed billed, String why) {
        Cause all = new Cause(Cause.Kind.UNEXPLAINED, billed.amount(), List.of());
        return new Gap(billed.amount(), billed.amount().signum() == 0 ? List.of() : List.of(all), List.of(why));
    }
}
