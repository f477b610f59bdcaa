package io.tributary.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RocksDB has the memory that settings say. */
class SharedRocksMemoryTest {

    @TempDir
    private Path directory;

    /** Both sizes are asked for by one process, which must not give the second application the first one's. */
    @ParameterizedTest
    @ValueSource(longs = {48L * 1024 * 1024, 96L * 1024 * 1024})
    void storesHaveACacheOfTheSettingsSize(long bytes) {
        StreamsAppConfig config = StreamsAppConfig.from(Map.of(
                "kafka.bootstrap.servers", "unused:9092",
                "schema.registry.url", "mock://shared-rocks-memory",
                "streams.state.directory", directory.toString(),
                "streams.rocksdb.cache.bytes", Long.toString(bytes),
                "streams.rocksdb.write.buffer.bytes", "16777216"));
        Properties settings = StreamsSettings.of(config);
        try (TopologyTestDriver driver =
                new TopologyTestDriver(new BillingTopology(config, new StreamsConfig(settings)).build(), settings)) {
            List<Object> capacities = driver.metrics().entrySet().stream()
                    .filter(metric -> metric.getKey().name().equals("block-cache-capacity")
                            && metric.getKey().tags().containsKey("rocksdb-state-id"))
                    .map(metric -> metric.getValue().metricValue())
                    .toList();

            assertThat(capacities).hasSize(4).containsOnly(BigInteger.valueOf(bytes));
        }
    }
}
