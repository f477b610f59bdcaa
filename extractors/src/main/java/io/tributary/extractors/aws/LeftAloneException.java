package io.tributary.extractors.aws;

import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/** A request was not sent, because the bucket failed again and again. */
final class LeftAloneException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LeftAloneException(String message) {
        super(message);
    }

    /** Wraps it in what the SDK does not try again. The SDK copies its own exceptions, but keeps what is in them. */
    SdkClientException wrapped() {
        return SdkClientException.create(getMessage(), this);
    }

    /** What is wrapped in {@code e}, if it is one of these. */
    static Optional<LeftAloneException> in(SdkException e) {
        return e.getCause() instanceof LeftAloneException leftAlone ? Optional.of(leftAlone) : Optional.empty();
    }
}
