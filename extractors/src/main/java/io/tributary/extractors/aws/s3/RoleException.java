package io.tributary.extractors.aws.s3;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The role in which a bucket is read could not be assumed. The reason is not its cause but suppressed in it, so that the
 * SDK, which has tried it often enough by then, does not try again with the bucket.
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

    /** Whether STS refused, or there is nobody to ask it: what does not pass by itself. */
    boolean isDenied() {
        return reason instanceof AwsServiceException service
                ? S3Failures.isDenied(service)
                : S3Failures.isCredentials(reason);
    }
}
