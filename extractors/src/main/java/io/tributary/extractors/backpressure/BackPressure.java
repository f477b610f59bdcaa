package io.tributary.extractors.backpressure;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.publish.Gate;
import io.tributary.extractors.throttle.Pause;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pauses publication while a consumer group lags too far behind on the raw topic, until the lag is four fifths of the
 * limit. Used by the thread that publishes.
 */
public final class BackPressure implements Gate {

    private static final Logger LOGGER = LoggerFactory.getLogger(BackPressure.class);

    private final String group;
    private final BackPressureConfig config;
    private final Supplier<Map<TopicPartition, Unread>> offsets;
    private final Listener listener;
    private final InstantSource clock;
    private final Pause pause;
    private final PublishedPages published = new PublishedPages();

    private Instant asked = Instant.MIN;
    private Lag lag = Lag.NONE;
    private boolean isEstimated;

    BackPressure(
            BackPressureConfig config,
            Supplier<Map<TopicPartition, Unread>> offsets,
            Listener listener,
            InstantSource clock,
            Pause pause) {
        this.config = requireNonNull(config, "config");
        this.group = config.group().orElseThrow();
        this.offsets = requireNonNull(offsets, "offsets");
        this.listener = requireNonNull(listener, "listener");
        this.clock = requireNonNull(clock, "clock");
        this.pause = requireNonNull(pause, "pause");
    }

    /** Callbacks about pauses, from the thread that publishes. */
    public interface Listener {

        /** Publication waits, because {@code group} lags behind by {@code lag}. */
        void paused(String group, Lag lag);

        /** Publication continues after it has waited for {@code waited}. */
        void resumed(String group, Lag lag, Duration waited);

        /** The lag as it is known now. */
        void lags(Lag lag);

        /** A record waits because the producer's buffer is full. */
        void bufferFull(long bytes, long available);
    }

    /**
     * The gate of these settings.
     *
     * @param admin asks the cluster; not closed with the gate
     * @param topic the raw topic
     */
    public static Gate of(
            BackPressureConfig config, Admin admin, String topic, Listener listener, InstantSource clock, Pause pause) {
        if (config.group().isEmpty()) {
            return new Gate() {
                @Override
                public void await() {
                    // No consumer is waited for.
                }

                @Override
                public void bufferFull(long bytes, long available) {
                    listener.bufferFull(bytes, available);
                }
            };
        }
        GroupOffsets offsets = new GroupOffsets(admin, topic, config.group().get());
        return new BackPressure(config, offsets::unread, listener, clock, pause);
    }

    @Override
    public void await() {
        if (!clock.instant().isBefore(nextQuestion())) {
            ask();
        }
        if (lag.exceeds(config.most()) && isEstimated) {
            // Pages that were published since the last look count as unread, though the group may have read them.
            waitForAnswer();
        }
        if (lag.exceeds(config.most())) {
            waitForRoom();
        }
    }

    @Override
    public void committed(List<RecordMetadata> pages) {
        published.committed(pages);
        lag = lag.plus(PublishedPages.sizes(pages));
        isEstimated = true;
    }

    @Override
    public void bufferFull(long bytes, long available) {
        listener.bufferFull(bytes, available);
    }

    private void waitForRoom() {
        Instant since = clock.instant();
        LOGGER.warn(
                "Consumer group {} lags behind by {}: extraction waits until it does by no more than {}",
                group,
                lag,
                config.resumed());
        listener.paused(group, lag);
        while (lag.exceeds(config.resumed())) {
            waitForAnswer();
        }
        Duration waited = Duration.between(since, clock.instant());
        LOGGER.info("Consumer group {} lags behind by {}: extraction goes on after {}", group, lag, waited);
        listener.resumed(group, lag, waited);
    }

    /** Reads the lag if the poll interval has passed. */
    private void waitForAnswer() {
        Duration left = Duration.between(clock.instant(), nextQuestion());
        if (!left.isNegative() && !left.isZero()) {
            pause.pause(left);
        }
        ask();
    }

    private Instant nextQuestion() {
        return asked.equals(Instant.MIN) ? asked : asked.plus(config.poll());
    }

    private void ask() {
        lag = published.lag(offsets.get());
        isEstimated = false;
        asked = clock.instant();
        listener.lags(lag);
    }
}
