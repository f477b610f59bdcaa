package io.tributary.benchmarks;

import java.io.ByteArrayOutputStream;

/** What a delivery makes of the rows of the one before it. */
interface RowChange {

    /** Every row as it was. */
    RowChange NONE = (content, from, to, out) -> {
        out.write(content, from, to - from);
        return true;
    };

    /**
     * Writes a row.
     *
     * @param from where the row begins in {@code content}
     * @param to the index after its line end
     * @return whether the delivery still has the row
     */
    boolean apply(byte[] content, int from, int to, ByteArrayOutputStream out);
}
