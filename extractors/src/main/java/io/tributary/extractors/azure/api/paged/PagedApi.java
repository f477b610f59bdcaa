package io.tributary.extractors.azure.api.paged;

import io.tributary.extractors.azure.http.Request;
import java.io.IOException;
import java.net.URI;

/** An interface that answers in pages, each with a link to the next. */
public interface PagedApi {

    /** The name of the request in messages and artifacts. */
    String object();

    /** Digest of the request: a run continues only with the same request. */
    String version();

    /** Asks for the first page. */
    Request first();

    /** Requests the page of a link, which is on the host of the first page. */
    Request next(URI link);

    /**
     * Reads an answer.
     *
     * @throws IOException if it is not JSON, or is cut off
     */
    ApiPage read(byte[] body) throws IOException;

    /** How rows of days outside of the period are treated. */
    PagingGuard.DaysOutsidePeriod daysOutsidePeriod();
}
