package io.tributary.extractors;

import io.tributary.extractors.source.SourceException;
import java.time.Duration;

/** Hears how an extraction goes on, from the thread that runs it. Every call is made after what it speaks of is committed. */
public interface Progress {

    /** Nobody listens. */
    Progress NONE = new Progress() {};

    /** The inputs were searched, and offer so many deliveries that are to be read and were not known before. */
    default void discovered(int deliveries) {}

    /**
     * A delivery is about to be read.
     *
     * @param pages pages of it that were published before, 0 unless it is resumed
     */
    default void deliveryStarted(String scope, String deliveryId, int pages) {}

    /**
     * A page was published.
     *
     * @param bytes size of its content
     */
    default void pagePublished(String scope, int rows, int bytes) {}

    /** The delivery was rewritten while it was being read, and is begun anew. */
    default void deliveryAbandoned(String scope, String deliveryId, String reason) {}

    /** The last page and the completion of a delivery were published. */
    default void deliveryCompleted(TakenDelivery delivery) {}

    /** The delivery was taken before, or a newer one was. */
    default void deliverySkipped(String scope, String deliveryId, String reason) {}

    /**
     * Publication waits, because the consumer of the raw topic lags too far behind.
     *
     * @param group the consumer group
     * @param pages pages that it has not read
     * @param bytes bytes that it has not read
     */
    default void paused(String group, long pages, long bytes) {}

    /**
     * Publication goes on.
     *
     * @param waited how long it waited
     */
    default void resumed(String group, Duration waited) {}

    /**
     * Everything that there is was looked at, and the extractor waits until it looks again.
     *
     * @param pause for how long
     */
    default void waiting(Duration pause) {}

    /** Something could not be read; the extraction goes on with what is left. */
    default void failed(SourceException error) {}
}
