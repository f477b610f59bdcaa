package io.tributary.streams.compare;

import io.tributary.streams.identity.ContentDigest;
import io.tributary.streams.identity.NaturalKey;
import io.tributary.streams.record.Decimals;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The known rows of one statement on the heap: what was published of each, and whether the open reading, or the one
 * before it that has not settled yet, has sighted it. A row keeps its position as long as it is live. Positions of rows
 * that were withdrawn are used again.
 *
 * <p>About 80 bytes a row, in columns of primitives, so that a statement of many millions of rows fits a heap and a
 * sweep reads memory in its order. Rows that are alike share a natural key; only the first of them is in the table of
 * keys, and all of them are in a group. Not thread-safe.
 */
final class RowIndex {

    /** Positions of a block, which is stored as one value. */
    static final int BLOCK = 128;

    /** No row. */
    static final int NONE = -1;

    /** A fingerprint that stands for no row. */
    static final long NO_FINGERPRINT = 0;

    private static final int SEGMENT_BITS = 13;
    private static final int SEGMENT = 1 << SEGMENT_BITS;
    private static final int SEGMENT_MASK = SEGMENT - 1;

    private static final byte LIVE = 1;
    private static final byte SIGHTED = 1 << 1;
    private static final byte SIGHTED_EARLIER = 1 << 2;
    private static final byte GROUPED = 1 << 3;
    private static final byte ROUNDED = 1 << 4;
    private static final byte UNKNOWN_TYPE = 1 << 5;
    private static final byte LARGE = 1 << 6;
    private static final byte UNREADABLE = (byte) (1 << 7);

    private final List<Segment> segments = new ArrayList<>();
    private final List<String> currencies = new ArrayList<>(1);
    private final Map<NaturalKey, AlikeRows> groups = new HashMap<>();
    private final Map<Integer, BigDecimal[]> largeAmounts = new HashMap<>();
    private final BitSet free = new BitSet();
    private final BitSet dirty = new BitSet();
    private final Slots byKey = new Slots(position -> keyHash(keyHigh(position)));
    private final Slots byFingerprint = new Slots(position -> keyHash(fingerprint(position)));
    private int[] sighted = new int[16];
    private int sightedCount;
    private int positions;

    /** No position below is free. */
    private int lowestFree;

    private int live;
    private int reading;

    /** Rows of consecutive positions, a column each. */
    private static final class Segment {
        private long[] keyHigh;
        private long[] keyLow;
        private long[] digestHigh;
        private long[] digestLow;
        private long[] fingerprint;
        private long[] billed;
        private long[] effective;
        private int[] ordinal;
        private byte[] billedScale;
        private byte[] effectiveScale;
        private byte[] currency;
        private byte[] flags;

        Segment(int capacity) {
            keyHigh = new long[capacity];
            keyLow = new long[capacity];
            digestHigh = new long[capacity];
            digestLow = new long[capacity];
            fingerprint = new long[capacity];
            billed = new long[capacity];
            effective = new long[capacity];
            ordinal = new int[capacity];
            billedScale = new byte[capacity];
            effectiveScale = new byte[capacity];
            currency = new byte[capacity];
            flags = new byte[capacity];
        }

        void ensure(int capacity) {
            if (capacity > flags.length) {
                resize(Math.min(SEGMENT, Math.max(capacity, flags.length * 2)));
            }
        }

        private void resize(int capacity) {
            keyHigh = Arrays.copyOf(keyHigh, capacity);
            keyLow = Arrays.copyOf(keyLow, capacity);
            digestHigh = Arrays.copyOf(digestHigh, capacity);
            digestLow = Arrays.copyOf(digestLow, capacity);
            fingerprint = Arrays.copyOf(fingerprint, capacity);
            billed = Arrays.copyOf(billed, capacity);
            effective = Arrays.copyOf(effective, capacity);
            ordinal = Arrays.copyOf(ordinal, capacity);
            billedScale = Arrays.copyOf(billedScale, capacity);
            effectiveScale = Arrays.copyOf(effectiveScale, capacity);
            currency = Arrays.copyOf(currency, capacity);
            flags = Arrays.copyOf(flags, capacity);
        }
    }

