package io.tributary.streams.compare;

import io.tributary.schemas.Delivery;
import io.tributary.schemas.DeliveryChange;
import io.tributary.streams.identity.NaturalKey;
import io.tributary.streams.normalize.AccountClaims.Claimed;
import io.tributary.streams.normalize.NormalizedPage.Settlement;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Statements and their readings in a key-value store: a statement's state; of a reading, by its generation, the pages
 * with their checksums, the rows that they sighted, the keys of rows that could not be read, and what its commitments
 * have to settle; and the accounts of earlier deliveries until a newer one is complete. Keys begin with a prefix, so
 * that a reading's entries are one range. Not thread-safe.
 */
final class DeliveryStore {

    private static final byte STATEMENT = 'S';
    private static final byte PAGE = 'P';
    private static final byte SIGHTED = 'G';
    private static final byte DEAD = 'D';
    private static final byte SETTLEMENT = 'R';
    private static final byte ACCOUNT = 'A';
    private static final byte REFUSED = 'C';
    private static final byte CHECK = 'K';
    private static final byte CHANGES = 'H';
    private static final byte CLAIM = 'O';
    private static final byte WORK = 'W';
    private static final byte LAYOUT = 'Y';
    private static final byte TIME = 'T';
    private static final byte LEDGER_UNKNOWN = 'U';
    private static final byte[] MARK = {1};
    /** Another one for whatever is written otherwise, the schema of Delivery among it. */
    static final byte CURRENT_LAYOUT = 6;

    /** Keys of dead rows in one value. */
    private static final int DEAD_KEYS = 4096;

    private final KeyValueStore<Bytes, byte[]> store;

