package io.tributary.extractors.run;

import io.tributary.extractors.ExtractionResult;
import io.tributary.extractors.TakenDelivery;
import io.tributary.extractors.source.SourceDelivery.DeliveryHeader;
import io.tributary.extractors.source.SourceException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts what was published, and remembers which deliveries are complete. */
final class Tally {

    private final boolean lastOnly;
    private final Map<String, TakenDelivery> deliveries = new LinkedHashMap<>();
    private final Set<String> skipped = new HashSet<>();
    private long pages;
    private long rows;
    private long bytes;

    /** @param lastOnly whether only the last delivery of each scope is remembered */
    Tally(boolean lastOnly) {
        this.lastOnly = lastOnly;
    }

    void published(int pageRows, int pageBytes) {
        pages++;
        rows += pageRows;
        bytes += pageBytes;
    }

    /** Adds a complete delivery; false if it was known. */
    boolean add(TakenDelivery delivery) {
        String key = lastOnly ? delivery.scope() : delivery.scope() + "\n" + delivery.deliveryId();
        TakenDelivery known = deliveries.get(key);
        boolean isKnown = known != null && known.deliveryId().equals(delivery.deliveryId());
        if (!isKnown) {
            deliveries.put(key, delivery);
        }
        return !isKnown;
    }

    /** Adds a delivery that is older than the one that was taken of its scope; false if it was known. */
    boolean skip(DeliveryHeader header) {
        return skipped.add(header.scope() + "\n" + header.id());
    }

    ExtractionResult result(List<SourceException> errors) {
        return new ExtractionResult(List.copyOf(deliveries.values()), pages, rows, bytes, errors);
    }
}
