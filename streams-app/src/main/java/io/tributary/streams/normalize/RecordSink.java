package io.tributary.streams.normalize;

import io.tributary.streams.identity.NaturalKey;
import io.tributary.streams.record.CostRow;
import java.math.BigDecimal;

/** Takes what one source row becomes. If the row is rejected half-way, nothing of it counts. */
public interface RecordSink {

    /** Says what the source states as the row's cost; once a row. */
    void cost(String currency, BigDecimal sourceCost);

    /**
     * Says that {@code cost} of the row is billed by other rows, by a rule of the data set: of the row's source cost, what
     * its records do not bill. At most once a row.
     */
    void excluded(BigDecimal cost);

    /** Takes a record; {@code row} may be used again afterwards. */
    void record(NaturalKey key, CostRow row);

    /**
     * Says that {@code cost} of the row is settled elsewhere: it belongs to the commitment {@code commitmentId}, whose
     * covered usage and negation must cancel out; what they leave becomes a residual record at the delivery's completion.
     */
    void settledByCommitment(String commitmentId, BigDecimal cost);
}
