package io.tributary.streams.normalize;

import io.tributary.streams.identity.KeyFrame;
import io.tributary.streams.page.SourceRow;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The whole content of a row, framed by the names of its columns, for rows that have no other identity. Blank columns
 * and empty arrays are left out, so a column that a table gains changes only the rows that have a value in it. The
 * order of columns, the order of keys and the blanks in JSON do not matter; numbers count as written. Not thread-safe.
 */
public final class RowContent {

    private static final byte[] NO_JSON = new byte[0];

    private final int[] columns;
    private final byte[][] names;
    private final byte[][] lastTexts;
    private final byte[][] lastCanonical;

    /** @param header the names of the columns, in their order */
    public RowContent(List<String> header) {
        columns = IntStream.range(0, header.size())
                .boxed()
                .sorted(Comparator.comparing(header::get))
                .mapToInt(Integer::intValue)
                .toArray();
        names = IntStream.of(columns)
                .mapToObj(column -> header.get(column).getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        lastTexts = new byte[columns.length][];
        lastCanonical = new byte[columns.length][];
    }

    /** Adds the row's columns to {@code frame}. */
    public void addTo(KeyFrame frame, SourceRow row) {
        for (int i = 0; i < columns.length; i++) {
            int column = columns[i];
            if (row.isBlank(column)) {
                continue;
            }
            byte[] source = row.source(column);
            int offset = row.offset(column);
            int length = row.length(column);
            boolean json = source[offset] == '[' || source[offset] == '{';
            byte[] canonical = json ? canonical(i, source, offset, length) : NO_JSON;
            if (canonical.length == 0) {
                frame.column(names[i]).column(source, offset, length);
            } else if (!isEmptyArray(canonical, 0, canonical.length)) {
                frame.column(names[i]).column(canonical);
            }
        }
    }

    /** The JSON that the slice is, in the one way of writing it; empty where it is none. */
    private byte[] canonical(int i, byte[] source, int offset, int length) {
        // Labels and projects of one row are often those of the row before.
        byte[] last = lastTexts[i];
        if (last == null || !Arrays.equals(last, 0, last.length, source, offset, offset + length)) {
            lastTexts[i] = Arrays.copyOfRange(source, offset, offset + length);
            lastCanonical[i] = CanonicalJson.of(source, offset, length).orElse(NO_JSON);
        }
        return lastCanonical[i];
    }

    /** Whether the slice is an array without elements. */
    public static boolean isEmptyArray(byte[] source, int offset, int length) {
        return length == 2 && source[offset] == '[' && source[offset + 1] == ']';
    }
}