    DeliveryStore(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    /**
     * Checks that this release wrote the store, and marks a new one.
     *
     * @throws IllegalStateException if another release wrote it
     */
    void requireLayout() {
        byte[] layout = store.get(Bytes.wrap(new byte[] {LAYOUT}));
        boolean used;
        try (KeyValueIterator<Bytes, byte[]> entries = store.all()) {
            used = entries.hasNext();
        }
        if (used && (layout == null || layout[0] != CURRENT_LAYOUT)) {
            throw new IllegalStateException("The stores have layout " + (layout == null ? 1 : layout[0]) + ": expected "
                    + CURRENT_LAYOUT + ". Another release wrote them. Start this one under another"
                    + " streams.application.id, and hand it what is published by `tributary deliveries rebuild`;"
                    + " docs/operations.md says how.");
        }
    }

    /** The largest publication time seen, in milliseconds since 1970-01-01T00:00Z; 0 before the first. */
    long time() {
        byte[] bytes = store.get(Bytes.wrap(new byte[] {TIME}));
        return bytes == null ? 0 : ByteBuffer.wrap(bytes).getLong();
    }

    /** @param ledgerIsUnknown whether the ledger has entries of which a new store remembers nothing */
    void putTime(long time, boolean ledgerIsUnknown) {
        if (store.get(Bytes.wrap(new byte[] {LAYOUT})) == null) {
            store.put(Bytes.wrap(new byte[] {LAYOUT}), new byte[] {CURRENT_LAYOUT});
            if (ledgerIsUnknown) {
                store.put(Bytes.wrap(new byte[] {LEDGER_UNKNOWN}), MARK);
            }
        }
        store.put(Bytes.wrap(new byte[] {TIME}), longBytes(time));
    }

    /** Whether the ledger had entries of which nothing was remembered when the store was new. */
    boolean isLedgerUnknown() {
        return store.get(Bytes.wrap(new byte[] {LEDGER_UNKNOWN})) != null;
    }

    StatementState statement(long statement) {
        byte[] bytes = store.get(prefix(STATEMENT, statement));
        return bytes == null ? StatementState.EMPTY : StatementState.read(bytes);
    }

    void putStatement(long statement, StatementState state) {
        store.put(prefix(STATEMENT, statement), state.toBytes());
    }

    /** Gives each statement's key and state to {@code action}, which may put another state. */
    void statements(BiConsumer<Long, StatementState> action) {
        List<Long> keys = new ArrayList<>();
        forEach(
                Bytes.wrap(new byte[] {STATEMENT}),
                (key, value) ->
                        keys.add(ByteBuffer.wrap(key.get(), 1, Long.BYTES).getLong()));
        keys.forEach(key -> action.accept(key, statement(key)));
    }

    /** Notes that the statement has work between its pages, so that it goes on after a restart. */
    void markWork(long statement) {
        store.put(prefix(WORK, statement), MARK);
    }

    void unmarkWork(long statement) {
        store.delete(prefix(WORK, statement));
    }

    /** Keys of the statements that have work between their pages. */
    List<Long> work() {
        List<Long> statements = new ArrayList<>();
        Bytes from = Bytes.wrap(new byte[] {WORK});
        Bytes to = Bytes.wrap(new byte[] {WORK + 1});
        try (KeyValueIterator<Bytes, byte[]> marks = store.range(from, to)) {
            marks.forEachRemaining(mark -> {
                if (mark.key.get()[0] == WORK) {
                    statements.add(
                            ByteBuffer.wrap(mark.key.get(), 1, Long.BYTES).getLong());
                }
            });
        }
        return statements;
    }

    /** The checksum of a page of a reading that was seen. */
    Optional<Long> page(long statement, int generation, int number) {
        byte[] bytes = store.get(key(PAGE, statement, generation, number));
        return bytes == null
                ? Optional.empty()
                : Optional.of(ByteBuffer.wrap(bytes).getLong());
    }

    void putPage(long statement, int generation, int number, long checksum) {
        store.put(key(PAGE, statement, generation, number), longBytes(checksum));
    }

    /** Checksums of the pages that were seen, by their numbers. */
    NavigableMap<Integer, Long> pages(long statement, int generation) {
        NavigableMap<Integer, Long> pages = new TreeMap<>();
        forEach(
                PAGE,
                statement,
                generation,
                (key, value) -> pages.put(number(key), ByteBuffer.wrap(value).getLong()));
        return pages;
    }

    /** Keeps the runs of positions that a page sighted; {@code page} is the number of pages for the completion. */
    void putSighted(long statement, int generation, int page, byte[] runs) {
        Bytes key = key(SIGHTED, statement, generation, page);
        store.put(key, runs);
    }

    /** The runs of positions that the pages of a reading sighted. */
    List<byte[]> sighted(long statement, int generation) {
        List<byte[]> runs = new ArrayList<>();
        forEach(SIGHTED, statement, generation, (key, value) -> runs.add(value));
        return runs;
    }

    /** Keeps the natural keys of the rows of a page that could not be read. */
    void putDead(long statement, int generation, int page, List<NaturalKey> keys) {
        for (int from = 0; from < keys.size(); from += DEAD_KEYS) {
            List<NaturalKey> part = keys.subList(from, Math.min(from + DEAD_KEYS, keys.size()));
            ByteBuffer value = ByteBuffer.allocate(part.size() * NaturalKey.BYTES);
            part.forEach(key -> value.putLong(key.high()).putLong(key.low()));
            byte[] pageKey = key(DEAD, statement, generation, page).get();
            store.put(
                    Bytes.wrap(ByteBuffer.allocate(pageKey.length + Integer.BYTES)
                            .put(pageKey)
                            .putInt(from)
                            .array()),
                    value.array());
        }
    }

    /** The natural keys of a reading's rows that could not be read, a key for each row. */
    List<NaturalKey> dead(long statement, int generation) {
        List<NaturalKey> keys = new ArrayList<>();
        forEach(DEAD, statement, generation, (key, value) -> {
            for (int at = 0; at < value.length; at += NaturalKey.BYTES) {
                keys.add(NaturalKey.read(value, at));
            }
        });
        return keys;
    }

    void addSettlement(long statement, int generation, Settlement settlement, BigDecimal amount) {
        Bytes key = settlementKey(statement, generation, settlement);
        byte[] bytes = store.get(key);
        BigDecimal sum = bytes == null ? amount : new BigDecimal(text(bytes, 0)).add(amount);
        store.put(key, sum.toPlainString().getBytes(StandardCharsets.US_ASCII));
    }

    /** What the commitments of a reading have left, also where it is 0. */
    Map<Settlement, BigDecimal> settlements(long statement, int generation) {
        Map<Settlement, BigDecimal> settlements = new TreeMap<>();
        forEach(SETTLEMENT, statement, generation, (key, value) -> {
            String name = text(key.get(), 1 + Long.BYTES + Integer.BYTES);
            settlements.put(new Settlement(name.substring(0, 3), name.substring(3)), new BigDecimal(text(value, 0)));
        });
        return settlements;
    }

    /** Forgets the pages, dead rows and settlements of a reading that has ended. */
    void forgetPages(long statement, int generation) {
        forget(PAGE, statement, generation);
        forget(DEAD, statement, generation);
        forget(SETTLEMENT, statement, generation);
    }

    /** Keeps what the records of a page bill to which accounts. */
    void putClaims(long statement, int generation, int page, Map<Claimed, BigDecimal> billed) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(billed.size());
            for (Map.Entry<Claimed, BigDecimal> entry : billed.entrySet()) {
                out.writeUTF(entry.getKey().billingAccountId());
                out.writeBoolean(entry.getKey().isWhole());
                out.writeUTF(entry.getKey().subAccountId());
                out.writeUTF(entry.getKey().currency());
                out.writeUTF(entry.getValue().toString());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        store.put(key(CLAIM, statement, generation, page), bytes.toByteArray());
    }

    /** What the records of a reading bill to which accounts. */
    Map<Claimed, BigDecimal> claims(long statement, int generation) {
        Map<Claimed, BigDecimal> billed = new TreeMap<>();
        forEach(CLAIM, statement, generation, (key, value) -> {
            try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(value))) {
                for (int left = in.readInt(); left > 0; left--) {
                    Claimed claimed = new Claimed(in.readUTF(), in.readBoolean(), in.readUTF(), in.readUTF());
                    billed.merge(claimed, new BigDecimal(in.readUTF()), BigDecimal::add);
                }
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        });
        return billed;
    }

