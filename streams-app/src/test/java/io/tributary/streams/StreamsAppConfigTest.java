package io.tributary.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings of the streams application: defaults, every one of them mapped, and all problems told at once. */
class StreamsAppConfigTest {

    private static final Map<String, String> REQUIRED =
            Map.of("kafka.bootstrap.servers", "localhost:9092", "streams.state.directory", "state");

    @Test
    void defaultsAreThese() {
        assertThat(StreamsAppConfig.from(REQUIRED))
                .isEqualTo(new StreamsAppConfig(
                        "localhost:9092",
                        "tributary-streams",
                        "",
                        Path.of("state"),
                        2,
                        0,
                        268_435_456,
                        134_217_728,
                        Duration.ofDays(45),
                        Duration.ofDays(400),
                        4_000_000,
                        Duration.ofMillis(500),
                        4,
                        (short) -1,
                        900_000,
                        0.5,
                        false,
                        Map.of("bootstrap.servers", "localhost:9092"),
                        REQUIRED));
    }

    @Test
    void everySettingIsMapped() {
        Map<String, String> settings = Map.ofEntries(
                Map.entry("kafka.bootstrap.servers", "a:1,b:2"),
                Map.entry("kafka.security.protocol", "SSL"),
                Map.entry("streams.application.id", "bills"),
                Map.entry("streams.instance.id", "left"),
                Map.entry("streams.state.directory", "/var/state"),
                Map.entry("streams.threads", "3"),
                Map.entry("streams.standby.replicas", "1"),
                Map.entry("streams.rocksdb.cache.bytes", "67108864"),
                Map.entry("streams.rocksdb.write.buffer.bytes", "33554432"),
                Map.entry("streams.window.ms", "86400000"),
                Map.entry("streams.memory.ms", "172800000"),
                Map.entry("streams.rows.cached", "100"),
                Map.entry("streams.commit.interval.ms", "100"),
                Map.entry("streams.record.max.bytes", "50000"),
                Map.entry("streams.vanished.max.share", "0.25"),
                Map.entry("streams.ledger", "true"),
                Map.entry("streams.aws.cost.basis", "net"),
                Map.entry("topic.partitions", "12"),
                Map.entry("topic.replication.factor", "3"));
        assertThat(settings.keySet()).containsAll(StreamsAppConfig.SETTINGS.names());

        assertThat(StreamsAppConfig.from(settings))
                .isEqualTo(new StreamsAppConfig(
                        "a:1,b:2",
                        "bills",
                        "left",
                        Path.of("/var/state"),
                        3,
                        1,
                        67_108_864,
                        33_554_432,
                        Duration.ofDays(1),
                        Duration.ofDays(2),
                        100,
                        Duration.ofMillis(100),
                        12,
                        (short) 3,
                        50_000,
                        0.25,
                        true,
                        Map.of("bootstrap.servers", "a:1,b:2", "security.protocol", "SSL"),
                        settings));
    }

    @Test
    void allProblemsAreToldTogether() {
        Map<String, String> settings = new HashMap<>(Map.of(
                "streams.threads", "none",
                "streams.window.ms", "5",
                "streams.aws.cost.basis", "gross",
                "streams.vanished.max.share", "1.5",
                "streams.thread", "2"));

        assertThatThrownBy(() -> StreamsAppConfig.from(settings))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("kafka.bootstrap.servers")
                .hasMessageContaining("streams.state.directory")
                .hasMessageContaining("streams.threads")
                .hasMessageContaining("none")
                .hasMessageContaining("streams.window.ms")
                .hasMessageContaining("streams.aws.cost.basis")
                .hasMessageContaining("gross")
                .hasMessageContaining("streams.vanished.max.share")
                .hasMessageContaining("Unknown setting streams.thread:");
    }

    @Test
    void unknownSettingIsNamedAndOtherPrefixesAreLeftAlone() {
        assertThatThrownBy(() -> StreamsAppConfig.from(with("streams.windows.ms", "86400000")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("streams.windows.ms");
        assertThat(StreamsAppConfig.from(with("extractor.page.bytes", "1")).settings())
                .containsKey("extractor.page.bytes");
    }

    @ParameterizedTest
    @CsvSource({
        "streams.threads, 0",
        "streams.threads, 65",
        "streams.standby.replicas, -1",
        "streams.standby.replicas, 11",
        "streams.rocksdb.cache.bytes, 33554431",
        "streams.rocksdb.cache.bytes, 1099511627777",
        "streams.rocksdb.write.buffer.bytes, 16777215",
        "streams.window.ms, 86399999",
        "streams.commit.interval.ms, 9",
        "streams.record.max.bytes, 9999",
        "streams.record.max.bytes, 900001",
        "streams.vanished.max.share, -0.1",
        "topic.partitions, 0",
        "topic.replication.factor, -2"
    })
    void valueOutOfBoundsIsRefused(String name, String value) {
        assertThatThrownBy(() -> StreamsAppConfig.from(with(name, value)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(name)
                .hasMessageContaining(value);
    }

    @Test
    void kafkaSettingsReachTheClientsWithoutTheirPrefix() {
        Properties properties = StreamsSettings.of(StreamsAppConfig.from(with("kafka.request.timeout.ms", "1234")));

        assertThat(properties)
                .containsEntry("request.timeout.ms", "1234")
                .containsEntry("bootstrap.servers", "localhost:9092")
                .containsEntry("processing.guarantee", "exactly_once_v2");
    }

    @Test
    void writeBuffersMustLeaveRoomInTheCache() {
        Map<String, String> settings = with("streams.rocksdb.cache.bytes", "67108864");
        settings.put("streams.rocksdb.write.buffer.bytes", "50331648");
        assertThat(StreamsAppConfig.from(settings).rocksWriteBufferBytes()).isEqualTo(50_331_648);

        settings.put("streams.rocksdb.write.buffer.bytes", "50331649");
        assertThatThrownBy(() -> StreamsAppConfig.from(settings))
                .isInstanceOf(ConfigException.class)
                .hasMessage("Invalid value 50331649 for configuration streams.rocksdb.write.buffer.bytes: expected at"
                        + " most 50331648, which is streams.rocksdb.cache.bytes=67108864 without 16777216");
    }

    @Test
    void standbysAndTheNameReachKafkaStreams() {
        Properties named = StreamsSettings.of(
                StreamsAppConfig.from(with("streams.standby.replicas", "2")).withInstanceId("left"));

        assertThat(named).containsEntry("num.standby.replicas", 2).containsEntry("consumer.group.instance.id", "left");
        assertThat(StreamsSettings.of(StreamsAppConfig.from(REQUIRED)))
                .doesNotContainKey("consumer.group.instance.id")
                .containsEntry("num.standby.replicas", 0);
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> settings = new HashMap<>(REQUIRED);
        settings.put(name, value);
        return settings;
    }
}
