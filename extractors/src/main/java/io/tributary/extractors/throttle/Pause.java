package io.tributary.extractors.throttle;

import java.time.Duration;

/** Waits. */
@FunctionalInterface
public interface Pause {

    /** Sleeps. If the thread is interrupted, restores the interrupt and throws. */
    Pause REAL = duration -> {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedPauseException(e);
        }
    };

    void pause(Duration duration);

    /** A pause was interrupted. */
    final class InterruptedPauseException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public InterruptedPauseException(InterruptedException cause) {
            super("Interrupted while waiting to try again", cause);
        }
    }
}
