package io.tributary.streams.compare;

import io.tributary.streams.identity.NaturalKey;
import io.tributary.streams.normalize.NormalizedPage;
import io.tributary.streams.normalize.NormalizedRecord;
import io.tributary.streams.normalize.RejectedRow;

/** Publishes nothing: the delivery's account counts what a comparison finds. */
final class CountOnly implements Changes {

    @Override
    public byte[] added(
            Incoming incoming, Statement statement, NormalizedPage page, NormalizedRecord record, int ordinal) {
        return Occurrence.NOT_KEPT;
    }

    @Override
    public byte[] restated(
            Incoming incoming,
            Statement statement,
            NormalizedPage page,
            NormalizedRecord record,
            int ordinal,
            Occurrence before) {
        return Occurrence.NOT_KEPT;
    }

    @Override
    public void vanished(
            NaturalKey key, int ordinal, Statement statement, String currency, Occurrence before, long timestamp) {
        // The account has counted it.
    }

    @Override
    public void deadRow(Incoming incoming, byte[] content, byte[] header, RejectedRow row) {
        // The account has counted it.
    }
}
