package io.tributary.streams.compare;

import io.tributary.streams.identity.NaturalKey;
import io.tributary.streams.record.ByteBuilder;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.WindowStore;

/**
 * Known rows in a window store whose time is the stream time. A row is looked up in the current window and in the one
 * before, by two point reads; whatever is remembered goes into the current window, so memory runs from the last sighting,
 * and what was not seen for two windows is dropped with its segment. Not thread-safe.
 *
 * <p>Key: eight bytes of the scope, so that a scope is one contiguous range, then the natural key.
 */
final class WindowedKnownRows implements KnownRows {

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
    public KnownRow find(long scope, NaturalKey key) {
        Bytes storeKey = storeKey(scope, key);
        long current = currentWindow();
        byte[] bytes = store.fetch(storeKey, current);
        if (bytes == null) {
            bytes = store.fetch(storeKey, current - window);
        }
        return bytes == null ? null : KnownRow.read(bytes);
    }

    @Override
    public void remember(long scope, NaturalKey key, KnownRow row) {
        store.put(storeKey(scope, key), row.toBytes(value), currentWindow());
    }

    private long currentWindow() {
        long now = streamTime.getAsLong();
        return now - Math.floorMod(now, window);
    }

    private static Bytes storeKey(long scope, NaturalKey key) {
        return Bytes.wrap(ByteBuffer.allocate(Long.BYTES + NaturalKey.BYTES)
                .putLong(scope)
                .putLong(key.high())
                .putLong(key.low())
                .array());
    }
}
