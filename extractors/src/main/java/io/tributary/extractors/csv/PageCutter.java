package io.tributary.extractors.csv;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.source.SourceException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Cuts CSV bytes into pages: the header line, then whole rows.
 *
 * <p>According to RFC 4180, a quote opens a field only at its beginning, a doubled quote within one is part of it, and
 * line ends within quotes are part of the row. A row ends with LF, CR LF or CR, and its end is kept as it is. Empty
 * lines are left out; a byte order mark before the header is removed. Used by one thread.
 */
final class PageCutter {

    /** Real headers have some 10 KiB; a file without a line end within this size is not CSV. */
    private static final int MAX_HEADER_BYTES = 1024 * 1024;

    private static final int FIELD_START = 0;
    private static final int UNQUOTED = 1;
    private static final int QUOTED = 2;
    private static final int QUOTE_IN_QUOTED = 3;

    private final String object;
    private final InputStream in;
    private final PageLimits limits;
    private final byte[] chunk = new byte[64 * 1024];
    private int position;
    private int limit;
    private int state = FIELD_START;

    /** The header, the rows of the next page, and after them the row that is being read. */
    private final ByteBuilder page = new ByteBuilder();

    private int headerSize;
    private int rowsInPage;
    private long firstRow;

    /**
     * @param object name of what is read, for messages
     * @param in its bytes, unpacked
     * @param firstRow number of its first row
     */
    PageCutter(String object, InputStream in, PageLimits limits, long firstRow) {
        this.object = requireNonNull(object, "object");
        this.in = requireNonNull(in, "in");
        this.limits = requireNonNull(limits, "limits");
        this.firstRow = firstRow;
    }

    /** Rows of the object that were cut into pages or skipped until now, including those before the first row. */
    long nextRow() {
        return firstRow;
    }

    /**
     * Reads the header line with its line end; empty if there is nothing to read. Call it once, before any other
     * method.
     */
    byte[] readHeader() throws IOException {
        skipByteOrderMark();
        appendRow(MAX_HEADER_BYTES, "its first line");
        headerSize = page.size();
        return page.copy(0, headerSize);
    }

    /** Skips up to {@code rows} rows and returns how many there were. */
    long skip(long rows) throws IOException {
        long skipped = 0;
        while (skipped < rows && appendNextRow()) {
            page.truncate(headerSize);
            firstRow++;
            skipped++;
        }
        return skipped;
    }

    /** The next page; empty at the end. */
    Optional<Cut> next() throws IOException {
        while (rowsInPage < limits.pageRows()) {
            int before = page.size();
            if (!appendNextRow()) {
                return rowsInPage == 0 ? Optional.empty() : Optional.of(cut(before));
            }
            if (rowsInPage > 0 && page.size() > limits.pageBytes()) {
                Cut cut = cut(before);
                rowsInPage = 1;
                return Optional.of(cut);
            }
            rowsInPage++;
        }
        return Optional.of(cut(page.size()));
    }

    /** Takes the page's rows, which end at {@code end}; the rest becomes the beginning of the next page. */
    private Cut cut(int end) {
        Cut cut = new Cut(page.copy(0, end), rowsInPage, firstRow);
        page.remove(headerSize, end);
        firstRow += rowsInPage;
        rowsInPage = 0;
        return cut;
    }

    private boolean appendNextRow() throws IOException {
        return appendRow(limits.rowBytes() - headerSize, null);
    }

    /** Appends the next row with its line end to the page; false at the end. */
    private boolean appendRow(int maxBytes, String name) throws IOException {
        int start = page.size();
        state = FIELD_START;
        while (position < limit || fill()) {
            int from = position;
            boolean ended = scanToRowEnd();
            page.append(chunk, from, position - from);
            if (page.size() - start > maxBytes) {
                throw tooLarge(maxBytes, name);
            }
            if (ended) {
                appendLineFeedOfCarriageReturn();
                if (!isLineEnd(page.at(start))) {
                    return true;
                }
                page.truncate(start);
                state = FIELD_START;
            }
        }
        if (state == QUOTED) {
            throw new SourceException.Malformed(
                    object, "ends inside a quoted field of " + describe(name) + ": it is cut off");
        }
        return page.size() > start;
    }

    /** Moves past the end of the row, or to the end of the chunk; returns whether the row has ended. */
    private boolean scanToRowEnd() {
        // Local variables, because this loop takes most of the time.
        byte[] bytes = chunk;
        int end = limit;
        int at = position;
        int current = state;
        boolean ended = false;
        while (at < end && !ended) {
            byte next = bytes[at++];
            if (current == QUOTED) {
                current = next == '"' ? QUOTE_IN_QUOTED : QUOTED;
            } else if (next > ',') {
                current = UNQUOTED;
            } else if (next == ',') {
                current = FIELD_START;
            } else if (next == '\n' || next == '\r') {
                ended = true;
            } else {
                current = next == '"' && current != UNQUOTED ? QUOTED : UNQUOTED;
            }
        }
        position = at;
        state = current;
        return ended;
    }

    private void appendLineFeedOfCarriageReturn() throws IOException {
        if (page.at(page.size() - 1) == '\r' && (position < limit || fill()) && chunk[position] == '\n') {
            page.append(chunk, position, 1);
            position++;
        }
    }

    private static boolean isLineEnd(byte value) {
        return value == '\n' || value == '\r';
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(0, in.readNBytes(chunk, 0, chunk.length));
        return limit > 0;
    }

    private void skipByteOrderMark() throws IOException {
        if (fill() && limit >= 3 && chunk[0] == (byte) 0xEF && chunk[1] == (byte) 0xBB && chunk[2] == (byte) 0xBF) {
            position = 3;
        }
    }

    private SourceException tooLarge(int maxBytes, String name) {
        String expected = name == null ? "which is the most that can be published" : "which no CSV header is";
        return new SourceException.Malformed(
                object, describe(name) + " is larger than " + maxBytes + " bytes, " + expected);
    }

    private String describe(String name) {
        return name == null ? "row " + (firstRow + rowsInPage) + " (counted from 0)" : name;
    }

    /**
     * A page as it was cut.
     *
     * @param content the header and the rows
     * @param rows how many rows
     * @param firstRow number of the first of them
     */
    record Cut(byte[] content, int rows, long firstRow) {}
}
