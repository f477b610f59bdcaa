package io.tributary.local.command.dlq;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/**
 * What has become of a dead letter.
 *
 * @param kind whether it is open, and what closed it if it is not
 * @param why what closed it, in a sentence's part; empty where it is open
 */
record LetterState(Kind kind, String why) {

    static final LetterState OPEN = new LetterState(Kind.OPEN, "");

    LetterState {
        requireNonNull(kind, "kind");
        requireNonNull(why, "why");
    }

    /** What a letter may have become. */
    enum Kind {
        /** What it holds is missing. */
        OPEN,
        /** A person decided that nothing is to be done about it: what it holds is missing, and stays so. */
        DISCARDED,
        /** Its delivery was read once more, and what was found then counts. */
        READ_AGAIN,
        /** Another delivery took the place of its delivery. */
        REPLACED;

        /** As it is printed. */
        String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    boolean isOpen() {
        return kind == Kind.OPEN;
    }
}
