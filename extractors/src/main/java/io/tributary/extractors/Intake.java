package io.tributary.extractors;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.source.Extent;
import java.util.OptionalLong;

/**
 * How much of an input was read, and how much is left. A delivery that is read twice, once for what its first page must
 * already state, counts once: each reading is a half of it. Nothing is counted for deliveries that were taken before.
 *
 * @param unit what is counted
 * @param read how much was read
 * @param left how much is left to read, of what is known to be there; empty if the source does not say
 * @param paged as much of the input as lies in pages, which is less than {@code read} while a delivery is surveyed
 * @param rows rows of these pages, published or about to be
 */
public record Intake(Extent.Unit unit, long read, OptionalLong left, long paged, long rows) {

    public Intake {
        requireNonNull(unit, "unit");
        requireNonNull(left, "left");
    }
}
