package io.tributary.streams.compare;

import io.tributary.streams.identity.NaturalKey;
import io.tributary.streams.normalize.NormalizedPage;
import io.tributary.streams.normalize.NormalizedRecord;
import io.tributary.streams.normalize.RejectedRow;

/** Receives what a comparison finds: new, changed and vanished records, and rows that could not be read. */
interface Changes {

    /**
     * A record that is new.
     *
     * @return what is to be kept of it, so that it can be reversed
     */
    byte[] added(Incoming incoming, Statement statement, NormalizedPage page, NormalizedRecord record, int ordinal);

    /**
     * A record that says something else than {@code before}.
     *
     * @return what is to be kept of it, so that it can be reversed
     */
    byte[] restated(
            Incoming incoming,
            Statement statement,
            NormalizedPage page,
            NormalizedRecord record,
            int ordinal,
            Occurrence before);

    /** A record that its statement no longer has. */
    void vanished(NaturalKey key, int ordinal, Statement statement, String currency, Occurrence before, long timestamp);

    /** A row of a page that was otherwise read. */
    void deadRow(Incoming incoming, byte[] content, byte[] header, RejectedRow row);
}
