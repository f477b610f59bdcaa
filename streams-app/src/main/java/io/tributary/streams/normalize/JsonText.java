package io.tributary.streams.normalize;

import io.tributary.streams.record.ByteBuilder;
import java.nio.charset.StandardCharsets;

/** Writes flat JSON objects of text, byte by byte, for FOCUS's JSON columns. Not thread-safe. */
public final class JsonText {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final ByteBuilder out = new ByteBuilder(4096);
    private int start;
    private boolean empty;

    /** Forgets all objects. */
    public void clear() {
        out.clear();
    }

    /** Begins an object. */
    public JsonText begin() {
        start = out.length();
        out.put('{');
        empty = true;
        return this;
    }

    /** A key, quoted, escaped and with its colon, as {@link #pair} takes it. */
    public static byte[] key(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        ByteBuilder key = new ByteBuilder(bytes.length + 8);
        quote(key, bytes, 0, bytes.length);
        return key.put(':').toByteArray();
    }

    /** Adds a pair whose value is text. */
    public void pair(byte[] key, byte[] source, int offset, int length) {
        name(key);
        quote(out, source, offset, length);
    }

    /** Adds a pair whose value is a number, as written. */
    public void numberPair(byte[] key, byte[] source, int offset, int length) {
        name(key);
        out.put(source, offset, length);
    }

    /** Ends the object; whether it has any pair. An object without one is taken back. */
    public boolean end() {
        if (empty) {
            out.truncate(start);
            return false;
        }
        out.put('}');
        return true;
    }

    /** The bytes into which {@link #offset} and {@link #length} of the last object point. */
    public byte[] source() {
        return out.array();
    }

    public int offset() {
        return start;
    }

    public int length() {
        return out.length() - start;
    }

    private void name(byte[] key) {
        if (!empty) {
            out.put(',');
        }
        empty = false;
        out.put(key);
    }

    private static void quote(ByteBuilder out, byte[] source, int offset, int length) {
        out.put('"');
        int plainFrom = offset;
        for (int i = offset; i < offset + length; i++) {
            byte c = source[i];
            if (c == '"' || c == '\\' || c >= 0 && c < 0x20) {
                out.put(source, plainFrom, i - plainFrom);
                plainFrom = i + 1;
                if (c == '"' || c == '\\') {
                    out.put('\\').put(c);
                } else {
                    out.put('\\').put('u').put('0').put('0').put(HEX[c >> 4]).put(HEX[c & 0xF]);
                }
            }
        }
        out.put(source, plainFrom, offset + length - plainFrom).put('"');
    }
}
