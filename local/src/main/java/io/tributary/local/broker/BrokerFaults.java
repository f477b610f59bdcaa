package io.tributary.local.broker;

import org.apache.kafka.common.utils.Exit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a broker's fatal fault does to this JVM. While the broker starts, it is an exception. Later the JVM ends, as a
 * broker's process would, and says why.
 */
final class BrokerFaults {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerFaults.class);

    /** BSD's EX_SOFTWARE, as for every internal error of the command. */
    private static final int INTERNAL_ERROR = 70;

    private static final ThreadLocal<Boolean> STARTING = ThreadLocal.withInitial(() -> false);

    private BrokerFaults() {}

    /** Takes over the broker's ways to end the JVM. */
    static void install() {
        Exit.setExitProcedure(BrokerFaults::onFault);
        Exit.setHaltProcedure(BrokerFaults::onFault);
    }

    /** Runs a start on this thread: a fault in it becomes an {@link IllegalStateException}. */
    static void whileStarting(Runnable start) {
        STARTING.set(true);
        try {
            start.run();
        } finally {
            STARTING.remove();
        }
    }

    private static void onFault(int status, String message) {
        String fault = "The embedded Kafka broker had a fatal fault (status " + status
                + (message == null ? "" : ", " + message) + "); the log says more";
        if (STARTING.get()) {
            throw new IllegalStateException(fault);
        }
        LOG.error(fault);
        System.err.println("tributary: " + fault);
        // Not exit: the broker's threads may be waiting for the very locks that shutdown hooks would need.
        Runtime.getRuntime().halt(INTERNAL_ERROR);
    }
}
