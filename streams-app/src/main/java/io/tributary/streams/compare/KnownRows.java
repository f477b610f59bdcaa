package io.tributary.streams.compare;

import io.tributary.streams.compare.StatementState.Home;
import io.tributary.streams.record.ByteBuilder;
import java.util.BitSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The known rows of the statements of one task: on the heap while a statement is worked, and in the store. What a page
 * changes is stored before the next one is worked, so a crash loses nothing. Not thread-safe.
 */
final class KnownRows {

    private static final Logger LOG = LoggerFactory.getLogger(KnownRows.class);

    private final RowStore store;
    private final DeliveryStore deliveries;
    private final RowBudget budget;
    private final long memory;
    private final Map<Long, Cached> cached = new LinkedHashMap<>(16, 0.75f, true);
    private final ByteBuilder value = new ByteBuilder(16 * 1024);

    /** The rows of a statement on the heap, and how many of them the budget has counted. */
    private static final class Cached {
        private final RowIndex rows;
        private int counted;

        Cached(RowIndex rows) {
            this.rows = rows;
        }
    }

    /**
     * @param budget rows that all tasks may have on the heap together
     * @param memory how long a statement is known after the window in which it was last complete, in milliseconds
     */
    KnownRows(RowStore store, DeliveryStore deliveries, RowBudget budget, long memory) {
        this.store = store;
        this.deliveries = deliveries;
        this.budget = budget;
        this.memory = memory;
    }

    /**
     * The rows of {@code statement}; empty where they are not known any more, which the statement then says, too.
     *
     * @param time publication time, in milliseconds since 1970-01-01T00:00Z
     */
    Optional<RowIndex> of(Statement statement, long time) {
        if (!statement.forgotten && isForgotten(statement.live, statement.home, time)) {
            statement.forgotten = true;
            drop(statement.key);
        }
        if (statement.forgotten) {
            return Optional.empty();
        }
        Cached entry = cached.get(statement.key);
        if (entry == null) {
            RowIndex loaded = load(statement);
            if (loaded.live() != statement.live) {
                LOG.error(
                        "Known rows are not whole statement={} rows={} expected={}",
                        Long.toHexString(statement.key),
                        loaded.live(),
                        statement.live);
                statement.forgotten = true;
                return Optional.empty();
            }
            entry = keep(statement.key, loaded);
        }
        if (statement.live == 0) {
            // Nothing stands anywhere: it is at home where it is worked next.
            long window = store.windowOf(time);
            statement.home = new Home(window, window, 0);
        }
        return Optional.of(entry.rows);
    }

    /** Whether rows that stand at {@code home} are not known any more at {@code time}. */
    boolean isForgotten(long live, Home home, long time) {
        return live > 0 && time - store.endOf(home.window()) >= memory;
    }

    private Cached keep(long statement, RowIndex rows) {
        Cached entry = new Cached(rows);
        cached.put(statement, entry);
        count(entry);
        evict(statement);
        return entry;
    }

    private void count(Cached entry) {
        budget.add(entry.rows.positions() - entry.counted);
        entry.counted = entry.rows.positions();
    }

    private RowIndex load(Statement statement) {
        RowIndex rows = new RowIndex();
        store.blocks(statement.key, statement.home.window(), (number, block) -> RowBlock.read(rows, number, block));
        if (statement.home.isMoving()) {
            store.blocks(statement.key, statement.home.next(), (number, block) -> RowBlock.read(rows, number, block));
        }
        if (statement.current != null) {
            sight(statement.key, statement.current.generation, rows, rows::sightAgain);
        }
        if (statement.earlier != null) {
            sight(statement.key, statement.earlier.generation, rows, rows::sightEarlier);
        }
        rows.settle();
        return rows;
    }

    private void sight(long statement, int generation, RowIndex rows, IntConsumer sighting) {
        for (byte[] runs : deliveries.sighted(statement, generation)) {
            for (int[] run : RowBlock.runs(runs)) {
                // Beyond the last position, where rows were dropped with their window: they are missed by their number.
                for (int position = run[0]; position < run[0] + run[1] && position < rows.positions(); position++) {
                    sighting.accept(position);
                }
            }
        }
    }

    /** Begins another reading of {@code statement} in its rows, where they are on the heap. */
    void begin(Statement statement, boolean keepsSightings) {
        Cached entry = cached.get(statement.key);
        if (entry == null) {
            return;
        }
        if (statement.earlier == null || keepsSightings) {
            entry.rows.beginReading();
        } else {
            entry.rows.beginReadingAnew();
        }
    }