    /**
     * What is known of a row, beside its key and ordinal.
     *
     * @param digest digest of its record's content
     * @param fingerprint fingerprint of the source row; {@link #NO_FINGERPRINT} where none stands for it
     * @param currency ISO 4217 code of the amounts
     * @param billedCost BilledCost as published
     * @param effectiveCost EffectiveCost as published
     * @param rounded whether an amount was rounded at the last place
     * @param unknownLineItemType whether its line item type is not known
     * @param valueUnreadable whether a value could not be read and was taken for blank
     */
    record Content(
            ContentDigest digest,
            long fingerprint,
            String currency,
            BigDecimal billedCost,
            BigDecimal effectiveCost,
            boolean rounded,
            boolean unknownLineItemType,
            boolean valueUnreadable) {}

    /** Live rows. */
    int live() {
        return live;
    }

    /** Positions in use or free: every live row's position is below. */
    int positions() {
        return positions;
    }

    int blocks() {
        return (positions + BLOCK - 1) / BLOCK;
    }

    boolean isLive(int position) {
        return position < positions && has(position, LIVE);
    }

    /** Whether the open reading has sighted the row. */
    boolean isSighted(int position) {
        return has(position, SIGHTED);
    }

    /** Whether the reading before the open one, which has not settled, has sighted the row. */
    boolean isSightedEarlier(int position) {
        return has(position, SIGHTED_EARLIER);
    }

    NaturalKey key(int position) {
        Segment segment = segment(position);
        int at = position & SEGMENT_MASK;
        return new NaturalKey(segment.keyHigh[at], segment.keyLow[at]);
    }

    int ordinal(int position) {
        return segment(position).ordinal[position & SEGMENT_MASK];
    }

    ContentDigest digest(int position) {
        Segment segment = segment(position);
        int at = position & SEGMENT_MASK;
        return new ContentDigest(segment.digestHigh[at], segment.digestLow[at]);
    }

    boolean says(int position, ContentDigest digest) {
        Segment segment = segment(position);
        int at = position & SEGMENT_MASK;
        return segment.digestHigh[at] == digest.high() && segment.digestLow[at] == digest.low();
    }

    long fingerprint(int position) {
        return segment(position).fingerprint[position & SEGMENT_MASK];
    }

    String currency(int position) {
        return currencies.get(segment(position).currency[position & SEGMENT_MASK] & 0xFF);
    }

    BigDecimal billedCost(int position) {
        if (has(position, LARGE)) {
            return largeAmounts.get(position)[0];
        }
        Segment segment = segment(position);
        int at = position & SEGMENT_MASK;
        return BigDecimal.valueOf(segment.billed[at], segment.billedScale[at]);
    }

    BigDecimal effectiveCost(int position) {
        if (has(position, LARGE)) {
            return largeAmounts.get(position)[1];
        }
        Segment segment = segment(position);
        int at = position & SEGMENT_MASK;
        return BigDecimal.valueOf(segment.effective[at], segment.effectiveScale[at]);
    }

    boolean isRounded(int position) {
        return has(position, ROUNDED);
    }

    boolean isOfUnknownType(int position) {
        return has(position, UNKNOWN_TYPE);
    }

    boolean isUnreadable(int position) {
        return has(position, UNREADABLE);
    }

    Content content(int position) {
        return new Content(
                digest(position),
                fingerprint(position),
                currency(position),
                billedCost(position),
                effectiveCost(position),
                isRounded(position),
                isOfUnknownType(position),
                isUnreadable(position));
    }

    /** Begins another reading, which has sighted nothing. {@code current} sightings become earlier ones. */
    void beginReading() {
        forEachFlag((flags, at) -> {
            int earlier = (flags[at] & SIGHTED) != 0 ? SIGHTED_EARLIER : 0;
            flags[at] = (byte) (flags[at] & ~(SIGHTED | SIGHTED_EARLIER) | earlier);
        });
        reading++;
    }

    /** Begins another reading in place of the open one: what that one sighted does not count, earlier sightings do. */
    void beginReadingAnew() {
        forEachFlag((flags, at) -> flags[at] &= ~SIGHTED);
        reading++;
    }

    /** Marks a row as sighted by the reading before the open one, as its sightings are read from the store. */
    void sightEarlier(int position) {
        set(position, SIGHTED_EARLIER);
    }

