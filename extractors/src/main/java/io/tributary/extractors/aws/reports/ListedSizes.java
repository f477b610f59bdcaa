package io.tributary.extractors.aws.reports;

import io.tributary.extractors.objects.StoredObject;
import java.util.OptionalLong;

/**
 * The sizes of all objects of a listing, in a few bytes each: a bucket may hold a million files of old deliveries. An
 * object is known by a hash of its key, of which no two are the same in practice. Used by one thread.
 */
final class ListedSizes {

    private static final long FREE = 0;

    private long[] hashes = new long[128];
    private long[] sizes = new long[hashes.length];
    private int count;

    void add(StoredObject object) {
        if (2 * count >= hashes.length) {
            grow();
        }
        put(hash(object.key()), object.size());
    }

    /** Bytes of the object of a key; empty if it was not listed. */
    OptionalLong size(String key) {
        int place = place(hash(key));
        return hashes[place] == FREE ? OptionalLong.empty() : OptionalLong.of(sizes[place]);
    }

    private void put(long hash, long size) {
        int place = place(hash);
        count += hashes[place] == FREE ? 1 : 0;
        hashes[place] = hash;
        sizes[place] = size;
    }

    /** Where a hash is, or would be. */
    private int place(long hash) {
        int place = (int) (hash ^ hash >>> 32) & hashes.length - 1;
        while (hashes[place] != FREE && hashes[place] != hash) {
            place = place + 1 & hashes.length - 1;
        }
        return place;
    }

    private void grow() {
        long[] known = hashes;
        long[] knownSizes = sizes;
        hashes = new long[2 * known.length];
        sizes = new long[hashes.length];
        count = 0;
        for (int i = 0; i < known.length; i++) {
            if (known[i] != FREE) {
                put(known[i], knownSizes[i]);
            }
        }
    }

    /** FNV-1a with 64 bits, mixed once more. */
    private static long hash(String key) {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < key.length(); i++) {
            hash = (hash ^ key.charAt(i)) * 0x100000001B3L;
        }
        hash = (hash ^ hash >>> 33) * 0xFF51AFD7ED558CCDL;
        hash ^= hash >>> 33;
        return hash == FREE ? 1 : hash;
    }
}
