package io.tributary.extractors.gcp.bigquery;

import com.google.cloud.bigquery.BigQueryError;
import com.google.cloud.bigquery.BigQueryException;
import io.tributary.extractors.gcp.GcpConfig;
import io.tributary.extractors.source.SourceException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Set;

/** Translates BigQuery's errors. */
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
                || e.getCause() instanceof IOException && code <= 0
                || isCut(e);
    }

    /** Whether the client failed on an answer that is not whole. */
    private static boolean isCut(BigQueryException e) {
        boolean isRefused = e.getCode() > 0 || e.getError() != null;
        for (Throwable cause = e.getCause(); cause != null && !isRefused; cause = cause.getCause()) {
            if (cause instanceof IllegalArgumentException || cause instanceof NullPointerException) {
                return true;
            }
        }
        return false;
    }

    /** Whether BigQuery was silent for too long. Its client reports this like an interrupt of the thread. */
    static boolean isTimeout(BigQueryException e) {
        return e.getCause() instanceof InterruptedException || e.getCause() instanceof InterruptedIOException;
    }

    /** Whether the result of a page no longer exists, or no longer has the page. */
    static boolean isExpired(BigQueryException e) {
        return !isPassing(e) && (e.getCode() == 400 || e.getCode() == 404 || e.getCode() == 410);
    }

    /** Whether a job of this id exists already. */
    static boolean isDuplicate(BigQueryException e) {
        return e.getCode() == 409;
    }

    /** The failure of a job, in the form of a failed request. */
    static BigQueryException ofJob(BigQueryError error) {
        return new BigQueryException(0, error.getMessage(), error);
    }

    /** An answer that is not whole, in the form of a failed request. */
    static BigQueryException ofCutAnswer(IOException cause) {
        return new BigQueryException(0, "The answer is cut: " + cause.getMessage(), cause);
    }

    /**
     * The exception for an error.
     *
     * @param object what was requested
     */
    static SourceException translate(String object, BigQueryException e) {
        String reason = reason(e);
        String message = e.getMessage();
        if (reason.equals("bytesBilledLimitExceeded") || message.contains("exceeded limit for bytes billed")) {
            return new SourceException.Denied(
                    object,
                    message + ": expected a larger " + GcpConfig.MAXIMUM_BYTES_BILLED
                            + ", or fewer partitions by a later " + GcpConfig.FROM + " or a smaller "
                            + GcpConfig.RESCAN_DAYS,
                    e);
        }
        if (TOO_LARGE.contains(reason)) {
            return new SourceException.Unavailable(object, message + ": expected a smaller " + GcpConfig.QUERY_ROWS, e);
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