    /** Marks a row as sighted by the open reading, as its sightings are read from the store. */
    void sightAgain(int position) {
        set(position, SIGHTED);
        reading++;
    }

    private interface FlagAction {
        void apply(byte[] flags, int at);
    }

    private void forEachFlag(FlagAction action) {
        for (Segment segment : segments) {
            for (int at = 0; at < segment.flags.length; at++) {
                action.apply(segment.flags, at);
            }
        }
    }

    /**
     * Live rows that neither the open reading nor, if {@code earlierCounts}, the one before it has sighted.
     *
     * @param earlierCounts whether sightings of the reading before the open one count
     */
    int unsighted(boolean earlierCounts) {
        int sightings = earlierCounts ? SIGHTED | SIGHTED_EARLIER : SIGHTED;
        int count = 0;
        for (Segment segment : segments) {
            for (byte flags : segment.flags) {
                if ((flags & LIVE) != 0 && (flags & sightings) == 0) {
                    count++;
                }
            }
        }
        return count;
    }

    /** Live rows that the reading before the open one has sighted. */
    int sightedEarlier() {
        int count = 0;
        for (Segment segment : segments) {
            for (byte flags : segment.flags) {
                if ((flags & LIVE) != 0 && (flags & SIGHTED_EARLIER) != 0) {
                    count++;
                }
            }
        }
        return count;
    }

    /** Sights a row of which {@code fingerprint} stands for the source row; {@link #NONE} where there is none left. */
    int sightUnchanged(long fingerprint) {
        int position = byFingerprint.find(keyHash(fingerprint), candidate -> fingerprint(candidate) == fingerprint);
        if (position == NONE) {
            return NONE;
        }
        if (has(position, GROUPED)) {
            position = groups.get(key(position)).unsightedOf(fingerprint);
        } else if (has(position, SIGHTED)) {
            position = NONE;
        }
        return position == NONE ? NONE : sight(position);
    }

    /** Sights a row of {@code key} that says the same as {@code digest}; {@link #NONE} where there is none left. */
    int sightEqual(NaturalKey key, ContentDigest digest) {
        int position = find(key);
        if (position == NONE) {
            return NONE;
        }
        if (has(position, GROUPED)) {
            position = groups.get(key).unsightedOf(digest);
        } else if (has(position, SIGHTED) || !says(position, digest)) {
            position = NONE;
        }
        return position == NONE ? NONE : sight(position);
    }

    /** Sights the first row of {@code key} that is not sighted; {@link #NONE} where there is none. */
    int sightNext(NaturalKey key) {
        int position = find(key);
        if (position == NONE) {
            return NONE;
        }
        if (has(position, GROUPED)) {
            position = groups.get(key).firstUnsighted();
        } else if (has(position, SIGHTED)) {
            position = NONE;
        }
        return position == NONE ? NONE : sight(position);
    }

    /** Whether the open reading has sighted a row of {@code key}. */
    boolean isSighted(NaturalKey key) {
        int position = find(key);
        if (position == NONE) {
            return false;
        }
        return has(position, GROUPED) ? groups.get(key).anySighted() : has(position, SIGHTED);
    }

    private int sight(int position) {
        set(position, SIGHTED);
        if (sightedCount == sighted.length) {
            sighted = Arrays.copyOf(sighted, sightedCount * 2);
        }
        sighted[sightedCount++] = position;
        return position;
    }

    /** Positions that were sighted since {@link #settle} or {@link #undo}, in the order of their sighting. */
    int[] sightedSince() {
        return Arrays.copyOf(sighted, sightedCount);
    }

    /** Takes back the sightings since {@link #settle}: their page is refused. Nothing else may have been changed. */
    void undo() {
        for (int i = 0; i < sightedCount; i++) {
            segment(sighted[i]).flags[sighted[i] & SEGMENT_MASK] &= ~SIGHTED;
        }
        sightedCount = 0;
        reading++;
    }

    /** Takes back the sighting of {@code position}, which was the last. */
    void undoLast(int position) {
        segment(position).flags[position & SEGMENT_MASK] &= ~SIGHTED;
        sightedCount--;
        reading++;
    }

    /** Blocks that were changed since {@link #settle}. */
    BitSet changedBlocks() {
        return dirty;
    }

