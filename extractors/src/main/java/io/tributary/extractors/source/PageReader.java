package io.tributary.extractors.source;

import java.util.Optional;

/** The pages of a delivery in their order. Used by one thread. */
public interface PageReader extends AutoCloseable {

    /**
     * The next page; empty at the end.
     *
     * @throws SourceException if it cannot be read
     * @throws DeliveryChangedException if an artifact has changed
     */
    Optional<Page> next();

    /**
     * Where reading continues after the pages that {@link #next} returned, in a format of the source's own; empty if
     * the last page's artifact and row suffice.
     */
    default Optional<String> continuation() {
        return Optional.empty();
    }

    /**
     * How much of the source was read for the pages that {@link #next} returned, in the unit of the snapshot's {@link
     * DeliverySnapshot#extent}, roughly; rows that are passed over at the start count. 0 where nothing is counted.
     */
    default long consumed() {
        return 0;
    }

    /** Ends reading at any point. */
    @Override
    void close();
}
