package io.tributary.streams.compare;

import io.tributary.streams.identity.NaturalKey;
import java.util.List;

/** What is known of rows, by statement and natural key: the comparison knows the store only by this interface. */
interface KnownRows {

    /**
     * How far a sweep of a statement has come. Kept with the statement's state, so that a sweep goes on after a crash.
     *
     * @param window start of the window that was the current one when the sweep began, in milliseconds since
     *     1970-01-01T00:00Z
     * @param previous whether it is still in the window before that
     * @param next the key at which it continues
     */
    record Position(long window, boolean previous, NaturalKey next) {}

    /**
     * A row that a sweep finds.
     *
     * @param key its natural key
     * @param row what is known of it
     */
    record Found(NaturalKey key, KnownRow row) {}

    /**
     * A slice of a sweep.
     *
     * @param found its rows
     * @param read entries that were read for it, which may be more
     * @param next where the next slice begins; {@code null} at the end of the statement
     */
    record Slice(List<Found> found, int read, Position next) {
        public Slice {
            found = List.copyOf(found);
        }
    }

    /** What is known of {@code key}; {@code null} where nothing is, or where it has not been seen for too long. */
    KnownRow find(long statement, NaturalKey key);

    /** Keeps {@code row} as seen now. */
    void remember(long statement, NaturalKey key, KnownRow row);

    /** Forgets all that is known of {@code key}. */
    void forget(long statement, NaturalKey key);

    /** Where a sweep of any statement begins now. */
    Position start();

    /** Reads at most {@code limit} entries of one window from {@code position} on; a sweep finds each row once. */
    Slice sweep(long statement, Position position, int limit);

    /** Whether rows that were last seen at {@code time} may be forgotten by now. */
    boolean mayHaveForgotten(long time);
}
