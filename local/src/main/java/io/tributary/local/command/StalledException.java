package io.tributary.local.command;

/** The streams application made no progress for too long. */
final class StalledException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StalledException(String message) {
        super(message);
    }
}
