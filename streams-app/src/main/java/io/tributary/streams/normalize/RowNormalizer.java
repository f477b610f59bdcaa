package io.tributary.streams.normalize;

import io.tributary.streams.deadletter.Rejection;
import io.tributary.streams.page.SourceRow;
import java.math.BigDecimal;
import java.util.Optional;

/** Turns the rows of a page with one header into records. Not thread-safe. */
public interface RowNormalizer {

    /**
     * Gives what {@code row} becomes to {@code sink}.
     *
     * @throws io.tributary.streams.deadletter.RejectedRowException if the row cannot be read
     */
    void normalize(SourceRow row, RecordSink sink);

    /**
     * Numbers of the columns that are renewed with every delivery and change no record, in ascending order; empty where
     * rows must always be normalized, even if they are the same as before.
     */
    default Optional<int[]> renewedColumns() {
        return Optional.empty();
    }

    /**
     * Gives the cost of {@code row} to {@code sink}, and nothing else. Asked only where {@link #renewedColumns} is
     * present.
     *
     * @throws io.tributary.streams.deadletter.RejectedRowException if it cannot be read
     */
    default void cost(SourceRow row, RecordSink sink) {
        throw new IllegalStateException("Rows of this data set are always normalized");
    }

    /** Adds to {@code rejection} what can still be read of the row's money and identity. */
    Rejection park(SourceRow row, Rejection rejection);

    /**
     * Gives the record that settles what covered usage and its negation left of a commitment in a complete delivery.
     * Only a data set whose rows call {@link RecordSink#settledByCommitment} has such records.
     *
     * @param commitmentId the commitment
     * @param currency ISO 4217 code of the amount
     * @param amount what is left, not zero
     */
    default void residual(String commitmentId, String currency, BigDecimal amount, RecordSink sink) {
        throw new IllegalStateException("Residual of commitment " + commitmentId + ", " + amount + " " + currency
                + ", expected none: rows of this data set settle nothing at a delivery's completion");
    }
}
