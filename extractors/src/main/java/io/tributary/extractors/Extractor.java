package io.tributary.extractors;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.ExtractorConfig.Provider;
import io.tributary.extractors.aws.AwsSource;
import io.tributary.extractors.azure.AzureSource;
import io.tributary.extractors.csv.PageLimits;
import io.tributary.extractors.gcp.GcpSource;
import io.tributary.extractors.publish.CursorTopic;
import io.tributary.extractors.publish.PagePublisher;
import io.tributary.extractors.source.BillingSource;
import io.tributary.extractors.source.BillingSource.Discovery;
import io.tributary.extractors.source.SourceException;
import io.tributary.schemas.RawPage;
import io.tributary.schemas.SourceCursor;
import io.tributary.schemas.Topic;
import io.tributary.schemas.Topics;
import io.tributary.schemas.topics.TopicContracts;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** Wires the source that the settings name to Kafka, and runs it once. */
public final class Extractor {

    /** What a record has beside a page's content: its other fields, its key and the batch's header. */
    private static final int RECORD_OVERHEAD_BYTES = 64 * 1024;

    private Extractor() {}

    /**
     * Publishes every delivery of the input that is not yet on Kafka. What cannot be read is reported in the result, and
     * does not hinder the rest.
     *
     * <p>May be ended at any moment, and run again: pages that were committed are not published again.
     *
     * @param config the settings
     * @param progress hears how it goes on
     * @param clock tells the time of publication
     * @throws org.apache.kafka.common.KafkaException where the cluster fails
     * @throws io.tributary.schemas.topics.ContradictoryTopicException where a topic's settings would break its contract
     */
    public static ExtractionResult run(ExtractorConfig config, Progress progress, InstantSource clock) {
        requireNonNull(config, "config");
        requireNonNull(progress, "progress");
        requireNonNull(clock, "clock");
        try {
            Provider provider = ProviderChoice.of(config);
            return run(config, Topics.raw(provider.name().toLowerCase(Locale.ROOT)), provider, progress, clock);
        } catch (SourceException e) {
            // Nothing at all could be found out about the input: what follows is one error, and no delivery.
            progress.failed(e);
            return new ExtractionResult(List.of(), 0, 0, 0, List.of(e));
        }
    }

    private static ExtractionResult run(
            ExtractorConfig config, Topic<RawPage> topic, Provider provider, Progress progress, InstantSource clock) {
        try (BillingSource source = open(config, provider, limits(config, topic), clock)) {
            Discovery discovery = source.discover();
            ensureTopics(config, topic);
            try (PagePublisher publisher = PagePublisher.open(config.publish(), topic)) {
                Map<String, SourceCursor> cursors = CursorTopic.read(config.publish());
                return new Extraction(publisher, cursors, progress, clock).run(source.since(discovery, cursors));
            }
        }
    }

    private static BillingSource open(
            ExtractorConfig config, Provider provider, PageLimits limits, InstantSource clock) {
        return switch (provider) {
            case AWS -> AwsSource.open(config.input(), config.aws(), limits, config.parallelism());
            case AZURE -> AzureSource.open(config.input(), config.azure(), limits, config.parallelism(), clock);
            case GCP -> GcpSource.open(config.input(), config.gcp(), limits, config.parallelism());
            case AUTO -> throw new IllegalArgumentException("The provider was not chosen");
        };
    }

    private static PageLimits limits(ExtractorConfig config, Topic<RawPage> topic) {
        int mostOfRecord = Integer.parseInt(topic.required().get("max.message.bytes"));
        return new PageLimits(config.pageBytes(), config.pageRows(), mostOfRecord - RECORD_OVERHEAD_BYTES);
    }

    private static void ensureTopics(ExtractorConfig config, Topic<RawPage> topic) {
        try (Admin admin =
                Admin.create(Map.<String, Object>copyOf(config.publish().kafka()))) {
            TopicContracts.ensure(
                    admin, List.of(topic, Topics.CURSORS), config.topicPartitions(), config.topicReplicationFactor());
        }
    }
}
