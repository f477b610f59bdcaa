package io.tributary.streams.page;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Checks and repairs UTF-8, which Avro's strings must be. */
public final class Utf8 {

    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** The bits that no byte of ASCII has, of eight bytes. */
    private static final long BEYOND_ASCII = 0x8080_8080_8080_8080L;

    private Utf8() {}

    /** Whether all of {@code bytes} is well-formed UTF-8, as RFC 3629 has it: no overlong forms, no surrogates. */
    public static boolean isWellFormed(byte[] bytes, int offset, int length) {
        int end = offset + length;
        int at = offset;
        while (at < end) {
            while (at + Long.BYTES <= end && ((long) EIGHT_BYTES.get(bytes, at) & BEYOND_ASCII) == 0) {
                at += Long.BYTES;
            }
            if (at == end) {
                return true;
            }
            if (bytes[at] >= 0) {
                at++;
                continue;
            }
            int more = continuation(bytes, at, end);
            if (more == 0) {
                return false;
            }
            at += 1 + more;
        }
        return true;
    }

    /** Bytes that follow the lead byte at {@code at}, if they are there and well-formed; otherwise 0. */
    private static int continuation(byte[] bytes, int at, int end) {
        int lead = bytes[at] & 0xFF;
        int more = lead >= 0xC2 && lead <= 0xDF
                ? 1
                : lead >= 0xE0 && lead <= 0xEF ? 2 : lead >= 0xF0 && lead <= 0xF4 ? 3 : 0;
        if (more == 0 || at + more >= end) {
            return 0;
        }
        int second = bytes[at + 1] & 0xFF;
        int least = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
        int most = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
        if (second < least || second > most) {
            return 0;
        }
        for (int i = 2; i <= more; i++) {
            if ((bytes[at + i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        return more;
    }

    /** The bytes with every malformed sequence replaced by U+FFFD. */
    public static byte[] repaired(byte[] bytes, int offset, int length) {
        return new String(bytes, offset, length, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
    }
}
