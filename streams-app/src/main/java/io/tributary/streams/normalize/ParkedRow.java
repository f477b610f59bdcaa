package io.tributary.streams.normalize;

import static java.util.Objects.requireNonNull;

import io.tributary.streams.deadletter.RejectedRowException;
import io.tributary.streams.deadletter.Rejection;
import io.tributary.streams.deadletter.RejectionCode;
import io.tributary.streams.identity.NaturalKey;
import io.tributary.streams.page.SourceRow;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What is parked of a row that becomes a dead letter: its money and its identity, as far as they can still be read. A
 * row with too few or too many fields has neither, since its values may stand under the names of other columns.
 *
 * @param fields the fields that each row must have; negative where rows name their fields themselves
 * @param what how a message names the number of fields
 * @param why where that number comes from, for messages
 */
public record ParkedRow(int fields, String what, String why) {

    public ParkedRow {
        requireNonNull(what, "what");
        requireNonNull(why, "why");
    }

    /** Rows under a header of {@code columns} columns. */
    public static ParkedRow underHeader(int columns) {
        return new ParkedRow(columns, "The number of fields", "as the header has");
    }

    /** Rows that name their fields, as JSON objects do: a field that one lacks is blank. */
    public static ParkedRow named() {
        return new ParkedRow(-1, "The number of fields", "as the row names");
    }

    /**
     * Checks the number of the row's fields.
     *
     * @throws RejectedRowException if the row has more or fewer
     */
    public void requireFields(SourceRow row) {
        if (!hasFields(row)) {
            throw new RejectedRowException(
                    RejectionCode.FIELD_COUNT, what, Integer.toString(row.fields()), fields + ", " + why);
        }
    }

    private boolean hasFields(SourceRow row) {
        return fields < 0 || row.fields() == fields;
    }

    /** Adds to {@code rejection} what can be read of the row's cost, its currency and the keys of its records. */
    public Rejection park(
            SourceRow row,
            Rejection rejection,
            Supplier<BigDecimal> cost,
            Supplier<String> currency,
            Supplier<List<NaturalKey>> keys) {
        return hasFields(row)
                ? rejection.parking(
                        attempt(cost), attempt(currency), attempt(keys).orElse(List.of()))
                : rejection;
    }

    /** What {@code reading} gives; empty where it gives nothing, or the row cannot be read. */
    public static <T> Optional<T> attempt(Supplier<T> reading) {
        try {
            return Optional.ofNullable(reading.get());
        } catch (RejectedRowException unreadable) {
            return Optional.empty();
        }
    }
}
