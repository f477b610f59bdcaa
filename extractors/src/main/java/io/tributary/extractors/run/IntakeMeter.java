package io.tributary.extractors.run;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.Intake;
import io.tributary.extractors.Progress;
import io.tributary.extractors.source.Extent;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Adds up how much was read of the deliveries that are taken, and how much is left. What was read of a delivery that is
 * given up stays read: it is work that was done, and the delivery counts anew if it begins again. Used by one thread.
 */
final class IntakeMeter {

    private final Progress progress;
    private Optional<Extent> done = Optional.of(Extent.NOTHING);
    private Optional<Extent> waiting = Optional.of(Extent.NOTHING);
    private long paged;
    private long rows;
    private Optional<Current> current = Optional.empty();

    IntakeMeter(Progress progress) {
        this.progress = requireNonNull(progress, "progress");
    }

    /**
     * No delivery is being read.
     *
     * @param left what there is to read of those that wait; empty if it is not known
     */
    void idle(Optional<Extent> left) {
        leave();
        waiting = requireNonNull(left, "left");
        report();
    }

    /**
     * The reading of a delivery begins.
     *
     * @param whole what there is to read of the delivery for its survey; empty if it is not known
     * @param rest what there is to read of its pages, less than {@code whole} if it is resumed
     */
    void begin(Optional<Extent> whole, Optional<Extent> rest) {
        leave();
        current = Optional.of(new Current(whole, rest));
        report();
    }

    /** @param amount how much of the delivery was read for its survey so far */
    void surveyed(long amount) {
        Current delivery = current.orElseThrow();
        delivery.isSurveyed = true;
        delivery.surveyed = amount;
        report();
    }

    /**
     * A page was read.
     *
     * @param amount how much of the delivery's pages was read so far
     * @param pageRows rows of the page
     */
    void paged(long amount, int pageRows) {
        current.orElseThrow().paged = amount;
        rows += pageRows;
        report();
    }

    /** The delivery was read to its end. */
    void complete() {
        Current delivery = current.orElseThrow();
        delivery.surveyed = delivery.whole.map(Extent::amount).orElse(0L);
        delivery.paged = delivery.rest.map(Extent::amount).orElse(0L);
        leave();
        report();
    }

    private void leave() {
        current.ifPresent(delivery -> {
            done = sum(done, delivery.read());
            paged += delivery.paged();
        });
        current = Optional.empty();
    }

    /** Says nothing as long as nothing is known: a source that counts nothing has no unit. */
    private void report() {
        Optional<Extent> read = sum(done, current.map(Current::read).orElse(Optional.of(Extent.NOTHING)));
        Optional<Extent> left = sum(waiting, current.map(Current::left).orElse(Optional.of(Extent.NOTHING)));
        Optional<Extent> all = sum(read, left);
        OptionalLong known =
                all.isPresent() ? OptionalLong.of(left.orElseThrow().amount()) : OptionalLong.empty();
        all.or(() -> read)
                .ifPresent(extent -> progress.intake(new Intake(
                        extent.unit(),
                        read.orElseThrow().amount(),
                        known,
                        paged + current.map(Current::paged).orElse(0L),
                        rows)));
    }

    private static Optional<Extent> sum(Optional<Extent> first, Optional<Extent> second) {
        return first.flatMap(one -> second.flatMap(one::plus));
    }

    /** The delivery that is being read. Its amounts never exceed what it is known to have. */
    private static final class Current {

        private final Optional<Extent> whole;
        private final Optional<Extent> rest;
        private boolean isSurveyed;
        private long surveyed;
        private long paged;

        Current(Optional<Extent> whole, Optional<Extent> rest) {
            this.whole = requireNonNull(whole, "whole");
            this.rest = requireNonNull(rest, "rest");
        }

        /** Each of two readings counts half. */
        Optional<Extent> all() {
            return rest.map(pages -> isSurveyed
                    ? new Extent(pages.unit(), half(whole.map(Extent::amount).orElse(pages.amount()) + pages.amount()))
                    : pages);
        }

        Optional<Extent> read() {
            return all().map(all -> {
                long amount = isSurveyed ? half(surveyed + paged) : paged;
                return new Extent(all.unit(), Math.min(amount, all.amount()));
            });
        }

        Optional<Extent> left() {
            return all().map(all ->
                    new Extent(all.unit(), all.amount() - read().orElseThrow().amount()));
        }

        long paged() {
            return rest.map(Extent::amount).map(most -> Math.min(paged, most)).orElse(0L);
        }

        private static long half(long amount) {
            return amount / 2;
        }
    }
}
