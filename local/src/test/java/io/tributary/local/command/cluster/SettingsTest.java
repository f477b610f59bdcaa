package io.tributary.local.command.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.extractors.ExtractorConfig;
import io.tributary.extractors.aws.AwsConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Merges settings. */
class SettingsTest {

    @TempDir
    private Path directory;

    @Test
    void flagsWinOverTheEnvironmentAndThatOverTheFile() throws IOException {
        Path file = Files.writeString(directory.resolve("tributary.properties"), """
                extractor.page.rows=1
                extractor.page.bytes=1
                extractor.parallelism=1
                """);

        Map<String, String> settings = Settings.merge(
                file,
                Map.of("EXTRACTOR_PAGE_BYTES", "2", "EXTRACTOR_PARALLELISM", "2"),
                Map.of("extractor.parallelism", "3"));

        assertThat(settings)
                .containsExactly(
                        Map.entry("extractor.page.bytes", "2"),
                        Map.entry("extractor.page.rows", "1"),
                        Map.entry("extractor.parallelism", "3"));
    }

    @Test
    void theEnvironmentSpeaksOfKafkaTheRegistryAndBothApplications() {
        Map<String, String> settings = Settings.merge(
                null,
                Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS", "kafka:9092",
                        "KAFKA_SASL_JAAS_CONFIG", "secret",
                        "KAFKA_HOME", "/opt/kafka",
                        "SCHEMA_REGISTRY_URL", "http://registry",
                        "STREAMS_THREADS", "4",
                        "AWS_S3_REGION", "eu-central-1"),
                Map.of());

        assertThat(settings)
                .containsOnly(
                        Map.entry("kafka.bootstrap.servers", "kafka:9092"),
                        Map.entry("kafka.sasl.jaas.config", "secret"),
                        Map.entry("schema.registry.url", "http://registry"),
                        Map.entry("streams.threads", "4"),
                        Map.entry("aws.s3.region", "eu-central-1"));
    }

    @Test
    void settingsOfASingleBucketAreLeftToTheExtractorWhichKnowsThem() throws IOException {
        Path file = Files.writeString(directory.resolve("tributary.properties"), """
                extractor.input=s3://payer.b/prefix
                kafka.bootstrap.servers=kafka:9092
                aws.bucket.payer.b.s3.region=eu-central-1
                """);

        Map<String, String> settings =
                Settings.merge(file, Map.of(), Map.of("aws.bucket.payer.b.requests.per.second", "5"));
        ExtractorConfig config = ExtractorConfig.from(settings);

        assertThat(config.providerConfig(AwsConfig.class)
                        .forBucket("payer.b")
                        .s3()
                        .region())
                .contains("eu-central-1");
        assertThatThrownBy(() -> ExtractorConfig.from(
                        Settings.merge(file, Map.of(), Map.of("aws.bucket.payer.b.role.arm", "x"))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("aws.bucket.payer.b.role.arm");
    }

    @Test
    void aNameThatIsNoSettingIsRefusedWithWhereItStands() throws IOException {
        Path file = Files.writeString(directory.resolve("tributary.properties"), "extractor.page.row=1\n");

        assertThatThrownBy(() -> Settings.merge(file, Map.of(), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("extractor.page.row");
        assertThatThrownBy(() -> Settings.merge(null, Map.of(), Map.of("stream.threads", "1")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("on the command line: stream.threads");
    }

    @Test
    void aFileThatIsNotThereIsRefusedByName() {
        assertThatThrownBy(() -> Settings.merge(directory.resolve("absent"), Map.of(), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(directory.resolve("absent").toString());
    }
}
