package io.tributary.streams.page;

import java.nio.charset.StandardCharsets;

/**
 * One row of a page. Its fields are slices of bytes, so that a field that is only copied never becomes a string. A row
 * is valid until its reader moves on.
 */
public interface SourceRow {

    /** Number of fields that the row has. */
    int fields();

    /** The bytes into which {@link #offset} and {@link #length} of the field point. */
    byte[] source(int field);

    int offset(int field);

    /** Bytes of the field, unquoted; 0 also where the row has no such field. */
    int length(int field);

    /** Where the row begins in the page's content. */
    int start();

    /** Where the row ends in the page's content, its line end not counted. */
    int end();

    default boolean isBlank(int field) {
        return length(field) == 0;
    }

    /** The field as a string; empty where it is blank. */
    default String string(int field) {
        return isBlank(field) ? "" : new String(source(field), offset(field), length(field), StandardCharsets.UTF_8);
    }
}
