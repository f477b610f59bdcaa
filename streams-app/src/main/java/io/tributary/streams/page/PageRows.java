package io.tributary.streams.page;

import io.tributary.streams.deadletter.RejectedPageException;
import java.util.List;

/** The rows of one page after the other, however their content is framed. Not thread-safe. */
public interface PageRows extends SourceRow {

    /**
     * Starts over with the rows of {@code content}, which must not change while they are read.
     *
     * @throws RejectedPageException if it has no column names, or is not framed as it must be
     */
    void open(byte[] content);

    /** The names of the columns, in their order. */
    List<String> names();

    /** The header line, without which the rows cannot be read again; empty where they need none. */
    byte[] header();

    /**
     * Moves to the next row.
     *
     * @return whether there is one
     * @throws RejectedPageException if the content is not framed as it must be
     */
    boolean next();

    /**
     * Lets go of the content and of what was read of it: there is no row any more. Whoever read rows may live longer.
     */
    void release();
}
