package io.tributary.streams.normalize;

import io.tributary.streams.identity.NaturalKey;
import io.tributary.streams.record.CostRow;
import java.math.BigDecimal;

/**
 * Receives the costs and records of one source row. If the row is rejected half-way, none of them count but what is
 * settled.
 */
public interface RecordSink {

    /** Adds the cost of the row as the source states it. Called once for each row. */
    void cost(String currency, BigDecimal sourceCost);

    /**
     * Excludes {@code cost}, the part of the row's source cost that other rows bill by a rule of the data set. Called
     * at most once for each row.
     */
    void excluded(BigDecimal cost);

    /** Adds a record. {@code row} may be reused afterwards. */
    void record(NaturalKey key, CostRow row);

    /**
     * Adds {@code cost} to what the commitment {@code commitmentId} settles. Its covered usage and negation must cancel
     * out; what they leave becomes a residual record when the delivery is complete. So it counts, with the row's cost,
     * even if the row is rejected afterwards.
     */
    void settledByCommitment(String commitmentId, BigDecimal cost);
}
