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

    /** Ends reading, wherever it is. */
    @Override
    void close();
}