    /** Forgets what a reading sighted, and what it bills to whom. */
    void forgetSighted(long statement, int generation) {
        forget(CLAIM, statement, generation);
        forget(SIGHTED, statement, generation);
    }

    /** Keeps the account of an earlier delivery, until a newer one is complete. */
    void putAccount(long statement, long delivery, Delivery account) {
        store.put(accountKey(statement, delivery), StatementState.bytes(account));
    }

    void deleteAccount(long statement, long delivery) {
        store.delete(accountKey(statement, delivery));
    }

    /** The accounts of earlier deliveries of a statement. */
    List<Delivery> accounts(long statement) {
        List<Delivery> accounts = new ArrayList<>();
        forEach(prefix(ACCOUNT, statement), (key, value) -> accounts.add(StatementState.account(value)));
        return accounts;
    }

    /** The account so far of a delivery of which nothing is taken; of each scope the newest is kept. */
    Optional<Delivery> refused(long statement, long scope) {
        return Optional.ofNullable(store.get(pair(REFUSED, statement, scope))).map(StatementState::account);
    }

    void putRefused(long statement, long scope, Delivery account) {
        store.put(pair(REFUSED, statement, scope), StatementState.bytes(account));
    }

    /** Forgets those accounts of deliveries of which nothing is taken that {@code isRetired} accepts. */
    void retireRefused(Predicate<Delivery> isRetired) {
        List<Bytes> retired = new ArrayList<>();
        forEach(Bytes.wrap(new byte[] {REFUSED}), (key, value) -> {
            if (isRetired.test(StatementState.account(value))) {
                retired.add(key);
            }
        });
        retired.forEach(store::delete);
    }

