package io.tributary.streams.compare;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Rows that the tasks of a process have on the heap together. The statement that is worked is always there whole;
 * others leave where the budget is exceeded. Thread-safe.
 */
public final class RowBudget {

    private final long limit;
    private final AtomicLong rows = new AtomicLong();

    /** @param limit rows that may stay on the heap between pages */
    public RowBudget(long limit) {
        this.limit = limit;
    }

    void add(long change) {
        rows.addAndGet(change);
    }

    boolean isExceeded() {
        return rows.get() > limit;
    }
}
