package io.tributary.streams.compare;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.WindowStore;

/**
 * Known rows in a window store: blocks of rows by their number, and, where a ledger is kept, what the ledger holds of a
 * row. All of a statement stands in one window, its home, so that it is kept or dropped as a whole; a complete delivery
 * in a later window moves it there. Not thread-safe.
 *
 * <p>Store key: the statement's key, eight bytes; its shard, two bytes, always 0; the kind; the number, four bytes.
 */
final class RowStore {

    private static final byte BLOCK = 'B';
    private static final byte LEDGER = 'L';
    private static final short SHARD = 0;
    private static final int KEY_BYTES = Long.BYTES + Short.BYTES + 1 + Integer.BYTES;

    private final WindowStore<Bytes, byte[]> store;
    private final long window;

    RowStore(WindowStore<Bytes, byte[]> store, Duration window) {
        this.store = store;
        this.window = window.toMillis();
    }

    /** Start of the window of {@code time}, both in milliseconds since 1970-01-01T00:00Z. */
    long windowOf(long time) {
        return time - Math.floorMod(time, window);
    }

    /** First millisecond after the window that starts at {@code home}. */
    long endOf(long home) {
        return home + window;
    }

    /**
     * Gives the blocks of {@code statement} that stand in the window {@code home} to {@code action}, by their
     * numbers.
     */
    void blocks(long statement, long home, BiConsumer<Integer, byte[]> action) {
        Instant time = Instant.ofEpochMilli(home);
        try (KeyValueIterator<Windowed<Bytes>, byte[]> entries =
                store.fetch(key(statement, BLOCK, 0), key(statement, BLOCK, -1), time, time)) {
            while (entries.hasNext()) {
                KeyValue<Windowed<Bytes>, byte[]> entry = entries.next();
                int number = ByteBuffer.wrap(entry.key.key().get()).getInt(KEY_BYTES - Integer.BYTES);
                action.accept(number, entry.value);
            }
        }
    }

    /** Keeps a block; {@code null} removes it. */
    void putBlock(long statement, long home, int number, byte[] block) {
        store.put(key(statement, BLOCK, number), block, home);
    }

    /**
     * What the ledger holds of the row at {@code position}, in the wire format; {@code null} where it holds nothing.
     */
    byte[] ledger(long statement, long home, int position) {
        return store.fetch(key(statement, LEDGER, position), home);
    }

    /** Keeps what the ledger holds of a row; {@code null} where it holds nothing any more. */
    void putLedger(long statement, long home, int position, byte[] record) {
        store.put(key(statement, LEDGER, position), record, home);
    }

    /** Removes all of {@code statement} that stands in the window {@code home}. */
    void clear(long statement, long home) {
        Instant time = Instant.ofEpochMilli(home);
        List<Bytes> keys = new ArrayList<>();
        for (byte kind : new byte[] {BLOCK, LEDGER}) {
            try (KeyValueIterator<Windowed<Bytes>, byte[]> entries =
                    store.fetch(key(statement, kind, 0), key(statement, kind, -1), time, time)) {
                entries.forEachRemaining(entry -> keys.add(entry.key.key()));
            }
        }
        keys.forEach(key -> store.put(key, null, home));
    }

    private static Bytes key(long statement, byte kind, int number) {
        return Bytes.wrap(ByteBuffer.allocate(KEY_BYTES)
                .putLong(statement)
                .putShort(SHARD)
                .put(kind)
                .putInt(number)
                .array());
    }
}
