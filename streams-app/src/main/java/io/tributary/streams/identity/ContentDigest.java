package io.tributary.streams.identity;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hasher128;
import com.dynatrace.hash4j.hashing.Hashing;

/**
 * What a row says, in 128 bits of XXH3: equal digests of one identity mean that nothing changed. It is compared with one
 * earlier digest of the same identity only, so it need not withstand an attacker.
 *
 * @param high the more significant eight bytes
 * @param low the less significant eight bytes
 */
public record ContentDigest(long high, long low) {

    /** Bytes of a digest. */
    public static final int BYTES = 16;

    private static final Hasher128 XXH3 = Hashing.xxh3_128();

    public static ContentDigest of(byte[] frame, int offset, int length) {
        HashValue128 hash = XXH3.hashBytesTo128Bits(frame, offset, length);
        return new ContentDigest(hash.getMostSignificantBits(), hash.getLeastSignificantBits());
    }
}
