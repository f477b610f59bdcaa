package io.tributary.extractors.azure.exports;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.http.HttpHeaderName;
import com.azure.storage.blob.models.BlobStorageException;
import io.tributary.extractors.source.DeliveryChangedException;
import io.tributary.extractors.source.SourceException;
import io.tributary.extractors.throttle.RetryAfter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Translates Blob storage's refusals. The SDK's message about a request is never repeated, as its URL may hold a
 * signature.
 *
 * <p>Source: https://learn.microsoft.com/rest/api/storageservices/blob-service-error-codes
 */
final class BlobFailures {

    private static final int NOT_FOUND = 404;
    private static final int PRECONDITION_FAILED = 412;
    private static final int RANGE_NOT_SATISFIABLE = 416;
    private static final Set<Integer> DENIED = Set.of(401, 403);
    private static final Set<Integer> RETRIABLE = Set.of(408, 429, 500, 502, 503, 504);
    private static final Set<Integer> THROTTLED = Set.of(429);
    private static final Set<String> THROTTLED_CODES = Set.of("ServerBusy", "OperationTimedOut");

    private BlobFailures() {}

    /** Whether the blob does not exist. A container that does not exist does not count. */
    static boolean isMissing(RuntimeException e) {
        return e instanceof BlobStorageException storage
                && storage.getStatusCode() == NOT_FOUND
                && !"ContainerNotFound".equals(code(storage));
    }

    /** Whether a retry may succeed. */
    static boolean mayPass(BlobStorageException e) {
        return RETRIABLE.contains(e.getStatusCode());
    }

    /** The status with its code. */
    static String describe(BlobStorageException e) {
        return "Blob storage says " + e.getStatusCode() + " " + code(e);
    }

    /** The exception for a failure to read a blob in a certain version. */
    static RuntimeException translateRead(String uri, RuntimeException e) {
        boolean isOther = e instanceof BlobStorageException storage
                && (storage.getStatusCode() == PRECONDITION_FAILED || storage.getStatusCode() == RANGE_NOT_SATISFIABLE);
        if (isOther) {
            return new DeliveryChangedException(uri, "was rewritten while it was being read");
        }
        if (isMissing(e)) {
            return new DeliveryChangedException(uri, "was deleted while it was being read");
        }
        return translate(uri, e);
    }

    static SourceException translate(String uri, RuntimeException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof BlobStorageException storage) {
                return ofAnswer(uri, storage);
            }
            if (cause instanceof ClientAuthenticationException) {
                return new SourceException.Denied(uri, "no token was issued: " + cause.getMessage(), e);
            }
        }
        return new SourceException.Unavailable(uri, "Blob storage cannot be reached: " + root(e), e);
    }

    private static SourceException ofAnswer(String uri, BlobStorageException e) {
        String problem = describe(e);
        if (THROTTLED.contains(e.getStatusCode()) || THROTTLED_CODES.contains(code(e))) {
            return new SourceException.Throttled(uri, retryAfter(e), problem, e);
        }
        if (DENIED.contains(e.getStatusCode())) {
            return new SourceException.Denied(
                    uri, problem + ": expected the role Storage Blob Data Reader, a key or a signature", e);
        }
        if (e.getStatusCode() == NOT_FOUND) {
            return new SourceException.Missing(uri, problem, e);
        }
        return new SourceException.Unavailable(uri, problem, e);
    }

    private static String code(BlobStorageException e) {
        return e.getErrorCode() == null ? "" : e.getErrorCode().toString();
    }

    private static String root(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName();
    }

    private static Duration retryAfter(BlobStorageException e) {
        return Optional.ofNullable(e.getResponse())
                .map(response -> response.getHeaderValue(HttpHeaderName.RETRY_AFTER))
                .flatMap(value -> RetryAfter.seconds(value, Instant.now()))
                .orElse(null);
    }
}
