package io.tributary.local.command.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How far a run has come, and how long the rest will take if it goes on as in the last seconds. It says nothing where
 * it cannot know: before the last input was looked at, and where a source does not say how much there is. Used by one
 * thread.
 */
final class RunProgress {

    private static final Duration LONGEST_LOOK_BACK = Duration.ofSeconds(20);
    private static final Duration SHORTEST_LOOK_BACK = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** What is not yet done is never shown as done. */
    static final double MOST_BEFORE_THE_END = 0.99;

    private final Deque<Sample> samples = new ArrayDeque<>();
    private List<InputProgress> inputs = List.of();
    private long settled;
    private int toCome = 1;
    private Instant moved = Instant.MAX;

    /**
     * What was seen at a time.
     *
     * @param inputs of how many inputs
     * @param read how much of the last one was read, in its unit
     * @param processed rows of all of them that were processed
     */
    private record Sample(Instant time, int inputs, long read, long processed) {}

    /**
     * Takes note of how far the run is.
     *
     * @param begun the inputs that have begun, in their order
     * @param inputsToCome inputs that have not begun
     * @param settledDeliveries deliveries that are no longer open
     */
    void observe(Instant now, List<InputProgress> begun, int inputsToCome, long settledDeliveries) {
        if (moved.equals(Instant.MAX) || !begun.equals(inputs) || settledDeliveries != settled) {
            moved = now;
        }
        if (rowsBefore(begun) != rowsBefore(inputs)) {
            // The rows of a delivery that is gone on with were not processed in this moment.
            samples.clear();
        }
        inputs = List.copyOf(begun);
        settled = settledDeliveries;
        toCome = inputsToCome;
        long read = last().flatMap(InputProgress::intake)
                .map(intake -> intake.read())
                .orElse(0L);
        samples.add(new Sample(now, inputs.size(), read, processed()));
        while (samples.peek().time().isBefore(now.minus(LONGEST_LOOK_BACK))) {
            samples.remove();
        }
    }

    /** The share of the run's work that is done, from 0 to 0.99; empty if it is not known. */
    OptionalDouble done() {
        if (toCome > 0) {
            return OptionalDouble.empty();
        }
        if (inputs.size() == 1) {
            return doneOfInput();
        }
        OptionalDouble all = allRows();
        if (all.isEmpty()) {
            return OptionalDouble.empty();
        }
        double read = inputs.stream()
                .mapToDouble(
                        input -> input.allRows().getAsDouble() * input.read().getAsDouble())
                .sum();
        return capped(InputProgress.done(read, processed(), all.getAsDouble()));
    }

    /** The share of the work on the input that is being read that is done, from 0 to 0.99; empty if it is not known. */
    OptionalDouble doneOfInput() {
        return capped(last().map(InputProgress::done).orElse(OptionalDouble.empty()));
    }

    /**
     * How long the rest will take, if what is slower of reading and processing goes on as in the last 10 to 20 seconds;
     * empty if it is not known.
     */
    Optional<Duration> left(Instant now) {
        Optional<Sample> before = samples.stream()
                .filter(sample -> !sample.time().isAfter(now.minus(SHORTEST_LOOK_BACK)))
                .findFirst();
        OptionalDouble all = toCome > 0 ? OptionalDouble.empty() : allRows();
        if (before.isEmpty() || all.isEmpty()) {
            return Optional.empty();
        }
        Sample last = samples.getLast();
        double seconds = Duration.between(before.get().time(), now).toMillis() / 1e3;
        double processed = last.processed() - before.get().processed();
        double toProcess = all.getAsDouble() - last.processed();
        if (processed <= 0 || toProcess <= 0) {
            return Optional.empty();
        }
        double read = last.inputs() == before.get().inputs()
                ? last.read() - before.get().read()
                : 0;
        double toRead = last().filter(input -> !input.isEnded())
                .flatMap(InputProgress::intake)
                .map(intake -> (double) intake.left().orElse(0))
                .orElse(0.0);
        double reading = read <= 0 ? 0 : toRead * seconds / read;
        return Optional.of(Duration.ofMillis(Math.round(1e3 * Math.max(reading, toProcess * seconds / processed))));
    }

    /** Whether nothing has moved for some seconds. */
    boolean isStill(Instant now) {
        return !moved.equals(Instant.MAX) && !now.isBefore(moved.plus(PATIENCE));
    }

    /** A share as the line has it, never rounded up: {@code 42 %}. */
    static String percent(double share) {
        return (int) Math.floor(share * 100 + 1e-9) + " %";
    }

    /** A time as the line has it: {@code about 2 min left}. */
    static String about(Duration left) {
        long seconds = left.toSeconds();
        if (seconds < 55) {
            return "about " + Math.max(10, (seconds + 5) / 10 * 10) + " s left";
        }
        long minutes = (seconds + 30) / 60;
        return minutes < 60
                ? "about " + minutes + " min left"
                : "about " + minutes / 60 + " h " + minutes % 60 + " min left";
    }

    private OptionalDouble allRows() {
        double sum = 0;
        for (InputProgress input : inputs) {
            if (input.allRows().isEmpty()) {
                return OptionalDouble.empty();
            }
            sum += input.allRows().getAsDouble();
        }
        return OptionalDouble.of(sum);
    }

    private long processed() {
        return inputs.stream().mapToLong(InputProgress::processed).sum();
    }

    private Optional<InputProgress> last() {
        return inputs.isEmpty() ? Optional.empty() : Optional.of(inputs.get(inputs.size() - 1));
    }

    private static long rowsBefore(List<InputProgress> inputs) {
        return inputs.stream().mapToLong(InputProgress::rowsBefore).sum();
    }

    private static OptionalDouble capped(OptionalDouble share) {
        return share.isEmpty() ? share : OptionalDouble.of(Math.min(MOST_BEFORE_THE_END, share.getAsDouble()));
    }
}
