package io.tributary.benchmarks.command;

import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What a process took from its start to its end.
 *
 * @param exitCode its exit code
 * @param wall time that passed
 * @param cpu user and system time, those of the children that it waited for included
 * @param peakBytes the most memory that was resident, at the last reading; absent where the operating system does not
 *     tell
 * @param parts CPU time by part, adding up to {@code cpu}; empty where the operating system does not tell
 * @param threads CPU time after the start by beginning of a thread's name
 */
record ProcessCost(
        int exitCode,
        Duration wall,
        Duration cpu,
        OptionalLong peakBytes,
        Map<Part, Duration> parts,
        Map<String, Duration> threads) {

    ProcessCost {
        Map<Part, Duration> ordered = new EnumMap<>(Part.class);
        ordered.putAll(parts);
        parts = Collections.unmodifiableMap(ordered);
        threads = Collections.unmodifiableMap(new TreeMap<>(threads));
    }

    /** CPU time in microseconds a row. */
    double micros(long rows) {
        return micros(cpu, rows);
    }

    static double micros(Duration cpu, long rows) {
        return cpu.toNanos() / 1e3 / rows;
    }

    /** The one of several whose CPU time is in the middle; of two in the middle the cheaper one. */
    static ProcessCost median(List<ProcessCost> costs) {
        return costs.stream()
                .sorted(Comparator.comparing(ProcessCost::cpu))
                .toList()
                .get((costs.size() - 1) / 2);
    }
}