    /** Stores what was changed, and what page {@code page} of the current reading sighted. */
    void store(Statement statement, RowIndex rows, int page) {
        int[] sighted = rows.sightedSince();
        if (sighted.length > 0) {
            deliveries.putSighted(statement.key, statement.current.generation, page, RowBlock.runs(sighted, value));
        }
        store(statement, rows);
    }

    /** Stores what was changed. */
    void store(Statement statement, RowIndex rows) {
        BitSet changed = rows.changedBlocks();
        for (int number = changed.nextSetBit(0); number >= 0; number = changed.nextSetBit(number + 1)) {
            store.putBlock(statement.key, homeOf(statement, number), number, RowBlock.write(rows, number, value));
        }
        statement.live = rows.live();
        rows.settle();
        count(cached.get(statement.key));
    }

    /** What the ledger holds of a row, in the wire format; {@code null} where it holds nothing. */
    byte[] ledger(Statement statement, int position) {
        return store.ledger(statement.key, homeOf(statement, position / RowIndex.BLOCK), position);
    }

    /** Keeps what the ledger holds of a row; {@code null} where it holds nothing any more. */
    void putLedger(Statement statement, int position, byte[] record) {
        store.putLedger(statement.key, homeOf(statement, position / RowIndex.BLOCK), position, record);
    }

    private static long homeOf(Statement statement, int block) {
        return block < statement.home.moved() ? statement.home.next() : statement.home.window();
    }

    /**
     * Begins to move the rows of {@code statement} into the window of {@code time}, if they stand in an earlier one.
     */
    void move(Statement statement, long time) {
        long window = store.windowOf(time);
        if (statement.live > 0 && !statement.home.isMoving() && window > statement.home.window()) {
            statement.home = new Home(statement.home.window(), window, 0);
        }
    }

    /** Moves at most {@code limit} blocks; whether there are more. */
    boolean moveOn(Statement statement, RowIndex rows, int limit) {
        Home home = statement.home;
        int to = Math.min(rows.blocks(), home.moved() + limit);
        for (int number = home.moved(); number < to; number++) {
            byte[] block = RowBlock.write(rows, number, value);
            if (block == null) {
                continue;
            }
            store.putBlock(statement.key, home.next(), number, block);
            store.putBlock(statement.key, home.window(), number, null);
            if (statement.charged > 0) {
                moveLedger(statement, rows, number);
            }
        }
        boolean more = to < rows.blocks();
        statement.home = more ? new Home(home.window(), home.next(), to) : new Home(home.next(), home.next(), 0);
        return more;
    }

    private void moveLedger(Statement statement, RowIndex rows, int block) {
        int from = block * RowIndex.BLOCK;
        for (int position = from; position < from + RowIndex.BLOCK && position < rows.positions(); position++) {
            byte[] record = store.ledger(statement.key, statement.home.window(), position);
            if (record != null) {
                store.putLedger(statement.key, statement.home.next(), position, record);
                store.putLedger(statement.key, statement.home.window(), position, null);
            }
        }
    }

    /** Empties what is known of {@code statement}, which is to be known anew from {@code time} on. */
    RowIndex renew(Statement statement, long time) {
        Home home = statement.home;
        drop(statement.key);
        store.clear(statement.key, home.window());
        if (home.isMoving()) {
            store.clear(statement.key, home.next());
        }
        long window = store.windowOf(time);
        statement.home = new Home(window, window, 0);
        statement.live = 0;
        statement.charged = 0;
        statement.forgotten = false;
        return keep(statement.key, new RowIndex()).rows;
    }

    /** Drops the rows of a statement from the heap. */
    void drop(long statement) {
        Cached entry = cached.remove(statement);
        if (entry != null) {
            budget.add(-entry.counted);
        }
    }

    /** Drops the rows of all statements from the heap. */
    void dropAll() {
        cached.values().forEach(entry -> budget.add(-entry.counted));
        cached.clear();
    }

    /** Drops rows of the statements that were worked least recently, while there are too many on the heap. */
    void evict(long worked) {
        Iterator<Map.Entry<Long, Cached>> eldest = cached.entrySet().iterator();
        while (budget.isExceeded() && eldest.hasNext()) {
            Map.Entry<Long, Cached> entry = eldest.next();
            if (entry.getKey() != worked) {
                budget.add(-entry.getValue().counted);
                eldest.remove();
            }
        }
    }
}
