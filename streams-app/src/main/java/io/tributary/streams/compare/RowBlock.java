package io.tributary.streams.compare;

import io.tributary.streams.compare.RowIndex.Content;
import io.tributary.streams.identity.ContentDigest;
import io.tributary.streams.identity.NaturalKey;
import io.tributary.streams.record.ByteBuilder;
import io.tributary.streams.record.Decimals;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A block of rows as the store keeps it: the rows of {@link RowIndex#BLOCK} positions, and the runs of sightings. */
final class RowBlock {

    private static final byte VERSION = 1;
    private static final int FREE = 0;
    private static final int LIVE = 1;
    private static final int ROUNDED = 1 << 1;
    private static final int UNKNOWN_TYPE = 1 << 2;
    private static final int FINGERPRINT = 1 << 3;
    private static final int SAME_EFFECTIVE = 1 << 4;
    private static final int ORDINAL = 1 << 5;
    private static final int CURRENCY = 1 << 6;
    private static final int UNREADABLE = 1 << 7;

    private RowBlock() {}

    /** The rows of block {@code number}; {@code null} where none of them is live. */
    static byte[] write(RowIndex rows, int number, ByteBuilder out) {
        out.clear();
        out.put(VERSION);
        String currency = "";
        boolean any = false;
        int from = number * RowIndex.BLOCK;
        int to = Math.min(from + RowIndex.BLOCK, rows.positions());
        for (int position = from; position < to; position++) {
            if (!rows.isLive(position)) {
                out.put(FREE);
                continue;
            }
            any = true;
            Content content = rows.content(position);
            BigDecimal billed = content.billedCost();
            BigDecimal effective = content.effectiveCost();
            boolean same = billed.equals(effective);
            boolean fingerprint = content.fingerprint() != RowIndex.NO_FINGERPRINT;
            int ordinal = rows.ordinal(position);
            boolean other = !content.currency().equals(currency);
            out.put(LIVE
                    | (content.rounded() ? ROUNDED : 0)
                    | (content.unknownLineItemType() ? UNKNOWN_TYPE : 0)
                    | (content.valueUnreadable() ? UNREADABLE : 0)
                    | (fingerprint ? FINGERPRINT : 0)
                    | (same ? SAME_EFFECTIVE : 0)
                    | (ordinal == 0 ? 0 : ORDINAL)
                    | (other ? CURRENCY : 0));
            NaturalKey key = rows.key(position);
            out.putLong(key.high()).putLong(key.low());
            out.putLong(content.digest().high()).putLong(content.digest().low());
            if (fingerprint) {
                out.putLong(content.fingerprint());
            }
            if (ordinal != 0) {
                out.putZigZag(ordinal);
            }
            if (other) {
                currency = content.currency();
                out.put(currency.getBytes(StandardCharsets.US_ASCII));
            }
            amount(out, billed);
            if (!same) {
                amount(out, effective);
            }
        }
        return any ? out.toByteArray() : null;
    }

    /**
     * Puts the rows of a block into {@code rows}.
     *
     * @throws IllegalStateException if another release of the application wrote it
     */
    static void read(RowIndex rows, int number, byte[] block) {
        ByteBuffer in = ByteBuffer.wrap(block);
        byte version = in.get();
        if (version != VERSION) {
            throw new IllegalStateException("A block of rows has layout " + version + ": expected " + VERSION);
        }
        String currency = "";
        for (int position = number * RowIndex.BLOCK; in.hasRemaining(); position++) {
            int flags = in.get();
            if (flags == FREE) {
                continue;
            }
            NaturalKey key = new NaturalKey(in.getLong(), in.getLong());
            ContentDigest digest = new ContentDigest(in.getLong(), in.getLong());
            long fingerprint = (flags & FINGERPRINT) == 0 ? RowIndex.NO_FINGERPRINT : in.getLong();
            int ordinal = (flags & ORDINAL) == 0 ? 0 : (int) zigZag(in);
            if ((flags & CURRENCY) != 0) {
                byte[] code = new byte[3];
                in.get(code);
                currency = new String(code, StandardCharsets.US_ASCII);
            }
            BigDecimal billed = amount(in);
            BigDecimal effective = (flags & SAME_EFFECTIVE) == 0 ? amount(in) : billed;
            rows.put(
                    position,
                    key,
                    ordinal,
                    new Content(
                            digest,
                            fingerprint,
                            currency,
                            billed,
                            effective,
                            (flags & ROUNDED) != 0,
                            (flags & UNKNOWN_TYPE) != 0,
                            (flags & UNREADABLE) != 0));
        }
    }

    /** Runs of consecutive positions: for each its distance from the end of the one before, and its length. */
    static byte[] runs(int[] positions, ByteBuilder out) {
        out.clear();
        int end = 0;
        int at = 0;
        while (at < positions.length) {
            int first = positions[at];
            int length = 1;
            while (at + length < positions.length && positions[at + length] == first + length) {
                length++;
            }
            out.putZigZag(first - end).putZigZag(length);
            end = first + length;
            at += length;
        }
        return out.toByteArray();
    }

    /** The positions of runs that {@link #runs} wrote. */
    static List<int[]> runs(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        List<int[]> runs = new ArrayList<>();
        int end = 0;
        while (in.hasRemaining()) {
            int first = end + (int) zigZag(in);
            int length = (int) zigZag(in);
            runs.add(new int[] {first, length});
            end = first + length;
        }
        return runs;
    }

    private static void amount(ByteBuilder out, BigDecimal amount) {
        if (Decimals.fitsLong(amount) && amount.scale() >= 0 && amount.scale() <= Byte.MAX_VALUE) {
            out.put(amount.scale()).putZigZag(Decimals.unscaledLong(amount));
            return;
        }
        byte[] bytes = amount.unscaledValue().toByteArray();
        out.put(-1).putZigZag(amount.scale()).putZigZag(bytes.length).put(bytes);
    }

    private static BigDecimal amount(ByteBuffer in) {
        int scale = in.get();
        if (scale >= 0) {
            return BigDecimal.valueOf(zigZag(in), scale);
        }
        scale = (int) zigZag(in);
        byte[] unscaled = new byte[(int) zigZag(in)];
        in.get(unscaled);
        return new BigDecimal(new BigInteger(unscaled), scale);
    }

    private static long zigZag(ByteBuffer in) {
        long value = 0;
        int shift = 0;
        byte next;
        do {
            next = in.get();
            value |= (long) (next & 0x7F) << shift;
            shift += 7;
        } while (next < 0);
        return value >>> 1 ^ -(value & 1);
    }
}
