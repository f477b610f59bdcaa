package io.tributary.local.command.extract;

import io.tributary.extractors.Intake;
import io.tributary.extractors.Progress;
import io.tributary.extractors.TakenDelivery;
import io.tributary.schemas.Provider;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Counts what extractions publish, one after another, for another thread to show. What a user should know at once is
 * passed on as a note.
 */
public final class ExtractionCounts implements Progress {

    /** Tables are read in hundreds of slices. */
    private static final int SKIPPED_NOTES = 20;

    private final AtomicLong skipped = new AtomicLong();
    private final AtomicLong deliveries = new AtomicLong();
    private final AtomicLong pages = new AtomicLong();
    private final AtomicLong rows = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final List<InputCounts> inputs = new CopyOnWriteArrayList<>();
    private final Consumer<String> notes;
    private volatile Optional<Pause> pause = Optional.empty();
    private volatile boolean isPaused;

    /** @param since a time of {@link System#nanoTime} */
    private record Pause(Provider provider, long since, Duration length) {}

    /**
     * A provider is not asked for anything for a while.
     *
     * @param left for how long still
     */
    public record SourceWait(Provider provider, Duration left) {}

    /** @param notes is called with a sentence for the user, by the extractions' thread */
    public ExtractionCounts(Consumer<String> notes) {
        this.notes = notes;
    }

    @Override
    public void searching(Provider provider) {
        inputs.add(new InputCounts(provider));
    }

    @Override
    public void discovered(int found) {
        deliveries.addAndGet(found);
        current().ifPresent(input -> input.found(found));
    }

    @Override
    public void intake(Intake intake) {
        current().ifPresent(input -> input.intake(intake));
    }

    @Override
    public void deliveryCompleted(TakenDelivery delivery) {
        current().ifPresent(InputCounts::complete);
    }

    @Override
    public void waiting(Duration untilNextLook) {
        current().ifPresent(InputCounts::forgetBegun);
    }

    @Override
    public void sourceWaits(Provider provider, Duration length) {
        pause = Optional.of(new Pause(provider, System.nanoTime(), length));
    }

    @Override
    public void pagePublished(String scope, int pageRows, int pageBytes) {
        pages.incrementAndGet();
        rows.addAndGet(pageRows);
        bytes.addAndGet(pageBytes);
        current().ifPresent(input -> input.published(pageRows));
    }

    @Override
    public void deliveryStarted(String scope, String deliveryId, int publishedPages, long publishedRows) {
        current().ifPresent(input -> input.begun(scope, deliveryId, publishedRows));
        if (publishedPages > 0) {
            notes.accept("resuming " + scope + " " + deliveryId + " after page " + (publishedPages - 1));
        }
    }

    @Override
    public void deliveryAbandoned(String scope, String deliveryId, String reason) {
        notes.accept(scope + " " + deliveryId + " is started again: " + reason);
    }

    @Override
    public void deliverySkipped(String scope, String deliveryId, String reason) {
        if (skipped.incrementAndGet() <= SKIPPED_NOTES) {
            notes.accept(scope + " " + deliveryId + " is not taken again: " + reason);
        }
    }

    @Override
    public void paused(String group, long waitingPages, long waitingBytes) {
        isPaused = true;
        notes.accept(String.format(
                Locale.ROOT,
                "waiting: consumer group %s has not read %,d pages, %,d bytes of the raw topic",
                group,
                waitingPages,
                waitingBytes));
    }

    @Override
    public void resumed(String group, Duration waited) {
        isPaused = false;
        notes.accept("continuing: consumer group " + group + " has caught up within " + Math.max(1, waited.toSeconds())
                + " s");
    }

    /**
     * The extraction of an input has ended.
     *
     * @return what it had; empty if it could not be searched
     */
    public Optional<InputCounts> endInput() {
        Optional<InputCounts> ended = current().filter(input -> !input.isEnded());
        ended.ifPresent(InputCounts::end);
        return ended;
    }

    /** The inputs that were searched so far; all but the last have ended. */
    public List<InputCounts> inputs() {
        return inputs;
    }

    /** Whether publication waits for the streams application. */
    public boolean isPaused() {
        return isPaused;
    }

    /** The pause in asking a provider that began last, unless it has ended. */
    public Optional<SourceWait> sourceWait() {
        return pause.map(begun ->
                        new SourceWait(begun.provider(), begun.length().minusNanos(System.nanoTime() - begun.since())))
                .filter(wait -> !wait.left().isNegative());
    }

    private Optional<InputCounts> current() {
        return inputs.isEmpty() ? Optional.empty() : Optional.of(inputs.get(inputs.size() - 1));
    }

    /** Notes how many more deliveries were not taken again than were named. Call it after the last extraction. */
    public void end() {
        if (skipped.get() > SKIPPED_NOTES) {
            notes.accept(String.format(
                    Locale.ROOT, "%,d more deliveries are not taken again", skipped.get() - SKIPPED_NOTES));
        }
    }

    /** Deliveries that were found so far. */
    public long deliveries() {
        return deliveries.get();
    }

    /** Pages published. */
    public long pages() {
        return pages.get();
    }

    /** Rows published. */
    public long rows() {
        return rows.get();
    }

    /** Bytes of content published. */
    public long bytes() {
        return bytes.get();
    }
}
