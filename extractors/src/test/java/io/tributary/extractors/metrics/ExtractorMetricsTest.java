package io.tributary.extractors.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.extractors.schedule.Lane;
import io.tributary.extractors.source.SourceException.Kind;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

/** Metrics over JMX, and their table in the docs. */
class ExtractorMetricsTest {

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

    @Test
    void countersAreVisibleOverJmxUntilTheyAreClosed() throws Exception {
        String name = "metrics-test";
        try (ExtractorMetrics metrics = ExtractorMetrics.open(name)) {
            // When
            metrics.watchLanes(lane -> lane == Lane.OPEN ? 3 : 0);
            metrics.watchSource("s3://bucket/prefix", Map.of("requests-total", () -> 42.0));
            metrics.pagePublished(10, 1000);
            metrics.pagePublished(5, 500);
            metrics.deliveryCompleted(Instant.ofEpochMilli(7));
            metrics.failed(Kind.DENIED);
            metrics.paused();
            metrics.lags(11, 12);

            // Then
            assertThat(value("name=" + name, "pages-total")).isEqualTo(2.0);
            assertThat(value("name=" + name, "rows-total")).isEqualTo(15.0);
            assertThat(value("name=" + name, "bytes-total")).isEqualTo(1500.0);
            assertThat(value("name=" + name, "deliveries-total")).isEqualTo(1.0);
            assertThat(value("name=" + name, "last-success-time-ms")).isEqualTo(7L);
            assertThat(value("name=" + name, "backpressure-paused")).isEqualTo(1L);
            assertThat(value("name=" + name, "backpressure-lag-pages")).isEqualTo(11L);
            assertThat(value("name=" + name, "backpressure-lag-bytes")).isEqualTo(12L);
            assertThat(value("name=" + name + ",kind=denied", "errors-total")).isEqualTo(1.0);
            assertThat(value("name=" + name + ",kind=missing", "errors-total")).isEqualTo(0.0);
            assertThat(value("name=" + name + ",lane=open", "waiting")).isEqualTo(3L);
            ObjectName source = server.queryNames(
                            new ObjectName(ExtractorMetrics.DOMAIN + ":type=source-metrics,name=" + name + ",*"), null)
                    .iterator()
                    .next();
            assertThat(source.getKeyProperty("input")).contains("bucket");
            assertThat(server.getAttribute(source, "requests-total")).isEqualTo(42.0);

            metrics.resumed(Duration.ofSeconds(2));
            assertThat(value("name=" + name, "backpressure-paused")).isEqualTo(0L);
            assertThat(value("name=" + name, "backpressure-paused-ms-total")).isEqualTo(2000.0);
        }
        assertThat(server.queryNames(new ObjectName(ExtractorMetrics.DOMAIN + ":name=" + name + ",*"), null))
                .isEmpty();
    }

    @Test
    void tableOfTheDocumentationIsThatOfTheCode() throws IOException {
        List<String> table = Files.readAllLines(Path.of("..", "docs", "operations.md")).stream()
                .dropWhile(line -> !line.equals("| metric | meaning |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .toList();

        assertThat(table)
                .containsExactlyElementsOf(ExtractorMetrics.described().entrySet().stream()
                        .map(metric -> "| `" + metric.getKey() + "` | " + metric.getValue() + " |")
                        .toList());
    }

    @Test
    void everyMetricThatIsDescribedIsThereAndNoOther() {
        try (ExtractorMetrics metrics = ExtractorMetrics.open("described")) {
            metrics.watchLanes(lane -> 0);

            assertThat(Set.copyOf(metrics.names()))
                    .isEqualTo(ExtractorMetrics.described().keySet());
        }
    }

    private Object value(String keys, String attribute) throws Exception {
        return server.getAttribute(
                new ObjectName(ExtractorMetrics.DOMAIN + ":type=extractor-metrics," + keys), attribute);
    }
}