    /** What was last published of the check of a statement and its supplement. */
    Optional<Delivery> check(long statement) {
        return Optional.ofNullable(store.get(prefix(CHECK, statement))).map(StatementState::account);
    }

    void putCheck(long statement, Delivery check) {
        store.put(prefix(CHECK, statement), StatementState.bytes(check));
    }

    /** What a delivery has changed of the live records in all, whatever became of it; kept for good. */
    List<DeliveryChange> changes(long delivery) {
        byte[] bytes = store.get(prefix(CHANGES, delivery));
        return bytes == null ? List.of() : StatementState.changes(bytes);
    }

    void putChanges(long delivery, List<DeliveryChange> changes) {
        store.put(prefix(CHANGES, delivery), StatementState.bytes(changes));
    }

    /** Keeps what a delivery is said to have changed, where nothing of it is known. */
    void learnChanges(long delivery, List<DeliveryChange> changes) {
        if (!changes.isEmpty() && store.get(prefix(CHANGES, delivery)) == null) {
            putChanges(delivery, changes);
        }
    }

    private void forget(byte kind, long statement, int generation) {
        List<Bytes> keys = new ArrayList<>();
        forEach(kind, statement, generation, (key, value) -> keys.add(key));
        keys.forEach(store::delete);
    }

    private void forEach(byte kind, long statement, int generation, BiConsumer<Bytes, byte[]> action) {
        forEach(
                Bytes.wrap(ByteBuffer.allocate(1 + Long.BYTES + Integer.BYTES)
                        .put(kind)
                        .putLong(statement)
                        .putInt(generation)
                        .array()),
                action);
    }

    private void forEach(Bytes from, BiConsumer<Bytes, byte[]> action) {
        byte[] to = ByteBuffer.allocate(from.get().length + 9)
                .put(from.get())
                .put(new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1})
                .array();
        try (KeyValueIterator<Bytes, byte[]> entries = store.range(from, Bytes.wrap(to))) {
            while (entries.hasNext()) {
                KeyValue<Bytes, byte[]> entry = entries.next();
                action.accept(entry.key, entry.value);
            }
        }
    }

    private static int number(Bytes key) {
        return ByteBuffer.wrap(key.get()).getInt(1 + Long.BYTES + Integer.BYTES);
    }

    private static Bytes key(byte kind, long statement, int generation, int number) {
        return Bytes.wrap(ByteBuffer.allocate(1 + Long.BYTES + 2 * Integer.BYTES)
                .put(kind)
                .putLong(statement)
                .putInt(generation)
                .putInt(number)
                .array());
    }

    private static Bytes settlementKey(long statement, int generation, Settlement settlement) {
        byte[] name = (settlement.currency() + settlement.commitmentId()).getBytes(StandardCharsets.UTF_8);
        return Bytes.wrap(ByteBuffer.allocate(1 + Long.BYTES + Integer.BYTES + name.length)
                .put(SETTLEMENT)
                .putLong(statement)
                .putInt(generation)
                .put(name)
                .array());
    }

    private static Bytes accountKey(long statement, long delivery) {
        return pair(ACCOUNT, statement, delivery);
    }

    private static Bytes pair(byte kind, long statement, long other) {
        return Bytes.wrap(ByteBuffer.allocate(1 + 2 * Long.BYTES)
                .put(kind)
                .putLong(statement)
                .putLong(other)
                .array());
    }

    private static Bytes prefix(byte kind, long key) {
        return Bytes.wrap(
                ByteBuffer.allocate(1 + Long.BYTES).put(kind).putLong(key).array());
    }

    private static byte[] longBytes(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }

    private static String text(byte[] bytes, int from) {
        return new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
    }
}
