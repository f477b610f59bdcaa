package io.tributary.extractors.gcp.files;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.csv.ByteBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** One JSON object in each line. Rows are the unchanged lines; empty lines are skipped. */
final class JsonLines implements RowReader {

    private final InputStream in;
    private final int mostBytes;
    private final byte[] chunk = new byte[64 * 1024];
    private final ByteBuilder line = new ByteBuilder();
    private int position;
    private int limit;
    private boolean isFirst = true;

    /** @param mostBytes bytes that a row may have */
    JsonLines(InputStream in, int mostBytes) {
        this.in = requireNonNull(in, "in");
        this.mostBytes = mostBytes;
    }

    @Override
    public Optional<ExportRow> next() throws IOException {
        while (readLine()) {
            byte[] bytes = trimmed();
            if (bytes.length > 0) {
                return Optional.of(ExportRow.of(bytes));
            }
        }
        return Optional.empty();
    }

    private boolean readLine() throws IOException {
        line.truncate(0);
        while (position < limit || fill()) {
            int from = position;
            while (position < limit && chunk[position] != '\n') {
                position++;
            }
            line.append(chunk, from, position - from);
            if (line.size() > mostBytes) {
                throw new IOException(
                        "is larger than " + mostBytes + " bytes, which is the most that can be published");
            }
            if (position < limit) {
                position++;
                return true;
            }
        }
        return line.size() > 0;
    }

    private byte[] trimmed() {
        int start = isFirst && startsWithMark() ? 3 : 0;
        isFirst = false;
        int end = line.size();
        while (end > start && isBlank(line.at(end - 1))) {
            end--;
        }
        while (start < end && isBlank(line.at(start))) {
            start++;
        }
        return line.copy(start, end);
    }

    private boolean startsWithMark() {
        return line.size() >= 3 && line.at(0) == (byte) 0xEF && line.at(1) == (byte) 0xBB && line.at(2) == (byte) 0xBF;
    }

    private static boolean isBlank(byte value) {
        return value == ' ' || value == '\t' || value == '\r';
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(0, in.read(chunk, 0, chunk.length));
        return limit > 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
