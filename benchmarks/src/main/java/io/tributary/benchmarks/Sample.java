package io.tributary.benchmarks;

import java.time.Duration;

/**
 * How far a run has come at one moment.
 *
 * @param nanoTime the moment, by this JVM's clock
 * @param positions committed position of each partition of the raw topic
 * @param application CPU time of the application's process so far
 * @param broker CPU time of the broker's process so far
 * @param machine CPU time of the whole machine so far; zero where the operating system does not tell
 */
record Sample(long nanoTime, long[] positions, Duration application, Duration broker, Duration machine) {}
