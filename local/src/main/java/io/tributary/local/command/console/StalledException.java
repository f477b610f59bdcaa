package io.tributary.local.command.console;

/** The streams application made no progress for too long. */
public final class StalledException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StalledException(String message) {
        super(message);
    }
}
