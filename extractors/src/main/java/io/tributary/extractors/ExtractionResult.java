package io.tributary.extractors;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.source.SourceException;
import java.util.List;
import java.util.Optional;

/**
 * The result of an extraction.
 *
 * @param deliveries deliveries that are complete on the raw topic, in the order in which they were read
 * @param pages pages that this run published
 * @param rows rows that this run published
 * @param bytes bytes of content that this run published
 * @param errors what could not be read, in the order in which it was found
 */
public record ExtractionResult(
        List<TakenDelivery> deliveries, long pages, long rows, long bytes, List<SourceException> errors) {

    public ExtractionResult {
        deliveries = List.copyOf(requireNonNull(deliveries, "deliveries"));
        errors = List.copyOf(requireNonNull(errors, "errors"));
    }

    /** The kind of the first error; empty if there was none. */
    public Optional<SourceException.Kind> failure() {
        return errors.stream().map(SourceException::kind).findFirst();
    }
}
