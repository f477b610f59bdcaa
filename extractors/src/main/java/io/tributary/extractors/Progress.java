package io.tributary.extractors;

import io.tributary.extractors.source.SourceException;
import io.tributary.schemas.Provider;
import java.time.Duration;

/**
 * Callbacks about the progress of an extraction, from its thread. Each call follows the commit of what it reports, but
 * for {@link #intake}; {@link #sourceWaits} may come from any thread.
 */
public interface Progress {

    /** Ignores all calls. */
    Progress NONE = new Progress() {};

    /** The inputs were searched and have this number of new deliveries to read. */
    default void discovered(int deliveries) {}

    /**
     * The inputs are about to be searched.
     *
     * @param provider whose bills they hold
     */
    default void searching(Provider provider) {}

    /**
     * A delivery is about to be read.
     *
     * @param pages pages of it that were published before, 0 unless it is resumed
     * @param rows rows of these pages
     */
    default void deliveryStarted(String scope, String deliveryId, int pages, long rows) {}

    /** Reading has come this far. What was read is not published yet. */
    default void intake(Intake intake) {}

    /**
     * A page was published.
     *
     * @param bytes size of its content
     */
    default void pagePublished(String scope, int rows, int bytes) {}

    /** The delivery was rewritten while it was being read; it is read again from its start. */
    default void deliveryAbandoned(String scope, String deliveryId, String reason) {}

    /** The last page and the completion of a delivery were published. */
    default void deliveryCompleted(TakenDelivery delivery) {}

    /** The delivery was skipped, because it or a newer one was published before. */
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
     * Publication continues.
     *
     * @param waited how long it waited
     */
    default void resumed(String group, Duration waited) {}

    /**
     * There is nothing left to do, and the extractor waits until its next look.
     *
     * @param pause for how long
     */
    default void waiting(Duration pause) {}

    /**
     * The provider is not asked for anything for a while, because it has failed, has asked to wait, or is asked as
     * often as it may be.
     *
     * @param provider the provider
     * @param pause for how long
     */
    default void sourceWaits(Provider provider, Duration pause) {}

    /** Something could not be read; the extraction continues with the rest. */
    default void failed(SourceException error) {}
}
