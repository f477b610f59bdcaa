package io.tributary.extractors.publish;

import static java.util.Objects.requireNonNull;

import io.tributary.schemas.RawPage;
import io.tributary.schemas.SourceCursor;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * What the next transaction publishes: pages of one delivery or of several, each with the cursor after them. It is in
 * memory only: where it is lost, the cursors on the cluster say what is read again. Used by one thread.
 */
public final class PageBatch {

    private final PagePublisher publisher;
    private final InstantSource clock;

    private final List<RawPage> pages = new ArrayList<>();
    private final List<SourceCursor> cursors = new ArrayList<>();
    private final List<Runnable> onCommitted = new ArrayList<>();
    private long bytes;
    private Instant since = Instant.MAX;

    public PageBatch(PagePublisher publisher, InstantSource clock) {
        this.publisher = requireNonNull(publisher, "publisher");
        this.clock = requireNonNull(clock, "clock");
    }

    /**
     * Whether what waits, and more, is large or old enough to be published.
     *
     * @param morePages pages that are not added yet
     * @param moreBytes their content
     * @param moreSince when the first of them was read
     */
    boolean isEnough(int morePages, long moreBytes, Instant moreSince, Instant now) {
        Instant first = moreSince.isBefore(since) ? moreSince : since;
        return publisher.isEnough(pages.size() + morePages, bytes + moreBytes, first, now);
    }

    /**
     * Adds pages of a delivery.
     *
     * @param contentBytes their content
     * @param read when the first of them was read
     * @param cursor how far the delivery is read with them
     * @param committed is run after the commit
     */
    void add(List<RawPage> more, long contentBytes, Instant read, SourceCursor cursor, Runnable committed) {
        pages.addAll(more);
        cursors.add(cursor);
        onCommitted.add(committed);
        bytes += contentBytes;
        since = read.isBefore(since) ? read : since;
    }

    /** Runs {@code work} after what waits now is committed: at once if nothing does. */
    public void whenCommitted(Runnable work) {
        if (cursors.isEmpty()) {
            work.run();
        } else {
            onCommitted.add(work);
        }
    }

    /** Publishes what waits if it is large or old enough. */
    public void publishIfEnough() {
        if (!cursors.isEmpty() && isEnough(0, 0, Instant.MAX, clock.instant())) {
            publish();
        }
    }

    /** Publishes what waits, in one transaction; nothing where nothing does. */
    public void publish() {
        if (cursors.isEmpty()) {
            return;
        }
        publisher.awaitRoom();
        Instant at = clock.instant();
        pages.forEach(page -> page.setExtractedAt(at));
        publisher.publish(pages, cursors, at);
        List<Runnable> committed = List.copyOf(onCommitted);
        pages.clear();
        cursors.clear();
        onCommitted.clear();
        bytes = 0;
        since = Instant.MAX;
        committed.forEach(Runnable::run);
    }
}
