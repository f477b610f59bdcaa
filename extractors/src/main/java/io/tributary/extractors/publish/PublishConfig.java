package io.tributary.extractors.publish;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Map;

/**
 * Settings of publication.
 *
 * @param extractorName name of the extractor, from which its transactional id is made
 * @param transactionBytes bytes of content after which pages are published
 * @param transactionPages pages after which pages are published
 * @param transactionTime time after which pages are published
 * @param kafka settings of Kafka's clients, by Kafka's names
 * @param serde settings of the serde and of the schema registry, by Confluent's names
 */
public record PublishConfig(
        String extractorName,
        int transactionBytes,
        int transactionPages,
        Duration transactionTime,
        Map<String, String> kafka,
        Map<String, String> serde) {

    public PublishConfig {
        requireNonNull(extractorName, "extractorName");
        requireNonNull(transactionTime, "transactionTime");
        kafka = Map.copyOf(kafka);
        serde = Map.copyOf(serde);
    }
}
