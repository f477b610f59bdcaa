package io.tributary.extractors.source;

import java.util.Optional;

/** The pages of a delivery in their order. Used by one thread. */
public interface PageReader extends AutoCloseable {

    /**
     * The next page; empty at the end.
     *
     * @throws SourceException where it cannot be read
     * @throws DeliveryChangedException where an artifact is no longer what it was
     */
    Optional<Page> next();

    /**
     * Where reading goes on after the pages that {@link #next} has returned, in the source's own words; empty where the
     * last page's artifact and row say enough.
     */
    default Optional<String> continuation() {
        return Optional.empty();
    }

    /** Ends reading, wherever it is. */
    @Override
    void close();
}
