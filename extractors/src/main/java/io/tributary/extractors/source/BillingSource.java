package io.tributary.extractors.source;

import static java.util.Objects.requireNonNull;

import io.tributary.schemas.SourceCursor;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

/** What a provider must offer: which deliveries there are, each of which can be read page by page. */
public interface BillingSource extends AutoCloseable {

    /**
     * Finds the deliveries that can be read now. May be called again for new ones.
     *
     * @throws SourceException if the input cannot be searched
     */
    Discovery discover();

    /**
     * The deliveries to take, given how far earlier runs read. For sources that need this to find what is new or
     * changed.
     *
     * @param discovery what {@link #discover} found
     * @param cursors how far each scope was read
     * @throws SourceException if the input cannot be searched
     */
    default Discovery since(Discovery discovery, Map<String, SourceCursor> cursors) {
        return discovery;
    }

    /**
     * Metrics of the source's requests to the provider, by names such as {@code requests-total}. Any thread may read
     * them at any time.
     */
    default Map<String, DoubleSupplier> gauges() {
        return Map.of();
    }

    @Override
    void close();

    /**
     * What was found.
     *
     * @param deliveries the deliveries of each scope from the oldest to the newest; scopes by period
     * @param errors what was found and could not be understood; the deliveries are complete without it
     */
    record Discovery(List<SourceDelivery> deliveries, List<SourceException> errors) {

        public Discovery {
            deliveries = List.copyOf(requireNonNull(deliveries, "deliveries"));
            errors = List.copyOf(requireNonNull(errors, "errors"));
        }
    }
}
