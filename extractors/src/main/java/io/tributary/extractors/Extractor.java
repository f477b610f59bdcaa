package io.tributary.extractors;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.publish.ReadingIds;
import io.tributary.extractors.run.Job;
import io.tributary.extractors.throttle.Pause;
import java.security.SecureRandom;
import java.time.InstantSource;

/** Reads the configured inputs and publishes their deliveries to Kafka. */
public final class Extractor {

    private Extractor() {}

    /**
     * Publishes every delivery of the inputs that is not yet on Kafka, and ends; {@code extractor.interval.ms} is
     * ignored. Problems are reported in the result; the other deliveries are published all the same.
     *
     * <p>May be killed at any moment and run again: committed pages are not published again.
     *
     * @param config the settings
     * @param progress callbacks about the progress
     * @param clock the time of publication, and the time by which periods are open or closed
     * @throws org.apache.kafka.common.KafkaException if the cluster fails
     * @throws io.tributary.schemas.topics.ContradictoryTopicException if a topic's settings would break its contract
     */
    public static ExtractionResult run(ExtractorConfig config, Progress progress, InstantSource clock) {
        requireNonNull(config, "config");
        requireNonNull(progress, "progress");
        requireNonNull(clock, "clock");
        try (Job job = new Job(
                config, opener(config, progress, clock, Pause.REAL), progress, clock, Pause.REAL, readings(), false)) {
            return job.once();
        }
    }

    /**
     * Publishes every delivery of the inputs that is not yet on Kafka, and looks for more whenever {@code
     * extractor.interval.ms} has passed, until the thread is interrupted. Problems are reported to {@code progress};
     * what failed is tried again, and so is a cluster that fails.
     *
     * @param config the settings
     * @param progress callbacks about the progress
     * @param clock the time of publication, and the time by which periods are open or closed
     * @param pause waits between looks, and while the consumer of the raw topic lags behind
     * @return what was published until the thread was interrupted, with the last delivery of each scope, and without
     *     errors; the interrupt is cleared
     * @throws org.apache.kafka.common.errors.ProducerFencedException if another extractor of the same name has taken
     *     over
     * @throws org.apache.kafka.common.KafkaException if the cluster refuses what the settings ask for
     * @throws io.tributary.schemas.topics.ContradictoryTopicException if a topic's settings would break its contract
     */
    public static ExtractionResult serve(ExtractorConfig config, Progress progress, InstantSource clock, Pause pause) {
        requireNonNull(config, "config");
        requireNonNull(progress, "progress");
        requireNonNull(clock, "clock");
        requireNonNull(pause, "pause");
        if (!config.schedule().isDaemon()) {
            throw new IllegalArgumentException(
                    ExtractorConfig.INTERVAL + " is 0: expected how long to wait between looks");
        }
        try (Job job = new Job(
                config, opener(config, progress, clock, Pause.REAL), progress, clock, pause, readings(), true)) {
            return job.untilInterrupted();
        }
    }

    private static ReadingIds readings() {
        return new ReadingIds(new SecureRandom());
    }

    private static Job.Opener opener(ExtractorConfig config, Progress progress, InstantSource clock, Pause pause) {
        return (input, provider, limits) -> {
            Pause announced = duration -> {
                progress.sourceWaits(provider, duration);
                pause.pause(duration);
            };
            return config.configured(provider).open(input, limits, config.parallelism(), clock, announced);
        };
    }
}
