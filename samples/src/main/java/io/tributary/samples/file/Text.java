package io.tributary.samples.file;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A builder of text as UTF-8 bytes: there are millions of rows, which are made without strings. */
public final class Text {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BASE_32 = "abcdefghijklmnopqrstuvwxyz234567".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes = new byte[512];
    private int length;

    public Text clear() {
        length = 0;
        return this;
    }

    public Text put(char ascii) {
        ensure(1);
        bytes[length++] = (byte) ascii;
        return this;
    }

    public Text put(byte[] text) {
        ensure(text.length);
        System.arraycopy(text, 0, bytes, length, text.length);
        length += text.length;
        return this;
    }

    public Text put(byte one) {
        ensure(1);
        bytes[length++] = one;
        return this;
    }

    /** The lowest digits of a number, in base 16. */
    public Text hex(long number, int digits) {
        ensure(digits);
        for (int i = 0; i < digits; i++) {
            bytes[length++] = HEX[(int) (number >>> (60 - 4 * (i & 15))) & 15];
        }
        return this;
    }

    /** Twelve characters of a number, in the alphabet of line item ids. */
    public Text base32(long number) {
        ensure(12);
        for (int i = 0; i < 12; i++) {
            bytes[length++] = BASE_32[(int) (number >>> (5 * i)) & 31];
        }
        return this;
    }

    public byte[] bytes() {
        return Arrays.copyOf(bytes, length);
    }

    /** The bytes under construction, without a copy; valid up to {@link #length()} and until the next change. */
    public byte[] array() {
        return bytes;
    }

    public int length() {
        return length;
    }

    private void ensure(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }

    /** A CSV field after RFC 4180: quoted where a comma, a quote or the end of a line is in it. */
    public static byte[] field(String value) {
        String field = isQuoted(value) ? '"' + value.replace("\"", "\"\"") + '"' : value;
        return field.getBytes(StandardCharsets.UTF_8);
    }

    /** What a CSV field says: without quotes, where it has them. */
    public static byte[] value(byte[] field) {
        if (field.length == 0 || field[0] != '"') {
            return field;
        }
        byte[] value = new byte[field.length - 2];
        int length = 0;
        for (int i = 1; i < field.length - 1; i++) {
            value[length++] = field[i];
            if (field[i] == '"') {
                i++;
            }
        }
        return Arrays.copyOf(value, length);
    }

    private static boolean isQuoted(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == ',' || c == '"' || c == '\n' || c == '\r') {
                return true;
            }
        }
        return false;
    }
}
