package io.tributary.benchmarks;

import java.time.Duration;

/**
 * What was done between two commits.
 *
 * @param rows rows between them
 * @param time time between them
 * @param application CPU time of the application between them
 * @param broker CPU time of the broker between them
 * @param others CPU time of everything else on the machine, this JVM included
 */
record Measured(long rows, Duration time, Duration application, Duration broker, Duration others) {

    static Measured between(Sample start, Sample end, RawLog log) {
        Duration application = end.application().minus(start.application());
        Duration broker = end.broker().minus(start.broker());
        Duration machine = end.machine().minus(start.machine());
        return new Measured(
                log.rowsBefore(end.positions()) - log.rowsBefore(start.positions()),
                Duration.ofNanos(end.nanoTime() - start.nanoTime()),
                application,
                broker,
                machine.isZero() ? Duration.ZERO : machine.minus(application).minus(broker));
    }

    double rowsPerSecond() {
        return rows * 1e9 / time.toNanos();
    }

    /** CPU time of the application, in microseconds a row. */
    double applicationMicros() {
        return application.toNanos() / 1e3 / rows;
    }

    /** CPU time of the broker, in microseconds a row. */
    double brokerMicros() {
        return broker.toNanos() / 1e3 / rows;
    }

    double micros() {
        return applicationMicros() + brokerMicros();
    }

    /** Processors that were kept busy by everything else. */
    double otherProcessors() {
        return (double) others.toNanos() / time.toNanos();
    }
}
