package io.tributary.streams.deadletter;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/** Aborts the reading of one row. It is caught where the row's page is read, and becomes a {@link Rejection}. */
public final class RejectedRowException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Characters of a value that a message shows. The whole value is in the row, which the dead letter keeps. */
    private static final int LONGEST_VALUE = 1000;

    private final RejectionCode code;
    private final String column;
    private final String value;

    /** @param expected completes "Column c has the value v: expected ..." */
    public RejectedRowException(RejectionCode code, String column, String value, String expected) {
        super(
                column + " is " + (value.isEmpty() ? "blank" : "'" + told(value) + "'") + ": expected " + expected,
                null,
                false,
                false);
        this.code = requireNonNull(code, "code");
        this.column = requireNonNull(column, "column");
        this.value = told(value);
    }

    private static String told(String value) {
        return value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "...";
    }

    public Rejection rejection() {
        return new Rejection(
                code,
                getMessage(),
                Optional.of(column),
                Optional.of(value),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }
}
