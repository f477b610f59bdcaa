package io.tributary.local.view;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hasher128;
import com.dynatrace.hash4j.hashing.Hashing;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * The keys of a topic's records in the order in which they were read. When all are read, they tell which record is the
 * last one of its key. They are on disk, in parts that have all sightings of a key together, so that memory stays the
 * same whatever their number. A key is known by 128 bits of XXH3: of a billion keys, two are taken for one with a
 * probability below 10⁻²⁰. Used by one thread.
 */
final class SeenKeys implements AutoCloseable {

    /** The period of a withdrawal, which has none. */
    static final int WITHDRAWN = -1;

    private static final int PARTS = 64;
    private static final int BUFFER_BYTES = 16 * 1024;
    /** Two halves of the key's hash, partition, offset, period. */
    private static final int ENTRY_BYTES = 3 * Long.BYTES + 2 * Integer.BYTES;

    private static final int PARTITION = 2 * Long.BYTES;
    private static final int OFFSET = PARTITION + Integer.BYTES;
    private static final int PERIOD = OFFSET + Long.BYTES;
    private static final int ABSENT = -1;

    private final Hasher128 hasher = Hashing.xxh3_128();
    private final Path directory;
    private final ByteBuffer[] buffers = new ByteBuffer[PARTS];
    private final OutputStream[] files = new OutputStream[PARTS];

    /** @param directory an absent or empty directory, in which files come to be when there are many keys */
    SeenKeys(Path directory) {
        this.directory = directory;
    }

    /**
     * Notes a record.
     *
     * @param period 0 or more; {@link #WITHDRAWN} where the record withdraws its key
     */
    void add(byte[] key, int partition, long offset, int period) {
        HashValue128 hash = hasher.hashBytesTo128Bits(key);
        int part = (int) (hash.getMostSignificantBits() >>> Long.SIZE - Integer.numberOfTrailingZeros(PARTS));
        ByteBuffer buffer = buffers[part];
        if (buffer == null) {
            buffer = ByteBuffer.allocate(BUFFER_BYTES / ENTRY_BYTES * ENTRY_BYTES);
            buffers[part] = buffer;
        } else if (!buffer.hasRemaining()) {
            flush(part);
        }
        buffer.putLong(hash.getMostSignificantBits())
                .putLong(hash.getLeastSignificantBits())
                .putInt(partition)
                .putLong(offset)
                .putInt(period);
    }

    private void flush(int part) {
        ByteBuffer buffer = buffers[part];
        try {
            if (files[part] == null) {
                Files.createDirectories(directory);
                files[part] = Files.newOutputStream(file(part), StandardOpenOption.CREATE_NEW);
            }
            files[part].write(buffer.array(), 0, buffer.position());
            buffer.clear();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write to scratch directory " + directory + ": " + e, e);
        }
    }

    private Path file(int part) {
        return directory.resolve("keys-" + part);
    }

    /**
     * Finds which records are not the last of their keys.
     *
     * @param since the first offset of each partition that is news; of partitions that are absent, all is
     */
    Superseded superseded(Map<TopicPartition, Long> since) {
        Superseded found = new Superseded();
        long[] news = new long
                [since.keySet().stream()
                                .mapToInt(TopicPartition::partition)
                                .max()
                                .orElse(-1)
                        + 1];
        since.forEach((partition, offset) -> news[partition.partition()] = offset);
        for (int part = 0; part < PARTS; part++) {
            if (buffers[part] != null) {
                find(sightings(part), news, found);
            }
        }
        return found;
    }

    private ByteBuffer sightings(int part) {
        ByteBuffer buffer = buffers[part];
        if (files[part] == null) {
            return buffer.duplicate().flip();
        }
        flush(part);
        try {
            return ByteBuffer.wrap(Files.readAllBytes(file(part)));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read from scratch directory " + directory + ": " + e, e);
        }
    }

    private static void find(ByteBuffer sightings, long[] news, Superseded found) {
        int count = sightings.limit() / ENTRY_BYTES;
        int mask = Integer.highestOneBit(Math.max(count, 1)) * 4 - 1;
        int[] lastOfKey = new int[mask + 1];
        Arrays.fill(lastOfKey, ABSENT);
        for (int entry = 0; entry < count * ENTRY_BYTES; entry += ENTRY_BYTES) {
            int slot = (int) sightings.getLong(entry + Long.BYTES) & mask;
            while (lastOfKey[slot] != ABSENT && !isSameKey(sightings, lastOfKey[slot], entry)) {
                slot = slot + 1 & mask;
            }
            int before = lastOfKey[slot];
            lastOfKey[slot] = entry;
            int partition = sightings.getInt(entry + PARTITION);
            boolean isNews = partition >= news.length || sightings.getLong(entry + OFFSET) >= news[partition];
            int period = sightings.getInt(entry + PERIOD);
            if (!isNews && period != WITHDRAWN) {
                found.hold(period, 1);
            }
            if (before != ABSENT && sightings.getInt(before + PERIOD) != WITHDRAWN) {
                if (!isNews) {
                    found.hold(sightings.getInt(before + PERIOD), -1);
                }
                found.supersede(
                        sightings.getInt(before + PARTITION),
                        sightings.getLong(before + OFFSET),
                        sightings.getInt(before + PERIOD),
                        isNews);
            }
            if (isNews && period != WITHDRAWN) {
                found.change(period);
            }
        }
    }

    private static boolean isSameKey(ByteBuffer sightings, int one, int other) {
        return sightings.getLong(one) == sightings.getLong(other)
                && sightings.getLong(one + Long.BYTES) == sightings.getLong(other + Long.BYTES);
    }

    /** Closes the files; they stay. */
    @Override
    public void close() {
        for (OutputStream file : files) {
            if (file != null) {
                try {
                    file.close();
                } catch (IOException e) {
                    throw new UncheckedIOException("Cannot close a file of " + directory + ": " + e, e);
                }
            }
        }
    }
}
