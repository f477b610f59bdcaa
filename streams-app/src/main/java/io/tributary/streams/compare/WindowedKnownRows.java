package io.tributary.streams.compare;

import io.tributary.streams.identity.NaturalKey;
import io.tributary.streams.record.ByteBuilder;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.WindowStore;

/**
 * Known rows in a window store whose time is the stream time. A row is looked up in the current window and in the one
 * before, by two point reads. A row that is remembered goes into the current window, so it is kept for one to two
 * windows after its last sighting, and then dropped with its segment. Not thread-safe.
 *
 * <p>Store key: the statement's key, eight bytes, then the natural key. A statement is so one contiguous range.
 */
final class WindowedKnownRows implements KnownRows {

    private static final NaturalKey FIRST = new NaturalKey(0, 0);
    private static final NaturalKey LAST = new NaturalKey(-1, -1);

    private final WindowStore<Bytes, byte[]> store;
    private final long window;
    private final LongSupplier streamTime;
    private final ByteBuilder value = new ByteBuilder(256);

    /** @param streamTime the largest publication time seen, in milliseconds since 1970-01-01T00:00Z */
    WindowedKnownRows(WindowStore<Bytes, byte[]> store, Duration window, LongSupplier streamTime) {
        this.store = store;
        this.window = window.toMillis();
        this.streamTime = streamTime;
    }

    @Override
    public KnownRow find(long statement, NaturalKey key) {
        Bytes storeKey = storeKey(statement, key);
        long current = currentWindow();
        byte[] bytes = store.fetch(storeKey, current);
        if (bytes == null) {
            bytes = store.fetch(storeKey, current - window);
        }
        return bytes == null ? null : KnownRow.read(bytes);
    }

    @Override
    public void remember(long statement, NaturalKey key, KnownRow row) {
        store.put(storeKey(statement, key), row.toBytes(value), currentWindow());
    }

    @Override
    public void forget(long statement, NaturalKey key) {
        Bytes storeKey = storeKey(statement, key);
        store.put(storeKey, null, currentWindow());
        if (store.fetch(storeKey, currentWindow() - window) != null) {
            store.put(storeKey, null, currentWindow() - window);
        }
    }

    @Override
    public Position start() {
        return new Position(currentWindow(), true, FIRST);
    }

    @Override
    public Slice sweep(long statement, Position position, int limit) {
        List<Found> found = new ArrayList<>();
        long time = position.previous() ? position.window() - window : position.window();
        int read = 0;
        try (KeyValueIterator<Windowed<Bytes>, byte[]> entries = store.fetch(
                storeKey(statement, position.next()),
                storeKey(statement, LAST),
                Instant.ofEpochMilli(time),
                Instant.ofEpochMilli(time))) {
            while (entries.hasNext()) {
                if (read == limit) {
                    return new Slice(
                            found,
                            read,
                            new Position(position.window(), position.previous(), key(entries.peekNextKey())));
                }
                KeyValue<Windowed<Bytes>, byte[]> entry = entries.next();
                read++;
                // A row that was seen since is in the later window, too, and is found there.
                if (!position.previous() || store.fetch(entry.key.key(), position.window()) == null) {
                    found.add(new Found(key(entry.key), KnownRow.read(entry.value)));
                }
            }
        }
        return new Slice(found, read, position.previous() ? new Position(position.window(), false, FIRST) : null);
    }

    @Override
    public boolean mayHaveForgotten(long time) {
        return windowOf(time) < currentWindow() - window;
    }

    private long currentWindow() {
        return windowOf(streamTime.getAsLong());
    }

    private long windowOf(long time) {
        return time - Math.floorMod(time, window);
    }

    private static NaturalKey key(Windowed<Bytes> entry) {
        return NaturalKey.read(entry.key().get(), Long.BYTES);
    }

    private static Bytes storeKey(long statement, NaturalKey key) {
        return Bytes.wrap(ByteBuffer.allocate(Long.BYTES + NaturalKey.BYTES)
                .putLong(statement)
                .putLong(key.high())
                .putLong(key.low())
                .array());
    }
}
