package io.tributary.extractors;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.source.SourceException;
import java.util.List;

/**
 * What an extraction did.
 *
 * @param deliveries deliveries that are whole on the raw topic, in the order in which they were looked at
 * @param pages pages that this run published
 * @param rows rows that this run published
 * @param bytes bytes of content that this run published
 * @param errors what could not be read, in the order in which it was met
 */
public record ExtractionResult(
        List<TakenDelivery> deliveries, long pages, long rows, long bytes, List<SourceException> errors) {

    public ExtractionResult {
        deliveries = List.copyOf(requireNonNull(deliveries, "deliveries"));
        errors = List.copyOf(requireNonNull(errors, "errors"));
    }

    /** What a program that did only this should exit with: 0, or the code of the first error. */
    public int exitCode() {
        return errors.isEmpty() ? 0 : errors.get(0).exitCode();
    }
}
