package io.tributary.extractors.azure.api.paged;

import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * Which rows were read, and what they said, in 16 bytes each: a hash table of the digests of keys and contents. Needs
 * some 30 MB for a million rows.
 */
final class RowDigests {

    /** What is known of a row. */
    enum Seen {
        /** Nothing: it is new. */
        NEVER,
        /** It was read before, with the same content. */
        ALIKE,
        /** It was read before, with another content. */
        OTHERWISE
    }

    /** Stands for an empty slot; a key that is the same is moved beside it. */
    private static final long NONE = 0;

    private long[] keys = new long[1024];
    private long[] contents = new long[1024];
    private int size;

    int size() {
        return size;
    }

    /** Remembers a row, and says what was known of it before. */
    Seen add(long key, long content) {
        long wanted = key == NONE ? 1 : key;
        int slot = slot(keys, wanted);
        if (keys[slot] == wanted) {
            return contents[slot] == content ? Seen.ALIKE : Seen.OTHERWISE;
        }
        keys[slot] = wanted;
        contents[slot] = content;
        size++;
        if (size * 2 > keys.length) {
            grow();
        }
        return Seen.NEVER;
    }

    String toText() {
        ByteBuffer bytes = ByteBuffer.allocate(size * 2 * Long.BYTES);
        for (int slot = 0; slot < keys.length; slot++) {
            if (keys[slot] != NONE) {
                bytes.putLong(keys[slot]).putLong(contents[slot]);
            }
        }
        return Base64.getEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** @throws IllegalArgumentException if {@code text} is not from {@link #toText} */
    static RowDigests ofText(String text) {
        byte[] bytes = Base64.getDecoder().decode(text);
        if (bytes.length % (2 * Long.BYTES) != 0) {
            throw new IllegalArgumentException(bytes.length + " bytes of row digests: expected pairs of 8");
        }
        RowDigests digests = new RowDigests();
        for (ByteBuffer pairs = ByteBuffer.wrap(bytes); pairs.hasRemaining(); ) {
            digests.add(pairs.getLong(), pairs.getLong());
        }
        return digests;
    }

    private void grow() {
        long[] moreKeys = new long[keys.length * 2];
        long[] moreContents = new long[moreKeys.length];
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] != NONE) {
                int slot = slot(moreKeys, keys[i]);
                moreKeys[slot] = keys[i];
                moreContents[slot] = contents[i];
            }
        }
        keys = moreKeys;
        contents = moreContents;
    }

    /** The slot that a key is in, or the free one that it belongs to. A digest is as good as random. */
    private static int slot(long[] keys, long key) {
        int slot = (int) key & keys.length - 1;
        while (keys[slot] != NONE && keys[slot] != key) {
            slot = slot + 1 & keys.length - 1;
        }
        return slot;
    }
}
