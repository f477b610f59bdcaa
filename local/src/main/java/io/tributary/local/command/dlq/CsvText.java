package io.tributary.local.command.dlq;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.List;

/** Writes rows as RFC 4180 has them: values stay as they are, to the character. */
final class CsvText {

    private CsvText() {}

    /** A row without a line end. */
    static byte[] row(List<String> values) {
        ByteArrayOutputStream row = new ByteArrayOutputStream();
        for (int place = 0; place < values.size(); place++) {
            if (place > 0) {
                row.write(',');
            }
            row.writeBytes(field(values.get(place)).getBytes(UTF_8));
        }
        return row.toByteArray();
    }

    private static String field(String value) {
        boolean isPlain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return isPlain ? value : '"' + value.replace("\"", "\"\"") + '"';
    }
}
