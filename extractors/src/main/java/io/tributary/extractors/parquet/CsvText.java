package io.tributary.extractors.parquet;

import io.tributary.extractors.csv.ByteBuilder;

/** Quotes values for CSV according to RFC 4180. */
final class CsvText {

    private CsvText() {}

    /** The value as it is, or in quotes if it has a comma, a quote or a line end. */
    static byte[] field(byte[] text) {
        for (byte next : text) {
            if (next == ',' || next == '"' || next == '\n' || next == '\r') {
                return quoted(text);
            }
        }
        return text;
    }

    private static byte[] quoted(byte[] text) {
        ByteBuilder quoted = new ByteBuilder(text.length + 16);
        quoted.append('"');
        for (byte next : text) {
            if (next == '"') {
                quoted.append('"');
            }
            quoted.append(next);
        }
        quoted.append('"');
        return quoted.copy(0, quoted.size());
    }
}
