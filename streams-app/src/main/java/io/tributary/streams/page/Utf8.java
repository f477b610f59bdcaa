package io.tributary.streams.page;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Whether bytes are the UTF-8 that Avro's strings must be. */
public final class Utf8 {

    private Utf8() {}

    /** Whether all of {@code bytes} is well-formed UTF-8; plain ASCII is told at a glance. */
    public static boolean isWellFormed(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (bytes[i] < 0) {
                return decodes(bytes, offset, length);
            }
        }
        return true;
    }

    private static boolean decodes(byte[] bytes, int offset, int length) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, offset, length));
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }

    /** The bytes with every malformed sequence replaced by U+FFFD. */
    public static byte[] repaired(byte[] bytes, int offset, int length) {
        return new String(bytes, offset, length, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
    }
}
