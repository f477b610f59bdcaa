package io.tributary.extractors.throttle;

import java.time.Duration;

/** Lets time pass. */
@FunctionalInterface
public interface Pause {

    /** Lets it pass for real; restores the interrupt and throws where it is interrupted. */
    Pause REAL = duration -> {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedPauseException(e);
        }
    };

    void pause(Duration duration);

    /** A pause was interrupted, because what it was part of is no longer wanted. */
    final class InterruptedPauseException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public InterruptedPauseException(InterruptedException cause) {
            super("Interrupted while waiting to try again", cause);
        }
    }
}