    /** Forgets what was changed and sighted so far: it is stored. */
    void settle() {
        dirty.clear();
        sightedCount = 0;
    }

    /** Lets go of room for rows to come: the reading has ended. */
    void trim() {
        int used = positions & SEGMENT_MASK;
        if (used > 0) {
            segments.get(positions >> SEGMENT_BITS).resize(used);
        }
        if (sightedCount == 0) {
            sighted = new int[16];
        }
    }

    /** Adds a row that the open reading has sighted, under the first ordinal of its key that is free. */
    int add(NaturalKey key, Content content) {
        int position = place(key, freeOrdinal(key), content);
        dirty.set(position / BLOCK);
        return sight(position);
    }

    /** Adds a row under an ordinal of its own, not sighted. */
    int add(NaturalKey key, int ordinal, Content content) {
        int position = place(key, ordinal, content);
        dirty.set(position / BLOCK);
        return position;
    }

    /** Whether there is a row of {@code key} under {@code ordinal}. */
    boolean has(NaturalKey key, int ordinal) {
        int position = find(key);
        if (position == NONE) {
            return false;
        }
        return has(position, GROUPED) ? groups.get(key).has(ordinal) : ordinal(position) == ordinal;
    }

    private int freeOrdinal(NaturalKey key) {
        int position = find(key);
        if (position == NONE) {
            return 0;
        }
        if (has(position, GROUPED)) {
            return groups.get(key).freeOrdinal();
        }
        return ordinal(position) == 0 ? 1 : 0;
    }

    private int place(NaturalKey key, int ordinal, Content content) {
        int reused = free.nextSetBit(lowestFree);
        int position = reused < 0 ? positions : reused;
        lowestFree = position;
        put(position, key, ordinal, content);
        return position;
    }

    /** Puts a row where the store had it. */
    void put(int position, NaturalKey key, int ordinal, Content content) {
        if (position < positions) {
            free.clear(position);
        } else {
            // The row's own position is never set: clearing the highest bit would look through all bits below.
            for (; positions < position; positions++) {
                free.set(positions);
                lowestFree = Math.min(lowestFree, positions);
                ensure(positions);
            }
            ensure(positions++);
        }
        Segment segment = segment(position);
        int at = position & SEGMENT_MASK;
        segment.flags[at] = LIVE;
        segment.keyHigh[at] = key.high();
        segment.keyLow[at] = key.low();
        segment.ordinal[at] = ordinal;
        segment.fingerprint[at] = NO_FINGERPRINT;
        write(position, content);
        live++;
        int alike = find(key);
        if (alike == NONE) {
            byKey.add(position, keyHash(key.high()));
        } else {
            group(key, alike).add(position);
            set(position, GROUPED);
        }
        indexFingerprint(position, content.fingerprint());
    }

    private AlikeRows group(NaturalKey key, int first) {
        AlikeRows group = groups.get(key);
        if (group == null) {
            group = new AlikeRows(this);
            group.add(first);
            set(first, GROUPED);
            groups.put(key, group);
        }
        return group;
    }

    /** Changes what a row says. The open reading has sighted it. */
    void restate(int position, Content content) {
        unindexFingerprint(position);
        write(position, content);
        indexFingerprint(position, content.fingerprint());
        dirty.set(position / BLOCK);
    }

    /** Changes the fingerprint of a row that says the same as before. The open reading has sighted it. */
    void refingerprint(int position, long fingerprint) {
        if (fingerprint(position) != fingerprint) {
            unindexFingerprint(position);
            dirty.set(position / BLOCK);
        }
        indexFingerprint(position, fingerprint);
    }

    /** Removes a row that was withdrawn: its position and its ordinal are free. */
    void remove(int position) {
        NaturalKey key = key(position);
        unindexFingerprint(position);
        if (has(position, GROUPED)) {
            AlikeRows group = groups.get(key);
            boolean inTable = find(key) == position;
            if (inTable) {
                byKey.remove(position, keyHash(key.high()));
            }
            group.remove(position);
            if (inTable && group.size() > 0) {
                byKey.add(group.first(), keyHash(key.high()));
            }
            if (group.size() == 0) {
                groups.remove(key);
            }
        } else {
            byKey.remove(position, keyHash(key.high()));
        }
        segment(position).flags[position & SEGMENT_MASK] = 0;
        largeAmounts.remove(position);
        free.set(position);
        lowestFree = Math.min(lowestFree, position);
        live--;
        dirty.set(position / BLOCK);
    }

