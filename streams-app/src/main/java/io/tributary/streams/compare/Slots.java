package io.tributary.streams.compare;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/**
 * A hash table of positions with open addressing and linear probing. What is at a position, its caller knows. Not
 * thread-safe.
 */
final class Slots {

    private static final double LOAD = 0.7;

    private final IntUnaryOperator hashOf;
    private int[] slots = new int[16];
    private int size;

    /** @param hashOf the hash of what is at a position that is in the table */
    Slots(IntUnaryOperator hashOf) {
        this.hashOf = hashOf;
    }

    /** A position with {@code hash} that fulfils {@code matches}; {@link RowIndex#NONE} where there is none. */
    int find(int hash, IntPredicate matches) {
        int mask = slots.length - 1;
        for (int slot = spread(hash) & mask; slots[slot] != 0; slot = slot + 1 & mask) {
            if (matches.test(slots[slot] - 1)) {
                return slots[slot] - 1;
            }
        }
        return RowIndex.NONE;
    }

    void add(int position, int hash) {
        if (size + 1 > slots.length * LOAD) {
            grow();
        }
        insert(position, hash);
        size++;
    }

    /** Removes a position, and moves back those that were put behind it for want of room. */
    void remove(int position, int hash) {
        int mask = slots.length - 1;
        int hole = spread(hash) & mask;
        while (slots[hole] != position + 1) {
            if (slots[hole] == 0) {
                throw new IllegalStateException("Position " + position + " is not in the table");
            }
            hole = hole + 1 & mask;
        }
        size--;
        int slot = hole;
        while (true) {
            slots[hole] = 0;
            int home;
            do {
                slot = slot + 1 & mask;
                if (slots[slot] == 0) {
                    return;
                }
                home = spread(hashOf.applyAsInt(slots[slot] - 1)) & mask;
                // Stays where its own place is behind the hole, going round.
            } while (hole <= slot ? hole < home && home <= slot : hole < home || home <= slot);
            slots[hole] = slots[slot];
            hole = slot;
        }
    }

    private void grow() {
        int[] before = slots;
        slots = new int[before.length * 2];
        for (int entry : before) {
            if (entry != 0) {
                insert(entry - 1, hashOf.applyAsInt(entry - 1));
            }
        }
        Arrays.fill(before, 0);
    }

    private void insert(int position, int hash) {
        int mask = slots.length - 1;
        int slot = spread(hash) & mask;
        while (slots[slot] != 0) {
            slot = slot + 1 & mask;
        }
        slots[slot] = position + 1;
    }

    private static int spread(int hash) {
        int mixed = hash * 0x9E3779B9;
        return mixed ^ mixed >>> 16;
    }
}
