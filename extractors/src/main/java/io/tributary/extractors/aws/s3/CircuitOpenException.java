package io.tributary.extractors.aws.s3;

import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/** A request was not sent, because the bucket failed again and again. */
final class CircuitOpenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CircuitOpenException(String message) {
        super(message);
    }

    /**
     * Wraps it in an exception that the SDK does not retry. The SDK copies its own exceptions, but keeps their causes.
     */
    SdkClientException wrapped() {
        return SdkClientException.create(getMessage(), this);
    }

    /** The exception of this class in {@code e}, if there is one. */
    static Optional<CircuitOpenException> in(SdkException e) {
        return e.getCause() instanceof CircuitOpenException leftAlone ? Optional.of(leftAlone) : Optional.empty();
    }
}
