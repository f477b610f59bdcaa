package io.tributary.local.command.deliveries;

import io.tributary.streams.StreamsAppConfig;
import io.tributary.streams.StreamsApplication;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Runs the streams application of a data directory for as long as a command needs it. */
final class StreamsRun {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(200);

    private StreamsRun() {}

    /**
     * Runs it until {@code settled}, as {@code watch} sees it, or until it has made no progress for a minute.
     *
     * @return whether it is settled
     * @throws IllegalStateException if the application fails
     */
    static boolean until(Map<String, String> settings, DeliveryWatch watch, BooleanSupplier settled) {
        try (StreamsPositions positions = new StreamsPositions(settings)) {
            return until(settings, watch, positions, settled);
        }
    }

    /** The same, for who asks for positions as well. */
    static boolean until(
            Map<String, String> settings, DeliveryWatch watch, StreamsPositions positions, BooleanSupplier settled) {
        try (StreamsApplication application = new StreamsApplication(StreamsAppConfig.from(settings))) {
            application.start();
            long seen = watch.seen() + positions.sum();
            long moved = System.nanoTime();
            while (!settled.getAsBoolean() && System.nanoTime() - moved < PATIENCE.toNanos()) {
                watch.poll(POLL);
                if (application.failure().isPresent()) {
                    throw new IllegalStateException(
                            "The streams application failed",
                            application.failure().get());
                }
                long now = watch.seen() + positions.sum();
                if (now != seen) {
                    seen = now;
                    moved = System.nanoTime();
                }
            }
            return settled.getAsBoolean();
        }
    }
}
