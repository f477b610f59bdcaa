package io.tributary.samples.aws;

import io.tributary.samples.file.Text;
import java.nio.charset.StandardCharsets;

/** JSON within CSV: its quotes are doubled, since the field that it stands in is quoted. */
final class JsonFields {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private JsonFields() {}

    /** Writes a string. */
    static void quoted(byte[] utf8, Text into) {
        into.put('"').put('"');
        for (byte b : utf8) {
            if (b == '"') {
                into.put('\\').put('"').put('"');
            } else if (b == '\\') {
                into.put('\\').put('\\');
            } else if (b >= 0 && b < ' ') {
                into.put('\\').put('u').put('0').put('0').put(HEX[b >> 4]).put(HEX[b & 15]);
            } else {
                into.put(b);
            }
        }
        into.put('"').put('"');
    }
}
