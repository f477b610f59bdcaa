package io.tributary.extractors.metrics;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.schedule.Lane;
import io.tributary.extractors.source.SourceException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.ToIntFunction;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.JmxReporter;
import org.apache.kafka.common.metrics.KafkaMetricsContext;
import org.apache.kafka.common.metrics.MetricConfig;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.stats.CumulativeSum;
import org.apache.kafka.common.metrics.stats.Meter;
import org.apache.kafka.common.utils.Time;

/**
 * Metrics of an extractor, by Kafka's own metrics library: MBeans {@code
 * io.tributary.extractors:type=extractor-metrics,name=...}, with the metrics of sources beside them. Thread-safe.
 */
public final class ExtractorMetrics implements AutoCloseable {

    /** Domain of the MBeans. */
    static final String DOMAIN = "io.tributary.extractors";

    private static final String GROUP = "extractor-metrics";
    private static final String SOURCE_GROUP = "source-metrics";
    private static final String ERRORS = "errors-total";
    private static final String CLUSTER = "cluster";
    private static final Map<String, String> DESCRIPTIONS = descriptions();

    private final Metrics metrics;
    private final Map<String, String> tags;
    private final Sensor pages;
    private final Sensor rows;
    private final Sensor bytes;
    private final Sensor deliveries;
    private final Sensor pauses;
    private final Sensor pausedTime;
    private final Sensor bufferWaits;
    private volatile boolean isPaused;
    private volatile long lagPages;
    private volatile long lagBytes;
    private volatile long lastSuccess;

    private ExtractorMetrics(String extractorName, Metrics metrics) {
        this.metrics = metrics;
        this.tags = Map.of("name", extractorName);
        this.pages = meter("pages");
        this.rows = meter("rows");
        this.bytes = meter("bytes");
        this.deliveries = total("deliveries-total", "");
        this.pauses = total("backpressure-pauses-total", "");
        this.pausedTime = total("backpressure-paused-ms-total", "");
        this.bufferWaits = total("producer-buffer-waits-total", "");
        gauge("backpressure-paused", (config, now) -> isPaused ? 1L : 0L);
        gauge("backpressure-lag-pages", (config, now) -> lagPages);
        gauge("backpressure-lag-bytes", (config, now) -> lagBytes);
        gauge("last-success-time-ms", (config, now) -> lastSuccess);
        for (Kind kind : Kind.values()) {
            total(ERRORS, tag(kind));
        }
        total(ERRORS, CLUSTER);
    }

    /** Metrics of an extractor, over JMX until they are closed. */
    public static ExtractorMetrics open(String extractorName) {
        requireNonNull(extractorName, "extractorName");
        return new ExtractorMetrics(
                extractorName,
                new Metrics(
                        new MetricConfig(), List.of(new JmxReporter()), Time.SYSTEM, new KafkaMetricsContext(DOMAIN)));
    }

    /** The names of all metrics with their descriptions. */
    public static Map<String, String> described() {
        return DESCRIPTIONS;
    }

    /** A page was published. */
    public void pagePublished(int pageRows, int pageBytes) {
        pages.record();
        rows.record(pageRows);
        bytes.record(pageBytes);
    }

    /** A delivery was published completely. */
    public void deliveryCompleted(Instant at) {
        deliveries.record();
        succeeded(at);
    }

    /** All inputs were searched and read without an error. */
    public void succeeded(Instant at) {
        lastSuccess = at.toEpochMilli();
    }

    /** A provider has a problem. */
    public void failed(Kind kind) {
        total(ERRORS, tag(kind)).record();
    }

    /** Kafka or the schema registry failed. */
    public void clusterFailed() {
        total(ERRORS, CLUSTER).record();
    }

    /** Publication waits for a consumer. */
    public void paused() {
        isPaused = true;
        pauses.record();
    }

    /** Publication continues. */
    public void resumed(Duration waited) {
        isPaused = false;
        pausedTime.record(waited.toMillis());
    }

