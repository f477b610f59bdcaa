package io.tributary.streams.compare;

import io.tributary.streams.identity.ContentDigest;
import io.tributary.streams.record.ByteBuilder;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;

/**
 * What is known of the rows of one natural key: the delivery that stated them last, and for each ordinal what was
 * published, and whether it is claimed: whether the open reading of that delivery has sighted the row. An ordinal whose
 * record has vanished stays free, so that the others keep theirs. Not thread-safe.
 */
final class KnownRow {

    /** Occurrences that are compared with a row before it takes the first that is free. */
    private static final int COMPARED = 64;

    private static final byte VERSION = 1;
    private static final byte VANISHED = 0;
    private static final byte PUBLISHED = 1;

    private final String currency;
    private final List<Occurrence> occurrences = new ArrayList<>(1);
    private final BitSet claimed = new BitSet(1);
    private long delivery;

    KnownRow(String currency, long delivery) {
        this.currency = currency;
        this.delivery = delivery;
    }

    String currency() {
        return currency;
    }

    /** Key of the delivery that stated these rows last. */
    long delivery() {
        return delivery;
    }

    int occurrences() {
        return occurrences.size();
    }

    Occurrence occurrence(int ordinal) {
        return occurrences.get(ordinal);
    }

    /** Ordinals of what was published and is not claimed: it has vanished once the delivery is complete. */
    List<Integer> unclaimed() {
        List<Integer> unclaimed = new ArrayList<>();
        for (int ordinal = 0; ordinal < occurrences.size(); ordinal++) {
            if (!claimed.get(ordinal) && occurrences.get(ordinal) != null) {
                unclaimed.add(ordinal);
            }
        }
        return unclaimed;
    }

    /** Removes a vanished occurrence: its ordinal is free for a new row. */
    void vanish(int ordinal) {
        occurrences.set(ordinal, null);
    }

    /** Whether no occurrence is left. */
    boolean isEmpty() {
        return occurrences.stream().allMatch(Objects::isNull);
    }

    /** Begins the reading of {@code nextDelivery}: none of its rows is claimed yet. */
    void stateBy(long nextDelivery) {
        if (delivery != nextDelivery) {
            delivery = nextDelivery;
            claimed.clear();
        }
    }

    /**
     * Claims an occurrence for a row: one that says the same, else the first that is free, so that rows that merely
     * change places between deliveries are not restated.
     *
     * @return its ordinal, or -1 where all that was published is claimed
     */
    int claim(ContentDigest digest) {
        int first = nextFree(0);
        int compared = 0;
        for (int ordinal = first; ordinal >= 0 && compared < COMPARED; ordinal = nextFree(ordinal + 1)) {
            if (occurrences.get(ordinal).digest().equals(digest)) {
                claimed.set(ordinal);
                return ordinal;
            }
            compared++;
        }
        if (first >= 0) {
            claimed.set(first);
        }
        return first;
    }

    /** Whether the delivery that states these rows has claimed one of them. */
    boolean isClaimed() {
        return !claimed.isEmpty();
    }

    /** Claims the first free occurrence for a row that was seen but could not be read; whether there is one. */
    boolean claimUnread() {
        int first = nextFree(0);
        if (first >= 0) {
            claimed.set(first);
        }
        return first >= 0;
    }

    private int nextFree(int from) {
        int ordinal = claimed.nextClearBit(from);
        while (ordinal < occurrences.size() && occurrences.get(ordinal) == null) {
            ordinal = claimed.nextClearBit(ordinal + 1);
        }
        return ordinal < occurrences.size() ? ordinal : -1;
    }

    /** The ordinal of an occurrence that is new: that of one that has vanished, where there is one. */
    int nextOrdinal() {
        int vanished = occurrences.indexOf(null);
        return vanished < 0 ? occurrences.size() : vanished;
    }

    /** Sets what is published under {@code ordinal}, and claims it. */
    void put(int ordinal, Occurrence occurrence) {
        if (ordinal == occurrences.size()) {
            occurrences.add(occurrence);
        } else {
            occurrences.set(ordinal, occurrence);
        }
        claimed.set(ordinal);
    }

    /** As the store keeps it. */
    byte[] toBytes(ByteBuilder out) {
        out.clear();
        out.put(VERSION).putLong(delivery).put(currency.getBytes(StandardCharsets.US_ASCII));
        out.putZigZag(occurrences.size());
        for (int i = 0; i < occurrences.size(); i += 8) {
            int bits = 0;
            for (int bit = 0; bit < 8; bit++) {
                bits |= claimed.get(i + bit) ? 1 << bit : 0;
            }
            out.put(bits);
        }
        for (Occurrence occurrence : occurrences) {
            if (occurrence == null) {
                out.put(VANISHED);
                continue;
            }
            out.put(PUBLISHED);
            out.putLong(occurrence.digest().high()).putLong(occurrence.digest().low());
            amount(out, occurrence.billedCost());
            amount(out, occurrence.effectiveCost());
            out.putZigZag(occurrence.published().length).put(occurrence.published());
        }
        return out.toByteArray();
    }

    private static void amount(ByteBuilder out, BigDecimal amount) {
        byte[] unscaled = amount.unscaledValue().toByteArray();
        out.put(unscaled.length).put(amount.scale()).put(unscaled);
    }

    /**
     * What {@link #toBytes} wrote.
     *
     * @throws IllegalStateException if another version of the application wrote it
     */
    static KnownRow read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        byte version = in.get();
        if (version != VERSION) {
            throw new IllegalStateException("A row in the store has layout " + version + ": expected " + VERSION);
        }
        long delivery = in.getLong();
        byte[] code = new byte[3];
        in.get(code);
        KnownRow row = new KnownRow(new String(code, StandardCharsets.US_ASCII), delivery);
        int count = zigZag(in);
        for (int i = 0; i < count; i += 8) {
            int bits = in.get();
            for (int bit = 0; bit < 8; bit++) {
                row.claimed.set(i + bit, (bits & 1 << bit) != 0);
            }
        }
        for (int i = 0; i < count; i++) {
            if (in.get() == VANISHED) {
                row.occurrences.add(null);
                continue;
            }
            ContentDigest digest = new ContentDigest(in.getLong(), in.getLong());
            row.occurrences.add(new Occurrence(digest, amount(in), amount(in), published(in)));
        }
        return row;
    }

    private static BigDecimal amount(ByteBuffer in) {
        int length = in.get();
        int scale = in.get();
        if (length <= Long.BYTES) {
            // The common case: a decimal that fits a machine word stays one.
            long value = in.get();
            for (int i = 1; i < length; i++) {
                value = value << Byte.SIZE | in.get() & 0xFF;
            }
            return BigDecimal.valueOf(value, scale);
        }
        byte[] unscaled = new byte[length];
        in.get(unscaled);
        return new BigDecimal(new BigInteger(unscaled), scale);
    }

    private static byte[] published(ByteBuffer in) {
        int length = zigZag(in);
        if (length == 0) {
            return Occurrence.NOT_KEPT;
        }
        byte[] published = new byte[length];
        in.get(published);
        return published;
    }

    private static int zigZag(ByteBuffer in) {
        int value = 0;
        int shift = 0;
        byte next;
        do {
            next = in.get();
            value |= (next & 0x7F) << shift;
            shift += 7;
        } while (next < 0);
        return value >>> 1 ^ -(value & 1);
    }
}
