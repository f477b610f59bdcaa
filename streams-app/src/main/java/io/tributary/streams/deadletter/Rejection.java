package io.tributary.streams.deadletter;

import static java.util.Objects.requireNonNull;

import io.tributary.streams.identity.NaturalKey;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * Why a row, or a whole page, becomes a dead letter.
 *
 * @param code which of the closed list of reasons
 * @param message names the column, the value and what was expected
 * @param column the source column at fault, where one is
 * @param value its value, where a column is at fault
 * @param parkedCost what billing.costs lacks because of it; empty where that cannot be read, which is not 0
 * @param parkedCurrency ISO 4217 code of the parked cost, where it can be read
 * @param keys natural keys of the records that the row would have become, where its identity can still be read
 */
public record Rejection(
        RejectionCode code,
        String message,
        Optional<String> column,
        Optional<String> value,
        Optional<BigDecimal> parkedCost,
        Optional<String> parkedCurrency,
        List<NaturalKey> keys) {

    public Rejection {
        requireNonNull(code, "code");
        requireNonNull(message, "message");
        requireNonNull(column, "column");
        requireNonNull(value, "value");
        requireNonNull(parkedCost, "parkedCost");
        requireNonNull(parkedCurrency, "parkedCurrency");
        keys = List.copyOf(keys);
    }

    /** A rejection of a whole page, or of a row about which nothing more is known. */
    public static Rejection of(RejectionCode code, String message) {
        return new Rejection(
                code, message, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }

    /** The same, with what is known of the row's money and identity. */
    public Rejection parking(Optional<BigDecimal> cost, Optional<String> currency, List<NaturalKey> rowKeys) {
        return new Rejection(code, message, column, value, cost, currency, rowKeys);
    }
}
