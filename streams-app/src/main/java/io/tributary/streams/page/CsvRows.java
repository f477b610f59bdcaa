package io.tributary.streams.page;

import io.tributary.streams.deadletter.RejectedPageException;
import io.tributary.streams.deadletter.RejectionCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads RFC 4180 rows from a page's bytes without making strings: commas, double quotes doubled inside quotes, line
 * ends of either kind, also inside quotes. Empty lines are no rows. Not thread-safe; made to be used again with {@link
 * #reset}.
 */
public final class CsvRows implements PageRows {

    private static final byte[] NONE = new byte[0];
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private byte[] content = NONE;
    private int limit;
    private int at;
    private int rowStart;
    private int rowEnd;
    private int fields;
    private byte[][] sources = new byte[256][];
    private int[] offsets = new int[256];
    private int[] lengths = new int[256];
    private List<String> names = List.of();
    private byte[] header = new byte[0];

    /** {@inheritDoc} The first row names the columns. */
    @Override
    public void open(byte[] page) {
        // A byte-order mark belongs to the file, not to its first column, which may be quoted.
        int mark = beginsWithMark(page) ? BYTE_ORDER_MARK.length : 0;
        reset(page, mark, page.length - mark);
        if (!next()) {
            throw new RejectedPageException(RejectionCode.PAGE_MALFORMED, "The page is empty: expected a header line");
        }
        names = List.copyOf(strings());
        header = Arrays.copyOfRange(page, start(), end());
    }

    private static boolean beginsWithMark(byte[] page) {
        return page.length >= BYTE_ORDER_MARK.length
                && Arrays.equals(page, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
    }

    @Override
    public List<String> names() {
        return names;
    }

    @Override
    public byte[] header() {
        return header;
    }

    @Override
    public void release() {
        reset(NONE, 0, 0);
        Arrays.fill(sources, NONE);
        fields = 0;
    }

    /** Starts over with the rows of {@code content}, which must not change while they are read. */
    public void reset(byte[] content, int offset, int length) {
        this.content = content;
        this.at = offset;
        this.limit = offset + length;
    }

    /** @throws RejectedPageException if a quoted field never ends, or goes on after its closing quote */
    @Override
    public boolean next() {
        while (at < limit && (content[at] == '\n' || content[at] == '\r')) {
            at++;
        }
        if (at >= limit) {
            return false;
        }
        rowStart = at;
        fields = 0;
        while (true) {
            boolean more = at < limit && content[at] == '"' ? quoted() : plain();
            if (!more) {
                return true;
            }
        }
    }

    /** Reads a plain field; whether another one follows it in the row. */
    private boolean plain() {
        int from = at;
        int i = at;
        byte[] bytes = content;
        int end = limit;
        while (i < end) {
            byte c = bytes[i];
            if (c == ',') {
                add(bytes, from, i - from);
                at = i + 1;
                return true;
            }
            if (c == '\n' || c == '\r') {
                break;
            }
            i++;
        }
        add(bytes, from, i - from);
        endRow(i);
        return false;
    }

    private boolean quoted() {
        int from = at + 1;
        int i = from;
        int doubled = 0;
        while (true) {
            if (i >= limit) {
                throw new RejectedPageException(
                        RejectionCode.PAGE_MALFORMED,
                        "The quoted field that begins at byte " + (from - 1)
                                + " of the page never ends: expected a closing double quote");
            }
            if (content[i] == '"') {
                if (i + 1 < limit && content[i + 1] == '"') {
                    doubled++;
                    i += 2;
                    continue;
                }
                break;
            }
            i++;
        }
        if (doubled == 0) {
            add(content, from, i - from);
        } else {
            byte[] unquoted = unquote(from, i, doubled);
            add(unquoted, 0, unquoted.length);
        }
        int next = i + 1;
        if (next < limit && content[next] == ',') {
            at = next + 1;
            return true;
        }
        if (next < limit && content[next] != '\n' && content[next] != '\r') {
            throw new RejectedPageException(
                    RejectionCode.PAGE_MALFORMED,
                    "The quoted field that begins at byte " + (from - 1)
                            + " of the page goes on after its closing quote: expected a comma or a line end, found '"
                            + (char) content[next] + "'");
        }
        endRow(next);
        return false;
    }

    private byte[] unquote(int from, int to, int doubled) {
        byte[] unquoted = new byte[to - from - doubled];
        int out = 0;
        for (int i = from; i < to; i++) {
            unquoted[out++] = content[i];
            if (content[i] == '"') {
                i++;
            }
        }
        return unquoted;
    }

    private void endRow(int end) {
        rowEnd = end;
        at = end;
    }

    private void add(byte[] source, int offset, int length) {
        if (fields == sources.length) {
            sources = Arrays.copyOf(sources, fields * 2);
            offsets = Arrays.copyOf(offsets, fields * 2);
            lengths = Arrays.copyOf(lengths, fields * 2);
        }
        sources[fields] = source;
        offsets[fields] = offset;
        lengths[fields] = length;
        fields++;
    }

    @Override
    public int fields() {
        return fields;
    }

    @Override
    public byte[] source(int field) {
        return sources[field];
    }

    @Override
    public int offset(int field) {
        return offsets[field];
    }

    @Override
    public int length(int field) {
        return field < 0 || field >= fields ? 0 : lengths[field];
    }

    @Override
    public int start() {
        return rowStart;
    }

    @Override
    public int end() {
        return rowEnd;
    }

    /** All fields of the row as strings. */
    public List<String> strings() {
        List<String> strings = new ArrayList<>(fields);
        for (int i = 0; i < fields; i++) {
            strings.add(string(i));
        }
        return strings;
    }
}
