package io.tributary.local.command.run;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.Intake;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How far an input has come at one moment.
 *
 * @param intake how much was read, and is left; empty before that is known, or where the source does not say
 * @param isEnded whether everything is published
 * @param rowsBefore rows of its deliveries that earlier runs had published
 * @param rows rows that this run has published
 * @param processed rows of its deliveries that the streams application has processed
 */
record InputProgress(Optional<Intake> intake, boolean isEnded, long rowsBefore, long rows, long processed) {

    /**
     * How much of the work of a run reading is; the rest is the streams application's. Of the processor time of a run a
     * fifth or so is the extractor's.
     */
    private static final double READING = 0.2;

    InputProgress {
        requireNonNull(intake, "intake");
    }

    /** How much of it was read, from 0 to 1; empty if it is not known how much there is. */
    OptionalDouble read() {
        if (isEnded) {
            return OptionalDouble.of(1);
        }
        if (!isCounted()) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(all() == 0 ? 1 : (double) intake.orElseThrow().read() / all());
    }

    /**
     * Its rows: all of them once it has ended; before that, as many as there will be if the rest is like what was read.
     */
    OptionalDouble allRows() {
        if (isEnded) {
            return OptionalDouble.of(rowsBefore + rows);
        }
        if (!isCounted() || intake.orElseThrow().paged() == 0 && all() > 0) {
            return OptionalDouble.empty();
        }
        double ratio = all() == 0 ? 1 : (double) all() / intake.orElseThrow().paged();
        return OptionalDouble.of(rowsBefore + intake.orElseThrow().rows() * ratio);
    }

    /** How much of its work is done, from 0 to 1; empty if it is not known how much there is, or there is none. */
    OptionalDouble done() {
        if (read().isEmpty()) {
            return OptionalDouble.empty();
        }
        // Before the first page there is nothing to process, and any number of rows will do.
        double all = allRows().orElse(1);
        return done(read().getAsDouble() * all, allRows().isPresent() ? processed : 0, all);
    }

    /**
     * The share of the work that is done.
     *
     * @param read rows that were read
     * @param processed rows that were processed
     * @param all rows that there are
     */
    static OptionalDouble done(double read, double processed, double all) {
        return all == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(READING * Math.min(1, read / all) + (1 - READING) * Math.min(1, processed / all));
    }

    /** Whether the source says how much is left. */
    private boolean isCounted() {
        return intake.filter(now -> now.left().isPresent()).isPresent();
    }

    private long all() {
        return intake.orElseThrow().read() + intake.orElseThrow().left().getAsLong();
    }
}
