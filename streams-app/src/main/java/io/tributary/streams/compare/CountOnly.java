package io.tributary.streams.compare;

import io.tributary.streams.normalize.NormalizedPage;
import io.tributary.streams.normalize.NormalizedRecord;
import io.tributary.streams.normalize.RejectedRow;

/** Publishes nothing: the delivery's account counts what a comparison finds. */
final class CountOnly implements Changes {

    @Override
    public void added(
            Incoming incoming,
            Statement statement,
            NormalizedPage page,
            NormalizedRecord record,
            RowIndex rows,
            int position) {
        // The account has counted it.
    }

    @Override
    public void restated(
            Incoming incoming,
            Statement statement,
            NormalizedPage page,
            NormalizedRecord record,
            RowIndex rows,
            int position) {
        // The account has counted it.
    }

    @Override
    public void unchanged(
            Incoming incoming,
            Statement statement,
            NormalizedPage page,
            NormalizedRecord record,
            RowIndex rows,
            int position) {
        // The account has counted it.
    }

    @Override
    public void vanished(Statement statement, Reading reading, RowIndex rows, int position, long timestamp) {
        // The account has counted it.
    }

    @Override
    public void deadRow(Incoming incoming, byte[] content, byte[] header, RejectedRow row) {
        // The account has counted it.
    }
}
