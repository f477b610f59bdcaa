package io.tributary.extractors.azure.api;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.azure.api.paged.Continuation;
import java.time.Instant;
import java.util.Optional;

/**
 * One reading of an answer from its first page on, which is a delivery of its own.
 *
 * @param id the delivery's id
 * @param time when it began: the order of the deliveries of a scope
 * @param hadRows whether the scope had rows before, so that an answer without any is suspicious
 * @param continuation where it continues, if it was begun before; see {@link Continuation}
 */
public record Run(String id, Instant time, boolean hadRows, Optional<String> continuation) {

    public Run {
        requireNonNull(id, "id");
        requireNonNull(time, "time");
        requireNonNull(continuation, "continuation");
    }
}
