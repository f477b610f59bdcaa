package io.tributary.streams.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * The key of a cost record: hex SHA-256 of its statement, natural key and ordinal. It is the same in every delivery,
 * and after state was lost. The statement is part of it, so that no record has two writers. Reusable; not thread-safe.
 */
public final class RecordId {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final MessageDigest sha256 = Sha256.digest();
    private final ByteBuffer input = ByteBuffer.allocate(Long.BYTES + NaturalKey.BYTES + Integer.BYTES);

    /**
     * 64 lower-case hex digits, as ASCII.
     *
     * @param statement key of what states the account's period: sources that state the same have the same one
     */
    public byte[] of(long statement, NaturalKey key, int ordinal) {
        input.clear();
        input.putLong(statement).putLong(key.high()).putLong(key.low()).putInt(ordinal);
        byte[] hash = sha256.digest(input.array());
        byte[] hex = new byte[hash.length * 2];
        for (int i = 0; i < hash.length; i++) {
            hex[2 * i] = HEX[hash[i] >> 4 & 0xF];
            hex[2 * i + 1] = HEX[hash[i] & 0xF];
        }
        return hex;
    }
}
