package io.tributary.streams.normalize;

import io.tributary.streams.deadletter.Rejection;
import io.tributary.streams.page.SourceRow;
import java.math.BigDecimal;

/** Turns the rows of a page with one header into records. Not thread-safe. */
public interface RowNormalizer {

    /**
     * Gives what {@code row} becomes to {@code sink}.
     *
     * @throws io.tributary.streams.deadletter.RejectedRowException if the row cannot be read
     */
    void normalize(SourceRow row, RecordSink sink);

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
