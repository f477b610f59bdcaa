package io.tributary.streams.compare;

import java.util.Optional;

/**
 * Withdraws what a complete delivery no longer has: in slices between records, over the scope's range in both windows.
 * How far it has come is kept with the scope, in the transaction of the withdrawals, so that it goes on after a crash.
 *
 * <p>Whether there is anything to withdraw is known without reading the scope: every record that a delivery has is
 * live, so it is when there are more live records than the delivery has.
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

    /** Records that the scope's current delivery no longer has. */
    static long count(Statement scope) {
        return Math.max(0, scope.live - scope.claims);
    }

    void begin(Statement scope) {
        scope.sweep = Optional.of(knownRows.start());
    }

    /** Works one slice; whether the sweep goes on after it. */
    boolean slice(Statement scope, long timestamp) {
        int left = SLICE;
        while (left > 0 && scope.sweep.isPresent()) {
            KnownRows.Slice slice = knownRows.sweep(scope.tag, scope.sweep.get(), left);
            slice.found().forEach(found -> withdraw(scope, found, timestamp));
            left -= slice.read();
            scope.sweep = Optional.ofNullable(slice.next());
        }
        return scope.sweep.isPresent();
    }

    private void withdraw(Statement scope, KnownRows.Found found, long timestamp) {
        KnownRow row = found.row();
        row.stateBy(scope.delivery);
        var unclaimed = row.unclaimed();
        if (unclaimed.isEmpty()) {
            return;
        }
        for (int ordinal : unclaimed) {
            Occurrence published = row.occurrence(ordinal);
            scope.account.vanished(row.currency(), published.billedCost(), published.effectiveCost());
            scope.live--;
            changes.vanished(found.key(), ordinal, scope, row.currency(), published, timestamp);
            row.vanish(ordinal);
        }
        if (row.isEmpty()) {
            knownRows.forget(scope.tag, found.key());
        } else {
            knownRows.remember(scope.tag, found.key(), row);
        }
    }
}
