package io.tributary.local.statements;

import static java.util.Objects.requireNonNull;

import io.tributary.schemas.BilledStatement;

/**
 * A statement that was read from a file.
 *
 * @param statement what it says; the time of recording is the file's reader's
 * @param place where it stands, as people look for it: {@code invoices.csv, line 3}
 */
public record ReadStatement(BilledStatement statement, String place) {

    public ReadStatement {
        requireNonNull(statement, "statement");
        requireNonNull(place, "place");
    }
}
