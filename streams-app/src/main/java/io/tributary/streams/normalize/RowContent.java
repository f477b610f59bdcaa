package io.tributary.streams.normalize;

import io.tributary.streams.identity.KeyFrame;
import io.tributary.streams.page.SourceRow;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * All that a row says, framed by the names of its columns: for rows that nothing but their whole content tells apart.
 * Columns that are blank, and empty arrays, say nothing, so a column that a table gains changes no row without it. Neither
 * the order of columns counts, nor the order of keys and the blanks in JSON; numbers count as they are written.
 */
public final class RowContent {

    private final int[] columns;
    private final byte[][] names;

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
    }

    /** Adds the row's columns to {@code frame}. */
    public void addTo(KeyFrame frame, SourceRow row) {
        for (int i = 0; i < columns.length; i++) {
            int column = columns[i];
            if (!row.isBlank(column)) {
                add(frame, names[i], row.source(column), row.offset(column), row.length(column));
            }
        }
    }

    private static void add(KeyFrame frame, byte[] name, byte[] source, int offset, int length) {
        if (isEmptyArray(source, offset, length)) {
            return;
        }
        frame.column(name);
        boolean json = source[offset] == '[' || source[offset] == '{';
        Optional<byte[]> canonical = json ? CanonicalJson.of(source, offset, length) : Optional.empty();
        if (canonical.isPresent()) {
            frame.column(canonical.get());
        } else {
            frame.column(source, offset, length);
        }
    }

    /** Whether the slice is an array without elements. */
    public static boolean isEmptyArray(byte[] source, int offset, int length) {
        return length == 2 && source[offset] == '[' && source[offset + 1] == ']';
    }
}
