package io.tributary.streams.compare;

import io.tributary.streams.normalize.NormalizedPage;
import io.tributary.streams.normalize.NormalizedRecord;
import io.tributary.streams.normalize.RejectedRow;

/** Receives what a comparison finds: new, changed and vanished records, and rows that could not be read. */
interface Changes {

    /** A record that is new, and stands at {@code position} now. */
    void added(
            Incoming incoming,
            Statement statement,
            NormalizedPage page,
            NormalizedRecord record,
            RowIndex rows,
            int position);

    /** A record that says something else than what stands at {@code position}, which is replaced afterwards. */
    void restated(
            Incoming incoming,
            Statement statement,
            NormalizedPage page,
            NormalizedRecord record,
            RowIndex rows,
            int position);

    /** A record that says the same as before. */
    void unchanged(
            Incoming incoming,
            Statement statement,
            NormalizedPage page,
            NormalizedRecord record,
            RowIndex rows,
            int position);

    /** A record that its statement no longer has, as {@code reading} shows; it is removed afterwards. */
    void vanished(Statement statement, Reading reading, RowIndex rows, int position, long timestamp);

    /** A row of a page that was otherwise read. */
    void deadRow(Incoming incoming, byte[] content, byte[] header, RejectedRow row);
}
