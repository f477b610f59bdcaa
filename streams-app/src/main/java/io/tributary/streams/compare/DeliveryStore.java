package io.tributary.streams.compare;

import io.tributary.streams.normalize.NormalizedPage.Settlement;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Deliveries in a key-value store: a statement's state, the pages of a delivery with their checksums, and what its
 * commitments have to settle. Keys begin with a prefix, so that a delivery's entries are one range. Not thread-safe.
 */
final class DeliveryStore {

    private static final byte STATEMENT = 'S';
    private static final byte PAGE = 'P';
    private static final byte SETTLEMENT = 'R';
    private static final byte SWEEPING = 'W';
    private static final byte[] MARK = {1};

    private final KeyValueStore<Bytes, byte[]> store;

    DeliveryStore(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    StatementState statement(long statement) {
        byte[] bytes = store.get(prefix(STATEMENT, statement));
        return bytes == null ? StatementState.EMPTY : StatementState.read(bytes);
    }

    void putStatement(long statement, StatementState state) {
        store.put(prefix(STATEMENT, statement), state.toBytes());
    }

    /** Notes that the statement is being swept, so that the sweep goes on after a restart. */
    void markSweeping(long statement) {
        store.put(prefix(SWEEPING, statement), MARK);
    }

    void unmarkSweeping(long statement) {
        store.delete(prefix(SWEEPING, statement));
    }

    /** Keys of the statements that are being swept. */
    List<Long> sweeping() {
        List<Long> statements = new ArrayList<>();
        Bytes from = Bytes.wrap(new byte[] {SWEEPING});
        Bytes to = Bytes.wrap(new byte[] {SWEEPING + 1});
        try (KeyValueIterator<Bytes, byte[]> marks = store.range(from, to)) {
            marks.forEachRemaining(mark -> statements.add(
                    ByteBuffer.wrap(mark.key.get(), 1, Long.BYTES).getLong()));
        }
        return statements;
    }

    /** The checksum of a page of {@code delivery} that was seen. */
    Optional<Long> page(long delivery, int number) {
        byte[] bytes = store.get(pageKey(delivery, number));
        return bytes == null
                ? Optional.empty()
                : Optional.of(ByteBuffer.wrap(bytes).getLong());
    }

    void putPage(long delivery, int number, long checksum) {
        store.put(
                pageKey(delivery, number),
                ByteBuffer.allocate(Long.BYTES).putLong(checksum).array());
    }

    /** Checksums of the pages that were seen, by their numbers. */
    NavigableMap<Integer, Long> pages(long delivery) {
        NavigableMap<Integer, Long> pages = new TreeMap<>();
        forEach(
                PAGE,
                delivery,
                (key, value) -> pages.put(
                        ByteBuffer.wrap(key.get(), 1 + Long.BYTES, Integer.BYTES)
                                .getInt(),
                        ByteBuffer.wrap(value).getLong()));
        return pages;
    }

    void addSettlement(long delivery, Settlement settlement, BigDecimal amount) {
        Bytes key = settlementKey(delivery, settlement);
        byte[] bytes = store.get(key);
        BigDecimal sum = bytes == null ? amount : new BigDecimal(text(bytes, 0)).add(amount);
        store.put(key, sum.toPlainString().getBytes(StandardCharsets.US_ASCII));
    }

    /** What the commitments of {@code delivery} have left, also where it is 0. */
    Map<Settlement, BigDecimal> settlements(long delivery) {
        Map<Settlement, BigDecimal> settlements = new TreeMap<>();
        forEach(SETTLEMENT, delivery, (key, value) -> {
            String name = text(key.get(), 1 + Long.BYTES);
            settlements.put(new Settlement(name.substring(0, 3), name.substring(3)), new BigDecimal(text(value, 0)));
        });
        return settlements;
    }

    /** Forgets the pages and settlements of {@code delivery}. */
    void forget(long delivery) {
        var keys = new ArrayList<Bytes>();
        forEach(PAGE, delivery, (key, value) -> keys.add(key));
        forEach(SETTLEMENT, delivery, (key, value) -> keys.add(key));
        keys.forEach(store::delete);
    }

    private void forEach(byte kind, long delivery, BiConsumer<Bytes, byte[]> action) {
        Bytes from = prefix(kind, delivery);
        byte[] to = ByteBuffer.allocate(from.get().length + 5)
                .put(from.get())
                .put(new byte[] {-1, -1, -1, -1, -1})
                .array();
        try (KeyValueIterator<Bytes, byte[]> entries = store.range(from, Bytes.wrap(to))) {
            while (entries.hasNext()) {
                KeyValue<Bytes, byte[]> entry = entries.next();
                action.accept(entry.key, entry.value);
            }
        }
    }

    private static Bytes pageKey(long delivery, int number) {
        return Bytes.wrap(ByteBuffer.allocate(1 + Long.BYTES + Integer.BYTES)
                .put(PAGE)
                .putLong(delivery)
                .putInt(number)
                .array());
    }

    private static Bytes settlementKey(long delivery, Settlement settlement) {
        byte[] name = (settlement.currency() + settlement.commitmentId()).getBytes(StandardCharsets.UTF_8);
        return Bytes.wrap(ByteBuffer.allocate(1 + Long.BYTES + name.length)
                .put(SETTLEMENT)
                .putLong(delivery)
                .put(name)
                .array());
    }

    private static Bytes prefix(byte kind, long key) {
        return Bytes.wrap(
                ByteBuffer.allocate(1 + Long.BYTES).put(kind).putLong(key).array());
    }

    private static String text(byte[] bytes, int from) {
        return new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
    }
}
