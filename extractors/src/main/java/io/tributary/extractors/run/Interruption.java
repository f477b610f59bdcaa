package io.tributary.extractors.run;

import io.tributary.extractors.throttle.Pause.InterruptedPauseException;
import java.util.concurrent.CancellationException;
import org.apache.kafka.common.errors.InterruptException;

/** Tells what failed because the thread was interrupted, in each of the ways in which that shows. */
final class Interruption {

    private Interruption() {}

    /** Ends what this thread does where it is to end. */
    static void throwIfInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptException("Interrupted");
        }
    }

    /** Ends what this thread does where it is to end, in place of a failure that is a consequence of that. */
    static void throwIfInterrupted(RuntimeException failure) {
        if (Thread.currentThread().isInterrupted()) {
            InterruptException interrupt = new InterruptException("Interrupted");
            interrupt.addSuppressed(failure);
            throw interrupt;
        }
    }

    /** Whether a failure is nothing but the thread's being interrupted. */
    static boolean is(RuntimeException failure) {
        return failure instanceof InterruptException
                || failure instanceof InterruptedPauseException
                || failure instanceof CancellationException
                || Thread.currentThread().isInterrupted();
    }
}
