package io.tributary.streams.identity;

import java.nio.ByteBuffer;
import java.security.MessageDigest;

/**
 * The key of a cost record: hex SHA-256 of its natural key and ordinal. It is the same in every delivery, and after
 * state was lost. Reusable; not thread-safe.
 */
public final class RecordId {

    private static final byte[] HEX = "0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private final MessageDigest sha256 = Sha256.digest();
    private final ByteBuffer input = ByteBuffer.allocate(NaturalKey.BYTES + Integer.BYTES);

    /** 64 lower-case hex digits, as ASCII. */
    public byte[] of(NaturalKey key, int ordinal) {
        input.clear();
        input.putLong(key.high()).putLong(key.low()).putInt(ordinal);
        byte[] hash = sha256.digest(input.array());
        byte[] hex = new byte[hash.length * 2];
        for (int i = 0; i < hash.length; i++) {
            hex[2 * i] = HEX[hash[i] >> 4 & 0xF];
            hex[2 * i + 1] = HEX[hash[i] & 0xF];
        }
        return hex;
    }
}
