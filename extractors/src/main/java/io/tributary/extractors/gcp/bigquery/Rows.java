package io.tributary.extractors.gcp.bigquery;

import static java.util.Objects.requireNonNull;

import com.google.cloud.bigquery.BigQueryException;
import com.google.cloud.bigquery.FieldList;
import com.google.cloud.bigquery.FieldValueList;
import com.google.cloud.bigquery.TableResult;
import io.tributary.extractors.source.DeliveryChangedException;
import io.tributary.extractors.source.SourceException;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The rows of a job's result, page by page. A page that failed is requested again by its token, and is the same then.
 * A result has as many rows as its first page states, or is an error. Used by one thread.
 */
final class Rows {

    private final String object;
    private final Requests requests;
    private final Instant time;
    private final FieldList columns;
    private final Function<String, TableResult> pages;
    private final long expected;
    private final Set<String> tokens = new HashSet<>();

    private Iterator<FieldValueList> rows;
    private Optional<String> nextPage;
    private Optional<FieldValueList> next = Optional.empty();
    private long read;

    /**
     * @param object what is read, for messages
     * @param pages returns a page by its token
     * @param first the first page
     * @param time when the job was created
     */
    Rows(String object, Requests requests, Function<String, TableResult> pages, TableResult first, Instant time) {
        this.object = requireNonNull(object, "object");
        this.requests = requireNonNull(requests, "requests");
        this.pages = requireNonNull(pages, "pages");
        this.time = requireNonNull(time, "time");
        this.expected = first.getTotalRows();
        // A result without rows has no columns either.
        this.columns = first.getSchema() == null
                ? FieldList.of(Collections.emptyList())
                : first.getSchema().getFields();
        this.rows = first.getValues().iterator();
        this.nextPage = Optional.ofNullable(first.getNextPageToken());
    }

    /** When the job was created. */
    Instant time() {
        return time;
    }

    /** The columns that the rows have. */
    FieldList columns() {
        return columns;
    }

    /**
     * The next row, which stays the next until {@link #advance}; empty at the end.
     *
     * @throws DeliveryChangedException if the result is no longer there
     * @throws SourceException if it cannot be read
     */
    Optional<FieldValueList> peek() {
        while (next.isEmpty()) {
            if (rows.hasNext()) {
                next = Optional.of(rows.next());
                read++;
                if (read > expected) {
                    throw new SourceException.Malformed(
                            object, "BigQuery sends more than the " + expected + " rows that it says the result has");
                }
            } else if (nextPage.isPresent()) {
                TableResult page = page(nextPage.get());
                rows = page.getValues().iterator();
                nextPage = Optional.ofNullable(page.getNextPageToken());
            } else if (read < expected) {
                throw new DeliveryChangedException(
                        object, "the result of the query ends after " + read + " of " + expected + " rows");
            } else {
                break;
            }
        }
        return next;
    }

    /** Goes on to the row after the one that {@link #peek} returned. */
    void advance() {
        next = Optional.empty();
    }

    private TableResult page(String token) {
        if (!tokens.add(token)) {
            throw new SourceException.Malformed(
                    object, "BigQuery sends the page token " + token + " a second time: expected one for each page");
        }
        try {
            return requests.attempts(object, () -> pages.apply(token));
        } catch (BigQueryException e) {
            if (Failures.isExpired(e)) {
                throw new DeliveryChangedException(
                        object, "the result of the query is no longer there: " + e.getMessage());
            }
            throw Failures.translate(object, e);
        }
    }
}
