package io.tributary.local.command.extract;

import io.tributary.extractors.Progress;
import java.time.Duration;
import java.util.Locale;
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
    private final Consumer<String> notes;

    /** @param notes is called with a sentence for the user, by the extractions' thread */
    public ExtractionCounts(Consumer<String> notes) {
        this.notes = notes;
    }

    @Override
    public void discovered(int found) {
        deliveries.addAndGet(found);
    }

    @Override
    public void pagePublished(String scope, int pageRows, int pageBytes) {
        pages.incrementAndGet();
        rows.addAndGet(pageRows);
        bytes.addAndGet(pageBytes);
    }

    @Override
    public void deliveryStarted(String scope, String deliveryId, int publishedPages) {
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
        notes.accept(String.format(
                Locale.ROOT,
                "waiting: consumer group %s has not read %,d pages, %,d bytes of the raw topic",
                group,
                waitingPages,
                waitingBytes));
    }

    @Override
    public void resumed(String group, Duration waited) {
        notes.accept("continuing: consumer group " + group + " has caught up within " + Math.max(1, waited.toSeconds())
                + " s");
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
