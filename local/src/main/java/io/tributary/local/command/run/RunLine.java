package io.tributary.local.command.run;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.source.Extent;
import io.tributary.local.command.console.Amounts;
import io.tributary.local.command.console.ProgressLine;
import io.tributary.local.command.deliveries.DeliveryWatch;
import io.tributary.local.command.extract.ExtractionCounts;
import io.tributary.local.command.extract.InputCounts;
import io.tributary.schemas.Delivery;
import io.tributary.streams.StreamsApplication;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the line says while a run works: how far it is, which input is being read, and what it waits for. */
final class RunLine {

    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final double MEBIBYTE = 1024 * 1024;

    private final ProgressLine line;
    private final int inputs;
    private final RunProgress progress = new RunProgress();
    private final Instant started = Instant.now();
    private Instant shown = Instant.MIN;
    /** Inputs that could not be searched. Written by the extractor's thread. */
    private volatile int unsearched;

    /** @param inputs how many the run reads */
    RunLine(ProgressLine line, int inputs) {
        this.line = requireNonNull(line, "line");
        this.inputs = inputs;
    }

    void note(String text) {
        line.note(text);
    }

    void clear() {
        line.clear();
    }

    /**
     * Says what an input had.
     *
     * @param ended the input; empty if it was not searched, because it is not known whose bills it holds
     */
    void ended(Optional<InputCounts> ended) {
        ended.ifPresentOrElse(input -> line.note(said(input)), () -> unsearched++);
    }

    /**
     * Shows how far the run is, unless it was shown a moment ago.
     *
     * @param isExtracted whether every input is published
     */
    void show(ExtractionCounts counts, DeliveryWatch watch, StreamsApplication streams, boolean isExtracted) {
        Instant now = Instant.now();
        if (now.isBefore(shown.plus(EVERY))) {
            return;
        }
        shown = now;
        List<Delivery> ours = watch.all().stream()
                .filter(delivery -> !delivery.getLastSeen().isBefore(started))
                .toList();
        long settled = ours.stream().filter(DeliveryWatch::isSettled).count();
        List<InputCounts> read = List.copyOf(counts.inputs());
        progress.observe(
                now,
                read.stream().map(input -> progress(input, watch)).toList(),
                inputs - read.size() - unsearched,
                settled);
        List<String> parts = new ArrayList<>();
        share(read).ifPresent(parts::add);
        if (progress.isStill(now)) {
            parts.add(Wait.reason(counts, streams, isExtracted, counts.deliveries() - settled));
        } else {
            progress.left(now).map(RunProgress::about).ifPresent(parts::add);
        }
        if (inputs > 1 && !read.isEmpty() && !isExtracted) {
            InputCounts input = read.get(read.size() - 1);
            parts.add(input.provider().name() + " " + input.completed() + " of "
                    + Amounts.count(Math.max(input.deliveries(), input.completed()), "delivery", "deliveries"));
        }
        parts.add(settled + " of " + Amounts.count(Math.max(counts.deliveries(), settled), "delivery", "deliveries"));
        parts.addAll(amounts(counts, ours, now));
        line.show(parts);
    }

    private Optional<String> share(List<InputCounts> read) {
        if (progress.done().isPresent()) {
            return Optional.of(RunProgress.percent(progress.done().getAsDouble()));
        }
        return progress.doneOfInput().isEmpty()
                ? Optional.empty()
                : Optional.of(RunProgress.percent(progress.doneOfInput().getAsDouble()) + " of "
                        + read.get(read.size() - 1).provider().name());
    }

    private static InputProgress progress(InputCounts input, DeliveryWatch watch) {
        long processed = input.begun().stream()
                .flatMap(begun -> watch.delivery(begun.scope(), begun.deliveryId()).stream())
                .mapToLong(Delivery::getRowsSeen)
                .sum();
        // Before the rows, which are all there are if it has ended.
        boolean isEnded = input.isEnded();
        return new InputProgress(input.intake(), isEnded, input.rowsBefore(), input.rows(), processed);
    }

    private List<String> amounts(ExtractionCounts counts, List<Delivery> ours, Instant now) {
        double seconds = Math.max(1, Duration.between(started, now).toMillis()) / 1e3;
        long worked = ours.stream().mapToLong(Delivery::getRowsSeen).sum();
        long dead = ours.stream().mapToLong(Delivery::getRowsRejected).sum();
        return List.of(
                Amounts.count(worked, "row") + " processed",
                Amounts.count(dead) + " not read",
                String.format(Locale.ROOT, "%,.0f rows/s", worked / seconds),
                Amounts.count(counts.pages(), "page") + " published",
                Amounts.count(counts.rows(), "row"),
                String.format(Locale.ROOT, "%,.1f MiB", counts.bytes() / MEBIBYTE));
    }

    /** {@code aws: 5 deliveries published, 120,000 rows, 34.2 MiB read}. */
    private static String said(InputCounts input) {
        String size = input.intake()
                .filter(intake -> intake.unit() == Extent.Unit.BYTES)
                .map(intake -> String.format(Locale.ROOT, ", %,.1f MiB read", intake.read() / MEBIBYTE))
                .orElse("");
        return input.provider().name() + ": "
                + Amounts.count(input.completed(), "delivery", "deliveries") + " published, "
                + Amounts.count(input.rows(), "row") + size;
    }
}
