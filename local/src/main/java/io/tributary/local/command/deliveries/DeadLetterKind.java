package io.tributary.local.command.deliveries;

import io.tributary.local.command.console.Amounts;
import io.tributary.local.command.console.Printable;
import io.tributary.schemas.DeadLetter;
import java.util.Optional;

/**
 * Dead letters of a delivery that have their code and column in common.
 *
 * @param code why, as {@code docs/semantics.md} lists it
 * @param column the source column at fault; empty where no single one is
 * @param isPage whether they are whole pages, not rows
 * @param count how many there are
 * @param value the value of the first one; empty where no single column is at fault
 * @param message names the column, the value and what was expected, of the first one
 * @param file what the first one was read from
 * @param row number of its row within the file, from 1; empty for a page
 */
public record DeadLetterKind(
        String code,
        Optional<String> column,
        boolean isPage,
        long count,
        Optional<String> value,
        String message,
        String file,
        Optional<Long> row) {

    /** Characters of a value or message that are shown: the dead letter has all of it. */
    private static final int LONGEST = 200;

    /** A kind whose first letter is {@code letter}. */
    static DeadLetterKind first(DeadLetter letter) {
        boolean isPage = letter.getPageRow() == null;
        return new DeadLetterKind(
                letter.getCode(),
                Optional.ofNullable(letter.getColumn()),
                isPage,
                1,
                Optional.ofNullable(letter.getValue()).map(value -> Printable.shortened(value, LONGEST)),
                Printable.shortened(letter.getMessage(), LONGEST),
                letter.getArtifact() == null ? letter.getTopic() : letter.getArtifact(),
                isPage
                        ? Optional.empty()
                        : Optional.ofNullable(letter.getArtifactRow()).map(fromZero -> fromZero + 1));
    }

    /** The same with one more. */
    DeadLetterKind plusOne() {
        return new DeadLetterKind(code, column, isPage, count + 1, value, message, file, row);
    }

    /** {@code 700 × INVALID_AMOUNT: Cost is '1,0': expected a decimal number; first in costs.csv, row 18}. */
    String text() {
        return Amounts.count(count) + " × " + code + ": " + message + (count == 1 ? "; in " : "; first in ") + file
                + row.map(number -> ", row " + number).orElse("");
    }
}
