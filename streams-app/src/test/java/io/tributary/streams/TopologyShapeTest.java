package io.tributary.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

/**
 * The topology's shape against expected-topology.txt.
 *
 * <p>Names of steps and stores name changelog topics and state on disk. Before the file is changed to what this test
 * prints, think of running applications: another name or another order of sub-topologies is another, empty, store. They
 * must be reset and the raw topics read again, which publishes every record again, or the old names must be kept.
 */
class TopologyShapeTest {

    @Test
    void shapeIsTheExpectedOne() throws IOException {
        String shape = describe();

        assertThat(shape)
                .as("the topology; to accept it, write it to src/test/resources/expected-topology.txt:%n%s", shape)
                .isEqualTo(expected());
    }

    @Test
    void everyStepAndStoreHasANameOfOurs() {
        assertThat(describe()).doesNotContain("-0000").doesNotContain("KSTREAM").doesNotContain("KTABLE");
    }

    private static String describe() {
        StreamsAppConfig config = StreamsAppConfig.from(Map.of(
                "kafka.bootstrap.servers", "unused:9092",
                "streams.state.directory", "unused",
                "schema.registry.url", "mock://topology-shape"));
        return new BillingTopology(config, new StreamsConfig(StreamsSettings.of(config)))
                .build()
                .describe()
                .toString();
    }

    private static String expected() throws IOException {
        try (InputStream file = Objects.requireNonNull(
                TopologyShapeTest.class.getResourceAsStream("/expected-topology.txt"), "expected-topology.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
