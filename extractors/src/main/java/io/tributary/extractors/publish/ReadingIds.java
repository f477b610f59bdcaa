package io.tributary.extractors.publish;

import static java.util.Objects.requireNonNull;

import java.util.HexFormat;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Makes ids of readings: 16 hex digits, which no two readings of a delivery share. */
public final class ReadingIds implements Supplier<String> {

    private final RandomGenerator random;

    /** @param random where the digits come from; of several extractors no two may have the same */
    public ReadingIds(RandomGenerator random) {
        this.random = requireNonNull(random, "random");
    }

    @Override
    public String get() {
        return HexFormat.of().toHexDigits(random.nextLong());
    }
}
