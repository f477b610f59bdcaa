package io.tributary.extractors.aws.s3;

import io.tributary.extractors.source.DeliveryChangedException;
import io.tributary.extractors.source.SourceException;
import io.tributary.extractors.throttle.RetryAfter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** What S3's refusals mean. Source: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
final class S3Failures {

    private static final int NOT_FOUND = 404;
    private static final int PRECONDITION_FAILED = 412;
    private static final Set<Integer> DENIED = Set.of(401, 403);
    private static final Set<String> DENIED_CODES = Set.of("ExpiredToken", "InvalidToken", "TokenRefreshRequired");
    private static final Set<String> KEY_CODES =
            Set.of("KMS.DisabledException", "KMS.InvalidStateException", "KMS.NotFoundException");

    /** 503 has a code only in the body, which answers to HEAD lack. */
    private static final Set<Integer> THROTTLED = Set.of(429, 503);

    private static final Set<String> THROTTLED_CODES = Set.of(
            "SlowDown",
            "Throttling",
            "ThrottlingException",
            "KMS.ThrottlingException",
            "RequestLimitExceeded",
            "TooManyRequests");

    private S3Failures() {}

    /** Whether the object does not exist. A bucket that does not exist does not count. */
    static boolean isMissing(SdkException e) {
        return e instanceof AwsServiceException service
                && service.statusCode() == NOT_FOUND
                && !"NoSuchBucket".equals(code(service));
    }

    /** Whether the credentials, or the key that an object is encrypted with, do not permit to read it. */
    static boolean isDenied(AwsServiceException e) {
        return DENIED.contains(e.statusCode()) || DENIED_CODES.contains(code(e)) || KEY_CODES.contains(code(e));
    }

    /** Whether there are no credentials to ask with. */
    static boolean isCredentials(SdkException e) {
        return e.getMessage() != null && e.getMessage().contains("credentials");
    }

    /** The exception for a failure to open an object in a certain version. */
    static RuntimeException translateRead(String object, SdkException e) {
        if (e instanceof AwsServiceException service && service.statusCode() == PRECONDITION_FAILED) {
            return new DeliveryChangedException(object, "was rewritten while it was being read");
        }
        if (isMissing(e)) {
            return new DeliveryChangedException(object, "was deleted while it was being read");
        }
        return translate(object, e);
    }

    static SourceException translate(String object, SdkException e) {
        if (e instanceof RoleException role) {
            return role.isDenied()
                    ? new SourceException.Denied(object, e.getMessage(), e)
                    : new SourceException.Unavailable(object, e.getMessage(), e);
        }
        Optional<CircuitOpenException> leftAlone = CircuitOpenException.in(e);
        if (leftAlone.isPresent()) {
            return new SourceException.Unavailable(object, leftAlone.get().getMessage(), e);
        }
        String problem = describe("S3", e);
        if (!(e instanceof AwsServiceException service)) {
            return isCredentials(e)
                    ? new SourceException.Denied(object, problem, e)
                    : new SourceException.Unavailable(object, problem, e);
        }
        if (THROTTLED.contains(service.statusCode()) || THROTTLED_CODES.contains(code(service))) {
            return new SourceException.Throttled(object, retryAfter(service), problem, e);
        }
        if (isDenied(service)) {
            return new SourceException.Denied(object, problem, e);
        }
        if (service.statusCode() == NOT_FOUND) {
            return new SourceException.Missing(object, problem, e);
        }
        return new SourceException.Unavailable(object, problem, e);
    }

    /** The service's own error message, or why there is none. */
    static String describe(String service, SdkException e) {
        if (e instanceof AwsServiceException refusal) {
            return String.join(" ", service, "says", refusal.statusCode() + " " + code(refusal))
                            .strip()
                    + message(refusal);
        }
        return isCredentials(e)
                ? "there are no AWS credentials: " + e.getMessage()
                : service + " cannot be reached: " + e.getMessage();
    }

    private static String code(AwsServiceException e) {
        return e.awsErrorDetails() == null || e.awsErrorDetails().errorCode() == null
                ? ""
                : e.awsErrorDetails().errorCode();
    }

    private static String message(AwsServiceException e) {
        return e.awsErrorDetails() == null || e.awsErrorDetails().errorMessage() == null
                ? ""
                : ": " + e.awsErrorDetails().errorMessage();
    }

    private static Duration retryAfter(AwsServiceException e) {
        if (e.awsErrorDetails() == null || e.awsErrorDetails().sdkHttpResponse() == null) {
            return null;
        }
        return e.awsErrorDetails()
                .sdkHttpResponse()
                .firstMatchingHeader("Retry-After")
                .flatMap(value -> RetryAfter.seconds(value, Instant.now()))
                .orElse(null);
    }
}
