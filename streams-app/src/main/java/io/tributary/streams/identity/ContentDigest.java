package io.tributary.streams.identity;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hasher128;
import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.ByteBuffer;

/**
 * The digest of a row's content, in 128 bits of XXH3: equal digests of one identity mean that nothing changed. It is
 * only compared with an earlier digest of the same identity, so it need not withstand an attacker.
 *
 * @param high the more significant eight bytes
 * @param low the less significant eight bytes
 */
public record ContentDigest(long high, long low) {

    /** Bytes of a digest. */
    public static final int BYTES = 16;

    private static final Hasher128 XXH3 = Hashing.xxh3_128();

    /** The digest of no rows. */
    public static final ContentDigest NONE = new ContentDigest(0, 0);

    public static ContentDigest of(byte[] frame, int offset, int length) {
        HashValue128 hash = XXH3.hashBytesTo128Bits(frame, offset, length);
        return new ContentDigest(hash.getMostSignificantBits(), hash.getLeastSignificantBits());
    }

    /**
     * The digest of many rows with one more added: the order of additions does not matter, the number of rows does.
     *
     * @param key the row's natural key
     * @param row the digest of its content
     */
    public ContentDigest plus(NaturalKey key, ContentDigest row) {
        byte[] bytes = ByteBuffer.allocate(NaturalKey.BYTES + BYTES)
                .putLong(key.high())
                .putLong(key.low())
                .putLong(row.high)
                .putLong(row.low)
                .array();
        ContentDigest mixed = of(bytes, 0, bytes.length);
        long sum = low + mixed.low;
        long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
        return new ContentDigest(high + mixed.high + carry, sum);
    }

    /** 32 lower-case hex digits. */
    @Override
    public String toString() {
        return String.format("%016x%016x", high, low);
    }
}
