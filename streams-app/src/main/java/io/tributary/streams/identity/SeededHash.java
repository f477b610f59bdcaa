package io.tributary.streams.identity;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;

/** 64 bits of XXH3 over bytes, under a seed of their own: equal bytes under other seeds hash differently. */
public final class SeededHash {

    private final Hasher64 hasher;

    /** @param seed what the hashes are to depend on beside the bytes */
    public SeededHash(byte[] seed) {
        hasher = Hashing.xxh3_64(Hashing.xxh3_64().hashBytesToLong(seed));
    }

    public long of(byte[] bytes, int offset, int length) {
        return hasher.hashBytesToLong(bytes, offset, length);
    }
}
