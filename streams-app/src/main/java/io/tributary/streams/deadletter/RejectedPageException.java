package io.tributary.streams.deadletter;

import static java.util.Objects.requireNonNull;

/** Aborts the reading of a whole page, before any of it is published. */
public final class RejectedPageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final RejectionCode code;

    public RejectedPageException(RejectionCode code, String message) {
        super(message);
        this.code = requireNonNull(code, "code");
    }

    public RejectionCode code() {
        return code;
    }
}
