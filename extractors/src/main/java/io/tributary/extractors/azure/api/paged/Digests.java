package io.tributary.extractors.azure.api.paged;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * Digests of 64 bits, the first of SHA-256. Two different rows of a million share one with a chance of 1 in 30
 * million, and then the control total shows it.
 */
public final class Digests {

    private Digests() {}

    /** Digest of the texts in order, each with its length; null differs from the empty text. */
    public static long of(List<String> texts) {
        MessageDigest digest = sha256();
        for (String text : texts) {
            byte[] bytes = text == null ? new byte[0] : text.getBytes(UTF_8);
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, text == null ? -1 : bytes.length));
            digest.update(bytes);
        }
        return first(digest);
    }

    public static long of(byte[] bytes, int start, int end) {
        MessageDigest digest = sha256();
        digest.update(bytes, start, end - start);
        return first(digest);
    }

    private static long first(MessageDigest digest) {
        return ByteBuffer.wrap(digest.digest()).getLong();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