    private void write(int position, Content content) {
        Segment segment = segment(position);
        int at = position & SEGMENT_MASK;
        segment.digestHigh[at] = content.digest().high();
        segment.digestLow[at] = content.digest().low();
        segment.currency[at] = currencyCode(content.currency());
        int flags = segment.flags[at] & ~(ROUNDED | UNKNOWN_TYPE | UNREADABLE | LARGE);
        flags |= content.rounded() ? ROUNDED : 0;
        flags |= content.unknownLineItemType() ? UNKNOWN_TYPE : 0;
        flags |= content.valueUnreadable() ? UNREADABLE : 0;
        if (fits(content.billedCost()) && fits(content.effectiveCost())) {
            segment.billed[at] = Decimals.unscaledLong(content.billedCost());
            segment.billedScale[at] = (byte) content.billedCost().scale();
            segment.effective[at] = Decimals.unscaledLong(content.effectiveCost());
            segment.effectiveScale[at] = (byte) content.effectiveCost().scale();
            if (!largeAmounts.isEmpty()) {
                largeAmounts.remove(position);
            }
        } else {
            flags |= LARGE;
            largeAmounts.put(position, new BigDecimal[] {content.billedCost(), content.effectiveCost()});
        }
        segment.flags[at] = (byte) flags;
    }

    private static boolean fits(BigDecimal amount) {
        return Decimals.fitsLong(amount) && amount.scale() >= 0 && amount.scale() <= Byte.MAX_VALUE;
    }

    private byte currencyCode(String currency) {
        int code = currencies.indexOf(currency);
        if (code < 0) {
            code = currencies.size();
            currencies.add(currency);
        }
        if (code > 0xFF) {
            throw new IllegalStateException("A statement has more than 256 currencies, " + currency + " among them");
        }
        return (byte) code;
    }

    private void indexFingerprint(int position, long fingerprint) {
        segment(position).fingerprint[position & SEGMENT_MASK] = fingerprint;
        if (fingerprint == NO_FINGERPRINT) {
            return;
        }
        // Source rows that are alike to the byte have alike records: their group finds the others.
        int known = byFingerprint.find(keyHash(fingerprint), candidate -> fingerprint(candidate) == fingerprint);
        if (known == NONE) {
            byFingerprint.add(position, keyHash(fingerprint));
        }
    }

    private void unindexFingerprint(int position) {
        long fingerprint = fingerprint(position);
        if (fingerprint == NO_FINGERPRINT) {
            return;
        }
        int known = byFingerprint.find(keyHash(fingerprint), candidate -> fingerprint(candidate) == fingerprint);
        if (known == position) {
            // Others that are alike to the byte are normalized once more, and then stand in the table again.
            byFingerprint.remove(position, keyHash(fingerprint));
        }
    }

    private int find(NaturalKey key) {
        return byKey.find(keyHash(key.high()), candidate -> is(candidate, key));
    }

    private boolean is(int position, NaturalKey key) {
        Segment segment = segment(position);
        int at = position & SEGMENT_MASK;
        return segment.keyHigh[at] == key.high() && segment.keyLow[at] == key.low();
    }

    private long keyHigh(int position) {
        return segment(position).keyHigh[position & SEGMENT_MASK];
    }

    private static int keyHash(long bits) {
        return (int) (bits ^ bits >>> 32);
    }

    private boolean has(int position, byte flag) {
        return (segment(position).flags[position & SEGMENT_MASK] & flag) != 0;
    }

    private void set(int position, byte flag) {
        segment(position).flags[position & SEGMENT_MASK] |= flag;
    }

    /** Number of the state of sightings, which a group compares to know whether its own view is still right. */
    int reading() {
        return reading;
    }

    private Segment segment(int position) {
        return segments.get(position >> SEGMENT_BITS);
    }

    private void ensure(int position) {
        int number = position >> SEGMENT_BITS;
        if (number == segments.size()) {
            segments.add(new Segment(number == 0 ? 16 : SEGMENT));
        }
        segments.get(number).ensure((position & SEGMENT_MASK) + 1);
    }
}
