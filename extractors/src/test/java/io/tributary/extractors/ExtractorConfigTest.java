package io.tributary.extractors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.extractors.aws.AwsConfig;
import io.tributary.extractors.publish.PublishConfig;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

/** Settings: defaults, mapping and complaints. */
class ExtractorConfigTest {

    @Test
    void defaultsAreThoseOfTheDocumentation() {
        ExtractorConfig config =
                ExtractorConfig.from(Map.of("extractor.input", "bills", "kafka.bootstrap.servers", "localhost:9092"));

        assertThat(config)
                .isEqualTo(new ExtractorConfig(
                        "bills",
                        1_000_000,
                        10_000,
                        2,
                        4,
                        (short) -1,
                        new AwsConfig(Optional.empty(), Optional.empty(), false, AwsConfig.Deliveries.NEWEST, true),
                        new PublishConfig(
                                "tributary-extractor",
                                8 * 1024 * 1024,
                                100,
                                Duration.ofSeconds(5),
                                Map.of("bootstrap.servers", "localhost:9092"),
                                Map.of())));
    }

    @Test
    void everySettingIsMapped() {
        ExtractorConfig config = ExtractorConfig.from(Map.ofEntries(
                Map.entry("extractor.input", "s3://bucket/some/prefix"),
                Map.entry("extractor.name", "name"),
                Map.entry("extractor.page.bytes", "1000"),
                Map.entry("extractor.page.rows", "10"),
                Map.entry("extractor.parallelism", "3"),
                Map.entry("extractor.transaction.bytes", "4000"),
                Map.entry("extractor.transaction.pages", "5"),
                Map.entry("extractor.transaction.ms", "6"),
                Map.entry("topic.partitions", "7"),
                Map.entry("topic.replication.factor", "3"),
                Map.entry("aws.s3.endpoint", "http://localhost:9000"),
                Map.entry("aws.s3.region", "eu-central-1"),
                Map.entry("aws.s3.path.style", "true"),
                Map.entry("aws.deliveries", "ALL"),
                Map.entry("aws.cost.survey", "false"),
                Map.entry("kafka.bootstrap.servers", "broker:9092"),
                Map.entry("kafka.security.protocol", "SSL"),
                Map.entry("schema.registry.url", "http://registry:8081")));

        assertThat(config)
                .isEqualTo(new ExtractorConfig(
                        "s3://bucket/some/prefix",
                        1000,
                        10,
                        3,
                        7,
                        (short) 3,
                        new AwsConfig(
                                Optional.of(URI.create("http://localhost:9000")),
                                Optional.of("eu-central-1"),
                                true,
                                AwsConfig.Deliveries.ALL,
                                false),
                        new PublishConfig(
                                "name",
                                4000,
                                5,
                                Duration.ofMillis(6),
                                Map.of("bootstrap.servers", "broker:9092", "security.protocol", "SSL"),
                                Map.of("schema.registry.url", "http://registry:8081"))));
    }

    @Test
    void everyProblemIsReportedTogether() {
        assertThatThrownBy(() -> ExtractorConfig.from(Map.of(
                        "extractor.input", "gs://bucket",
                        "extractor.parallelism", "0",
                        "extractor.page.size", "1",
                        "aws.deliveries", "some",
                        "aws.s3.endpoint", "localhost:9000")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("kafka.bootstrap.servers")
                .hasMessageContaining("gs://bucket")
                .hasMessageContaining("extractor.parallelism")
                .hasMessageContaining("Unknown setting extractor.page.size")
                .hasMessageContaining("aws.deliveries")
                .hasMessageContaining("aws.s3.endpoint");
    }

    @Test
    void everySettingIsDescribed() {
        assertThat(ExtractorConfig.SETTINGS.configKeys().values())
                .allSatisfy(key -> assertThat(key.documentation).isNotBlank());
    }
}
