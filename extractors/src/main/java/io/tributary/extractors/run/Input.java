package io.tributary.extractors.run;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.metrics.ExtractorMetrics;
import io.tributary.extractors.source.BillingSource;
import io.tributary.extractors.source.BillingSource.Discovery;
import io.tributary.schemas.SourceCursor;
import java.util.Map;
import java.util.function.Function;

/** One of the inputs of an extractor. Its source is opened at the first search and stays open. */
final class Input implements AutoCloseable {

    private final String name;
    private final Function<String, BillingSource> opener;
    private final ExtractorMetrics metrics;
    private BillingSource source;

    /**
     * @param name the input as the settings have it
     * @param opener opens its source
     */
    Input(String name, Function<String, BillingSource> opener, ExtractorMetrics metrics) {
        this.name = requireNonNull(name, "name");
        this.opener = requireNonNull(opener, "opener");
        this.metrics = requireNonNull(metrics, "metrics");
    }

    String name() {
        return name;
    }

    /**
     * Finds the deliveries that exist now.
     *
     * @throws io.tributary.extractors.source.SourceException if the input cannot be searched
     */
    Discovery discover() {
        if (source == null) {
            source = opener.apply(name);
            metrics.watchSource(name, source.gauges());
        }
        return source.discover();
    }

    /**
     * The deliveries to take.
     *
     * @throws io.tributary.extractors.source.SourceException if the input cannot be searched
     */
    Discovery since(Discovery discovery, Map<String, SourceCursor> cursors) {
        return source.since(discovery, cursors);
    }

    @Override
    public void close() {
        if (source != null) {
            source.close();
        }
    }
}
