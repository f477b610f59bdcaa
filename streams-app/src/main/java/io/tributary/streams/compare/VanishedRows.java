package io.tributary.streams.compare;

import java.util.Optional;

/**
 * Withdraws what a complete delivery lacks: in slices between records, over the statement's range in both windows. Its
 * position is kept with the statement, in the transaction of the withdrawals, so that it continues after a crash.
 *
 * <p>Whether there is anything to withdraw is known without reading the rows: every record that a delivery has is live,
 * so the delivery lacks some where there are more live records than it has.
 */
final class VanishedRows {

    /** Entries that are read at a time: some milliseconds of work. */
    private static final int SLICE = 5_000;

    private final KnownRows knownRows;
    private final Changes changes;

    VanishedRows(KnownRows knownRows, Changes changes) {
        this.knownRows = knownRows;
        this.changes = changes;
    }

    /** Records that the statement's current delivery lacks. */
    static long count(Statement statement) {
        return Math.max(0, statement.live - statement.claims);
    }

    /** Works one slice; whether the sweep goes on after it. */
    boolean slice(Statement statement, long timestamp) {
        int left = SLICE;
        while (left > 0 && statement.sweep.isPresent()) {
            KnownRows.Slice slice = knownRows.sweep(statement.key, statement.sweep.get(), left);
            slice.found().forEach(found -> withdraw(statement, found, timestamp));
            left -= slice.read();
            statement.sweep = Optional.ofNullable(slice.next());
        }
        return statement.sweep.isPresent();
    }

    private void withdraw(Statement statement, KnownRows.Found found, long timestamp) {
        KnownRow row = found.row();
        row.stateBy(statement.deliveryKey);
        var unclaimed = row.unclaimed();
        if (unclaimed.isEmpty()) {
            return;
        }
        for (int ordinal : unclaimed) {
            Occurrence published = row.occurrence(ordinal);
            statement.account.vanished(row.currency(), published.billedCost(), published.effectiveCost());
            statement.live--;
            changes.vanished(found.key(), ordinal, statement, row.currency(), published, timestamp);
            row.vanish(ordinal);
        }
        if (row.isEmpty()) {
            knownRows.forget(statement.key, found.key());
        } else {
            knownRows.remember(statement.key, found.key(), row);
        }
    }
}
