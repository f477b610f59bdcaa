package io.tributary.extractors.run;

import io.tributary.extractors.throttle.Pause.InterruptedPauseException;
import java.util.concurrent.CancellationException;
import org.apache.kafka.common.errors.InterruptException;

/** Recognises failures that an interrupt of the thread caused, in all the forms that they have. */
final class Interruption {

    private Interruption() {}

    /** Throws if this thread was interrupted. */
    static void throwIfInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptException("Interrupted");
        }
    }

    /** Throws if this thread was interrupted, in place of the failure that the interrupt caused. */
    static void throwIfInterrupted(RuntimeException failure) {
        if (Thread.currentThread().isInterrupted()) {
            InterruptException interrupt = new InterruptException("Interrupted");
            interrupt.addSuppressed(failure);
            throw interrupt;
        }
    }

    /** Whether an interrupt of the thread caused a failure. */
    static boolean is(RuntimeException failure) {
        return failure instanceof InterruptException
                || failure instanceof InterruptedPauseException
                || failure instanceof CancellationException
                || Thread.currentThread().isInterrupted();
    }
}
