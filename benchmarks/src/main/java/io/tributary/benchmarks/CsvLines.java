package io.tributary.benchmarks;

/** Finds where rows of CSV end, and nothing else: a line end inside quotes belongs to the row. */
final class CsvLines {

    private CsvLines() {}

    /** The index after the line feed of the row that begins at {@code from}; {@code limit} where it does not end. */
    static int end(byte[] content, int from, int limit) {
        int i = from;
        while (i < limit) {
            byte c = content[i++];
            if (c == '\n') {
                return i;
            }
            if (c == '"') {
                while (i < limit && content[i] != '"') {
                    i++;
                }
                i++;
            }
        }
        return limit;
    }
}