    /** How far the consumer lags behind. */
    public void lags(long unreadPages, long unreadBytes) {
        lagPages = unreadPages;
        lagBytes = unreadBytes;
    }

    /** A record waits for room in the producer's buffer. */
    public void bufferFull() {
        bufferWaits.record();
    }

    /** Adds the number of waiting deliveries in each lane. */
    public void watchLanes(ToIntFunction<Lane> waiting) {
        for (Lane lane : Lane.values()) {
            add(name("waiting", "lane", lane.name().toLowerCase(Locale.ROOT)), (config, now) ->
                    (long) waiting.applyAsInt(lane));
        }
    }

    /** Adds the metrics of a source. */
    public void watchSource(String input, Map<String, DoubleSupplier> gauges) {
        Map<String, String> sourceTags = new LinkedHashMap<>(tags);
        sourceTags.put("input", input);
        gauges.forEach((name, value) ->
                add(metrics.metricName(name, SOURCE_GROUP, "", sourceTags), (config, now) -> value.getAsDouble()));
    }

    /** The names of the current metrics, without those of sources. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        for (MetricName name : metrics.metrics().keySet()) {
            if (name.group().equals(GROUP)) {
                names.add(name.name());
            }
        }
        return names;
    }

    @Override
    public void close() {
        metrics.close();
    }

    private Sensor meter(String name) {
        Sensor sensor = metrics.sensor(name);
        sensor.add(new Meter(TimeUnit.SECONDS, name(name + "-rate", "", ""), name(name + "-total", "", "")));
        return sensor;
    }

    private Sensor total(String name, String kind) {
        Sensor known = metrics.getSensor(name + kind);
        if (known != null) {
            return known;
        }
        Sensor sensor = metrics.sensor(name + kind);
        sensor.add(name(name, "kind", kind), new CumulativeSum());
        return sensor;
    }

    private static String tag(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private void gauge(String name, Gauge<Long> value) {
        add(name(name, "", ""), value);
    }

    private void add(MetricName name, Gauge<?> value) {
        metrics.addMetricIfAbsent(name, null, value);
    }

    private MetricName name(String name, String tag, String value) {
        Map<String, String> all = new LinkedHashMap<>(tags);
        if (!value.isEmpty()) {
            all.put(tag, value);
        }
        return metrics.metricName(name, GROUP, requireNonNull(DESCRIPTIONS.get(name), name), all);
    }

    private static Map<String, String> descriptions() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("pages-total", "Pages that were published.");
        all.put("pages-rate", "Pages published in a second, of the last half minute or so.");
        all.put("rows-total", "Rows that were published.");
        all.put("rows-rate", "Rows published in a second.");
        all.put("bytes-total", "Bytes of pages' content that were published, before compression.");
        all.put("bytes-rate", "Bytes of pages' content published in a second.");
        all.put("deliveries-total", "Deliveries that were published whole.");
        all.put(
                ERRORS,
                "Errors, each time they are met, by `kind`: throttled, unavailable, denied, malformed,"
                        + " missing; cluster for Kafka and the schema registry.");
        all.put("waiting", "Deliveries that were found and not read yet, by `lane`: closing, open, backfill.");
        all.put(
                "last-success-time-ms",
                "When a delivery was last published whole, or everything was looked at without an"
                        + " error; milliseconds since 1970, 0 for never.");
        all.put(
                "backpressure-paused",
                "1 while extraction waits because the consumer of the raw topic lags behind, else 0.");
        all.put("backpressure-pauses-total", "How often it began to wait for that.");
        all.put(
                "backpressure-paused-ms-total",
                "How long it has waited for that in all, the current wait not counted.");
        all.put("backpressure-lag-pages", "Pages that the consumer had not read when it was last asked for.");
        all.put("backpressure-lag-bytes", "Bytes that the consumer had not read when it was last asked for.");
        all.put("producer-buffer-waits-total", "Records that had to wait for room in the producer's buffer.");
        return Collections.unmodifiableMap(all);
    }
}
