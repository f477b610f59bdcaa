package io.tributary.streams.normalize;

import static java.util.Objects.requireNonNull;

import io.tributary.streams.identity.KeyFrame;
import io.tributary.streams.page.SourceRow;
import java.nio.charset.StandardCharsets;
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
    private final SliceMemo<byte[]> canonicalForms;

    /**
     * @param header the names of the columns, in their order
     * @param canonicalForms from {@link #canonicalForms()}; contents of several headers may share it
     */
    public RowContent(List<String> header, SliceMemo<byte[]> canonicalForms) {
        this.canonicalForms = requireNonNull(canonicalForms, "canonicalForms");
        columns = IntStream.range(0, header.size())
                .boxed()
                .sorted(Comparator.comparing(header::get))
                .mapToInt(Integer::intValue)
                .toArray();
        names = IntStream.of(columns)
                .mapToObj(column -> header.get(column).getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
    }

    /**
     * Remembers the JSON that slices are, in the one way of writing it; empty where they are none. Labels and projects
     * of a row are often those of another.
     */
    public static SliceMemo<byte[]> canonicalForms() {
        return new SliceMemo<>((source, offset, length) ->
                CanonicalJson.of(source, offset, length).orElse(NO_JSON));
    }

    /** Adds the row's columns to {@code frame}. */
    public void addTo(KeyFrame frame, SourceRow row) {
        for (int i = 0; i < columns.length; i++) {
            int column = columns[i];
            int length = row.length(column);
            if (length == 0) {
                continue;
            }
            byte[] source = row.source(column);
            int offset = row.offset(column);
            boolean json = source[offset] == '[' || source[offset] == '{';
            byte[] canonical = json ? canonicalForms.of(source, offset, length) : NO_JSON;
            if (canonical.length == 0) {
                frame.column(names[i]).column(source, offset, length);
            } else if (!isEmptyArray(canonical, 0, canonical.length)) {
                frame.column(names[i]).column(canonical);
            }
        }
    }

    /** Whether the slice is an array without elements. */
    public static boolean isEmptyArray(byte[] source, int offset, int length) {
        return length == 2 && source[offset] == '[' && source[offset + 1] == ']';
    }
}
