package io.tributary.streams.page;

import io.tributary.schemas.RawPage;
import io.tributary.streams.deadletter.RejectedPageException;
import io.tributary.streams.deadletter.RejectionCode;
import java.util.Set;

/** How the content of a page is framed into rows. */
public enum PageFraming {
    /** A header line, then rows. */
    CSV,
    /** An array of objects, objects one after the other, or a table of columns and rows. */
    JSON;

    /**
     * The framing that a page states.
     *
     * @throws RejectedPageException if nobody knows it
     */
    public static PageFraming of(RawPage page) {
        String framing = page.getContentType().split(";", 2)[0].strip();
        return switch (framing) {
            case "text/csv" -> CSV;
            case "application/json", "application/x-ndjson" -> JSON;
            default ->
                throw new RejectedPageException(
                        RejectionCode.PAGE_MALFORMED,
                        "contentType is '" + page.getContentType()
                                + "': expected text/csv, application/json or application/x-ndjson");
        };
    }

    /**
     * A reader of the rows.
     *
     * @param wholeObjects paths of objects that are one value each, in JSON
     */
    public PageRows rows(Set<String> wholeObjects) {
        return this == CSV ? new CsvRows() : new JsonRows(wholeObjects);
    }
}
