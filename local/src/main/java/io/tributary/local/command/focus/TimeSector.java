package io.tributary.local.command.focus;

import java.time.Instant;
import java.util.List;

/**
 * What is known of the cost records of a billing period, as FOCUS's metadata of recency has it.
 *
 * @param start first instant of the period
 * @param end first instant after it
 * @param lacks why the records of it are not all that there is, in sentences; empty where they are
 * @param lastUpdated when the last of its deliveries was worked on
 */
public record TimeSector(Instant start, Instant end, List<String> lacks, Instant lastUpdated) {

    public TimeSector {
        lacks = List.copyOf(lacks);
    }

    boolean isComplete() {
        return lacks.isEmpty();
    }
}
