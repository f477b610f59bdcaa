package io.tributary.local.command.console;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends a job on Ctrl-C and SIGTERM as an exception of its own would: what it opened is closed before the JVM ends.
 */
public final class Interruption implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 40;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook;

    private Interruption(Thread job) {
        hook = new Thread(() -> interrupt(job), "interruption");
    }

    /** Interrupts this thread when the JVM is asked to end, until this is closed. */
    public static Interruption ofThisThread() {
        Interruption interruption = new Interruption(Thread.currentThread());
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    private void interrupt(Thread job) {
        System.err.println("tributary: interrupted");
        job.interrupt();
        try {
            ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The job has ended, and closed what it opened. */
    @Override
    public void close() {
        ended.countDown();
        // The code that follows may block, and must not be interrupted any more.
        Thread.interrupted();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending: that is why the job did.
            return;
        }
    }
}
