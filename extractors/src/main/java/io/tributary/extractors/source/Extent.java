package io.tributary.extractors.source;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * How much there is to read.
 *
 * @param unit what the source counts
 * @param amount how many of them
 */
public record Extent(Unit unit, long amount) {

    /** Nothing, in whatever unit. */
    public static final Extent NOTHING = new Extent(Unit.BYTES, 0);

    /** What a source counts. */
    public enum Unit {
        /** Bytes of files as they are stored, packed where they are. */
        BYTES,
        /** Rows. */
        ROWS
    }

    public Extent {
        requireNonNull(unit, "unit");
        if (amount < 0) {
            throw new IllegalArgumentException("amount is " + amount + ": expected at least 0");
        }
    }

    /** What is left of it without a part of it; never less than nothing. */
    public Extent minus(Extent part) {
        return new Extent(unit, Math.max(0, amount - part.amount));
    }

    /** Both together; empty if they have different units. */
    public Optional<Extent> plus(Extent other) {
        if (amount == 0) {
            return Optional.of(other);
        }
        return other.amount == 0 || other.unit == unit
                ? Optional.of(new Extent(unit, amount + other.amount))
                : Optional.empty();
    }
}
