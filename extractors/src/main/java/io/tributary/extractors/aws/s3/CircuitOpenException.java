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

    /** Wraps it in what the SDK does not try again. The SDK copies its own exceptions, but keeps what is in them. */
    SdkClientException wrapped() {
        return SdkClientException.create(getMessage(), this);
    }

    /** What is wrapped in {@code e}, if it is one of these. */
    static Optional<CircuitOpenException> in(SdkException e) {
        return e.getCause() instanceof CircuitOpenException leftAlone ? Optional.of(leftAlone) : Optional.empty();
    }
}
