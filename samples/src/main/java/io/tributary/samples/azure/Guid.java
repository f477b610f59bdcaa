package io.tributary.samples.azure;

import io.tributary.samples.SeededRandom;
import java.util.UUID;

/** Ids that look random. */
final class Guid {

    private Guid() {}

    /** The id that belongs to a number and what it is the id of. */
    static String of(long seed, String what) {
        long mixed = SeededRandom.mix(seed, what);
        long high = SeededRandom.mix(mixed, 1) & ~0xB000L | 0x4000L;
        long low = SeededRandom.mix(mixed, 2) & 0x3FFFFFFFFFFFFFFFL | Long.MIN_VALUE;
        return new UUID(high, low).toString();
    }
}
