package io.tributary.extractors.gcp.bigquery;

import com.google.cloud.bigquery.BigQueryError;
import com.google.cloud.bigquery.BigQueryException;
import io.tributary.extractors.source.SourceException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Set;

/** What BigQuery's complaints mean. */
final class Failures {

    private static final String ROLES =
            ": expected the roles BigQuery Data Viewer (roles/bigquery.dataViewer) on the data"
                    + " set, and BigQuery Job User (roles/bigquery.jobUser) on the project that queries run in";

    private static final Set<String> TOO_MUCH =
            Set.of("rateLimitExceeded", "jobRateLimitExceeded", "quotaExceeded", "concurrentJobLimitExceeded");
    private static final Set<String> PASSING = Set.of(
            "backendError", "internalError", "jobBackendError", "jobInternalError", "timeout", "tableUnavailable");
    private static final Set<String> TOO_LARGE = Set.of("resourcesExceeded", "responseTooLarge");

    private Failures() {}

    /** Whether the same request may succeed a little later. */
    static boolean isPassing(BigQueryException e) {
        String reason = reason(e);
        int code = e.getCode();
        return TOO_MUCH.contains(reason)
                || PASSING.contains(reason)
                || code == 429
                || code >= 500
                || isTimeout(e)
                || e.getCause() instanceof IOException && code <= 0;
    }

    /** Whether BigQuery said nothing for too long, which its client tells as though this thread had been interrupted. */
    static boolean isTimeout(BigQueryException e) {
        return e.getCause() instanceof InterruptedException || e.getCause() instanceof InterruptedIOException;
    }

    /** Whether the result that a page was asked of is no longer there, or no longer knows the page. */
    static boolean isExpired(BigQueryException e) {
        return !isPassing(e) && (e.getCode() == 400 || e.getCode() == 404 || e.getCode() == 410);
    }

    /** Whether a job of this id is already there. */
    static boolean isDuplicate(BigQueryException e) {
        return e.getCode() == 409;
    }

    /** What a job failed of, as though a request had. */
    static BigQueryException ofJob(BigQueryError error) {
        return new BigQueryException(0, error.getMessage(), error);
    }

    /**
     * The exception that says what is wrong.
     *
     * @param object what was asked for
     */
    static SourceException translate(String object, BigQueryException e) {
        String reason = reason(e);
        String message = e.getMessage();
        if (reason.equals("bytesBilledLimitExceeded") || message.contains("exceeded limit for bytes billed")) {
            return new SourceException.Denied(
                    object,
                    message + ": expected a larger gcp.maximum.bytes.billed, or fewer partitions by a later gcp.from or"
                            + " a smaller gcp.rescan.days",
                    e);
        }
        if (TOO_LARGE.contains(reason)) {
            return new SourceException.Unavailable(object, message + ": expected a smaller gcp.query.rows", e);
        }
        if (TOO_MUCH.contains(reason) || e.getCode() == 429) {
            return new SourceException.Throttled(object, null, "BigQuery throttles (" + reason + "): " + message, e);
        }
        if (isPassing(e)) {
            return new SourceException.Unavailable(object, "BigQuery failed (" + reason + "): " + message, e);
        }
        if (e.getCode() == 401 || e.getCode() == 403 || reason.equals("accessDenied")) {
            return new SourceException.Denied(object, message + ROLES, e);
        }
        if (e.getCode() == 404 || reason.equals("notFound")) {
            return new SourceException.Missing(object, message, e);
        }
        return new SourceException.Malformed(object, "BigQuery refused (" + reason + "): " + message, e);
    }

    private static String reason(BigQueryException e) {
        if (e.getError() != null && e.getError().getReason() != null) {
            return e.getError().getReason();
        }
        return e.getReason() == null ? "no reason given" : e.getReason();
    }
}
