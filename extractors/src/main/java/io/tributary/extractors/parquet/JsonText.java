package io.tributary.extractors.parquet;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tributary.extractors.csv.ByteBuilder;

/** Quotes values for JSON. Bytes in, bytes out: non-ASCII bytes stay as they are. */
final class JsonText {

    private static final byte[] HEX = "0123456789abcdef".getBytes(US_ASCII);

    private JsonText() {}

    /** The value as a JSON string. */
    static byte[] string(byte[] text) {
        ByteBuilder quoted = new ByteBuilder(text.length + 16);
        quoted.append('"');
        for (byte next : text) {
            if (next == '"' || next == '\\') {
                quoted.append('\\');
                quoted.append(next);
            } else if (next >= 0 && next < ' ') {
                quoted.append(new byte[] {'\\', 'u', '0', '0', HEX[next >> 4], HEX[next & 15]});
            } else {
                quoted.append(next);
            }
        }
        quoted.append('"');
        return quoted.copy(0, quoted.size());
    }

    /** The value as it is if it is a JSON number, {@code true} or {@code false}, else as a JSON string. */
    static byte[] number(byte[] text) {
        byte last = text[text.length - 1];
        return last >= '0' && last <= '9' || last == 'e' ? text : string(text);
    }
}
