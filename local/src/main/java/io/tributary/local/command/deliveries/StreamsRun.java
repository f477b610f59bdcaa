package io.tributary.local.command.deliveries;

import io.tributary.local.command.console.StalledException;
import io.tributary.schemas.Topics;
import io.tributary.streams.StreamsAppConfig;
import io.tributary.streams.StreamsApplication;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.TopicPartition;

/** Runs the streams application of a data directory for as long as a command needs it. */
public final class StreamsRun {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(200);

    private StreamsRun() {}

    /**
     * Runs it until {@code settled}, as {@code watch} sees it, or until it has made no progress for a minute.
     *
     * @return whether it is settled
     * @throws IllegalStateException if the application fails
     */
    public static boolean until(Map<String, String> settings, DeliveryWatch watch, BooleanSupplier settled) {
        try (StreamsPositions positions = new StreamsPositions(settings)) {
            return until(settings, watch, positions, settled);
        }
    }

    /**
     * Runs it until it has taken everything that is on raw topics now; it is not started where it has.
     *
     * @param providers those whose raw topics are looked at, as far as they exist
     * @throws StalledException if it has made no progress for a minute
     */
    public static void untilTaken(Map<String, String> settings, DeliveryWatch watch, Collection<String> providers) {
        try (StreamsPositions positions = new StreamsPositions(settings)) {
            Map<TopicPartition, Long> ends = new HashMap<>();
            positions
                    .existing(providers.stream()
                            .map(provider -> Topics.raw(provider).name())
                            .toList())
                    .forEach(topic -> ends.putAll(positions.ends(topic)));
            if (!positions.isTaken(ends) && !until(settings, watch, positions, () -> positions.isTaken(ends))) {
                throw new StalledException("The streams application has made no progress for a minute with what is on"
                        + " raw topics; the next run continues it");
            }
        }
    }

    /** As {@link #until}, until what the deliveries bill was looked at across deliveries, too. */
    public static boolean untilChecked(Map<String, String> settings, DeliveryWatch watch, BooleanSupplier settled) {
        try (StreamsPositions positions = new StreamsPositions(settings)) {
            Map<TopicPartition, Long> claims = new HashMap<>();
            return until(settings, watch, positions, () -> {
                if (claims.isEmpty() && settled.getAsBoolean()) {
                    claims.putAll(positions.ends(Topics.CLAIMS.name()));
                }
                return !claims.isEmpty() && positions.isTaken(claims);
            });
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
