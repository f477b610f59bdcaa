package io.tributary.extractors.aws.s3;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The role in which a bucket is read could not be assumed. The reason is a suppressed exception instead of the cause,
 * so that the SDK does not retry the request to the bucket: the SDK has already retried the one to STS.
 */
final class RoleException extends SdkClientException {

    private static final long serialVersionUID = 1L;

    private final SdkException reason;

    RoleException(String role, SdkException reason) {
        super(SdkClientException.builder()
                .message("the role " + role + " cannot be assumed: " + S3Failures.describe("STS", reason)));
        this.reason = reason;
        addSuppressed(reason);
    }

    /** Whether STS refused, or there are no credentials: a problem that does not pass by itself. */
    boolean isDenied() {
        return reason instanceof AwsServiceException service
                ? S3Failures.isDenied(service)
                : S3Failures.isCredentials(reason);
    }
}
