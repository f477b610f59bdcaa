package io.tributary.extractors.source;

import static java.util.Objects.requireNonNull;

import io.tributary.schemas.SourceCursor;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

/** What a provider must offer: which deliveries there are, each of which can be read page by page. */
public interface BillingSource extends AutoCloseable {

    /**
     * Finds the deliveries that can be read now. May be asked again, for what has come since.
     *
     * @throws SourceException where nothing at all can be found out
     */
    Discovery discover();

    /**
     * What of it is to be taken, now that it is known how far earlier runs read: for a source that finds what is new or
     * changed by that.
     *
     * @param discovery what {@link #discover} found
     * @param cursors how far each scope was read
     * @throws SourceException where nothing at all can be found out
     */
    default Discovery since(Discovery discovery, Map<String, SourceCursor> cursors) {
        return discovery;
    }

    /**
     * What the source counts of its dealings with the provider, by names such as {@code requests-total}, for metrics; may be
     * asked by any thread at any time.
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
     * @param errors what was found and could not be understood, which does not hinder the rest
     */
    record Discovery(List<SourceDelivery> deliveries, List<SourceException> errors) {

        public Discovery {
            deliveries = List.copyOf(requireNonNull(deliveries, "deliveries"));
            errors = List.copyOf(requireNonNull(errors, "errors"));
        }
    }
}
