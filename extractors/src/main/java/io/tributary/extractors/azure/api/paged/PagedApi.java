package io.tributary.extractors.azure.api.paged;

import io.tributary.extractors.azure.http.Request;
import java.io.IOException;
import java.net.URI;

/** An interface that answers in pages, each with a link to the next. */
public interface PagedApi {

    /** What is asked, as an artifact's name. */
    String object();

    /** Digest of all that is asked: a run goes on only with the same question. */
    String version();

    /** Asks for the first page. */
    Request first();

    /** Asks for the page that a link leads to, which leads to where the first page came from. */
    Request next(URI link);

    /**
     * Reads an answer.
     *
     * @throws IOException where it is no JSON, or is cut off
     */
    ApiPage read(byte[] body) throws IOException;

    /** What becomes of rows of days outside of the period. */
    PagingGuard.DaysOutsidePeriod daysOutsidePeriod();
}
