package io.tributary.streams.compare;

/**
 * Withdraws what a complete reading lacks: in slices between records, over the statement's rows on the heap. Its
 * position is kept with the reading, in the transaction of the withdrawals, so that it continues after a crash. The
 * next reading may have begun meanwhile: what it sights stays.
 */
final class Withdrawal {

    /** Records that are withdrawn at a time: some milliseconds of work. */
    private static final int SLICE = 5_000;

    private final Changes changes;

    Withdrawal(Changes changes) {
        this.changes = changes;
    }

    /** Records that the current reading lacks: all that it has are live. */
    static long lacking(Statement statement) {
        return Math.max(0, statement.live - statement.current.claims);
    }

    /**
     * Withdraws at most {@link #SLICE} records; whether there may be more.
     *
     * @param reading the statement's current reading, or its earlier one
     */
    boolean slice(Statement statement, Reading reading, RowIndex rows, long timestamp) {
        boolean earlier = reading != statement.current;
        int withdrawn = 0;
        int position = reading.position;
        for (; position < rows.positions() && withdrawn < SLICE; position++) {
            boolean lacks =
                    rows.isLive(position) && !rows.isSighted(position) && !(earlier && rows.isSightedEarlier(position));
            if (lacks) {
                withdraw(statement, reading, rows, position, timestamp);
                withdrawn++;
            }
        }
        reading.position = position;
        return position < rows.positions();
    }

    private void withdraw(Statement statement, Reading reading, RowIndex rows, int position, long timestamp) {
        reading.account.vanished(rows.currency(position), rows.billedCost(position), rows.effectiveCost(position));
        changes.vanished(statement, reading, rows, position, timestamp);
        rows.remove(position);
    }
}
