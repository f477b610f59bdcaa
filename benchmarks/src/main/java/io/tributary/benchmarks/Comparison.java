package io.tributary.benchmarks;

import java.util.Optional;

/**
 * One repeat: both contestants over the same pages, one right after the other. A phase is empty where it had too few
 * commits to be measured.
 *
 * @param passThrough the pass-through, over everything that is measured
 * @param first our first delivery
 * @param unchanged our re-delivery without a change
 * @param restated our re-delivery with some
 * @param stateBytes bytes of our stores on disk, afterwards
 */
record Comparison(
        Optional<Measured> passThrough,
        Optional<Measured> first,
        Optional<Measured> unchanged,
        Optional<Measured> restated,
        long stateBytes) {

    /** Share of the first delivery that is not measured, while JVM and caches warm up. */
    static final double WARM_UP = 0.25;

    static Comparison of(Run.Result passThrough, Run.Result tributary) {
        return new Comparison(
                passThrough.timeline().whole(WARM_UP),
                tributary.timeline().first(WARM_UP),
                tributary.timeline().later(Phase.UNCHANGED),
                tributary.timeline().later(Phase.RESTATED),
                tributary.stateBytes());
    }

    Optional<Measured> phase(Phase phase) {
        return switch (phase) {
            case FIRST -> first;
            case UNCHANGED -> unchanged;
            case RESTATED -> restated;
            case TAIL -> Optional.empty();
        };
    }
}
