package io.tributary.local.reconcile;

import static java.util.Objects.requireNonNull;

/**
 * An amount that is known, and by which what was billed differs from what the feed has.
 *
 * @param amounts above 0 where what was billed is more
 * @param rows rows or records that it is of
 * @param subject what it was found on, for example the id of a delivery; empty where there is nothing to name
 * @param sentence says what was found, without a full stop
 */
public record Finding(PartAmounts amounts, long rows, String subject, String sentence) {

    public Finding {
        requireNonNull(amounts, "amounts");
        requireNonNull(subject, "subject");
        requireNonNull(sentence, "sentence");
    }
}
