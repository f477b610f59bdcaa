package io.tributary.local.view;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteOptions;

/**
 * The last value of every key that has not been withdrawn, by groups such as billing periods; on disk, so that memory
 * stays the same whatever their number. It is built for one reading of a topic and deleted after it. Used by one
 * thread.
 */
public final class LiveRecords implements AutoCloseable {

    private static final long CACHE_BYTES = 32L * 1024 * 1024;
    private static final int GROUP_BYTES = Integer.BYTES;

    static {
        RocksDB.loadLibrary();
    }

    private final List<AutoCloseable> resources = new ArrayList<>();
    private final RocksDB database;
    /** By group and key: the value. */
    private final ColumnFamilyHandle values;
    /** By key: its group, since a withdrawal does not say it. */
    private final ColumnFamilyHandle groups;

    private final WriteOptions writeOptions;

    /** @param directory an absent or empty directory */
    public LiveRecords(Path directory) {
        try {
            Files.createDirectories(directory);
            DBOptions options = closing(new DBOptions().setCreateIfMissing(true).setCreateMissingColumnFamilies(true));
            ColumnFamilyOptions columns = closing(columns());
            List<ColumnFamilyHandle> handles = new ArrayList<>();
            database = closing(RocksDB.open(
                    options,
                    directory.toString(),
                    List.of(
                            new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, columns),
                            new ColumnFamilyDescriptor(new byte[] {'m'}, columns)),
                    handles));
            values = closing(handles.get(0));
            groups = closing(handles.get(1));
            // Nothing here need survive the process.
            writeOptions = closing(new WriteOptions().setDisableWAL(true));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RocksDBException e) {
            throw failed(e);
        }
    }

    private ColumnFamilyOptions columns() {
        Cache cache = closing(new LRUCache(CACHE_BYTES));
        return new ColumnFamilyOptions()
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setWriteBufferSize(CACHE_BYTES)
                .setTableFormatConfig(new BlockBasedTableConfig()
                        .setBlockCache(cache)
                        .setCacheIndexAndFilterBlocks(true)
                        .setFilterPolicy(closing(new BloomFilter(10))));
    }

    /**
     * Sets the value of a key, wherever it was before.
     *
     * @param group 0 or more
     */
    public void put(int group, byte[] key, byte[] value) {
        try {
            byte[] groupBytes = bytes(group);
            byte[] known = database.get(groups, key);
            if (known == null || ByteBuffer.wrap(known).getInt() != group) {
                withdraw(known, key);
                database.put(groups, writeOptions, key, groupBytes);
            }
            database.put(values, writeOptions, placed(groupBytes, key), value);
        } catch (RocksDBException e) {
            throw failed(e);
        }
    }

    /** Withdraws a key; does nothing where there is none. */
    public void remove(byte[] key) {
        try {
            byte[] known = database.get(groups, key);
            if (known != null) {
                withdraw(known, key);
                database.delete(groups, writeOptions, key);
            }
        } catch (RocksDBException e) {
            throw failed(e);
        }
    }

    private void withdraw(byte[] group, byte[] key) throws RocksDBException {
        if (group != null) {
            database.delete(values, writeOptions, placed(group, key));
        }
    }

    /** The value of a key; empty where there is none. */
    public Optional<byte[]> get(byte[] key) {
        try {
            byte[] known = database.get(groups, key);
            return known == null ? Optional.empty() : Optional.of(database.get(values, placed(known, key)));
        } catch (RocksDBException e) {
            throw failed(e);
        }
    }

    /** Every live key of a group with its value, in order of the keys. */
    public void forEach(int group, BiConsumer<byte[], byte[]> consumer) {
        try (RocksIterator iterator = database.newIterator(values)) {
            for (iterator.seek(bytes(group)); iterator.isValid(); iterator.next()) {
                byte[] placed = iterator.key();
                if (ByteBuffer.wrap(placed).getInt() != group) {
                    break;
                }
                consumer.accept(Arrays.copyOfRange(placed, GROUP_BYTES, placed.length), iterator.value());
            }
            iterator.status();
        } catch (RocksDBException e) {
            throw failed(e);
        }
    }

    /** Whether a group has a live key. */
    public boolean has(int group) {
        try (RocksIterator iterator = database.newIterator(values)) {
            iterator.seek(bytes(group));
            iterator.status();
            return iterator.isValid() && ByteBuffer.wrap(iterator.key()).getInt() == group;
        } catch (RocksDBException e) {
            throw failed(e);
        }
    }

    private static byte[] bytes(int group) {
        return ByteBuffer.allocate(GROUP_BYTES).putInt(group).array();
    }

    private static byte[] placed(byte[] group, byte[] key) {
        return ByteBuffer.allocate(GROUP_BYTES + key.length).put(group).put(key).array();
    }

    private <T extends AutoCloseable> T closing(T resource) {
        resources.add(0, resource);
        return resource;
    }

    private static IllegalStateException failed(RocksDBException e) {
        return new IllegalStateException("The scratch database failed: " + e.getMessage(), e);
    }

    /** Closes the database; its files stay. */
    @Override
    public void close() {
        for (AutoCloseable resource : resources) {
            try {
                resource.close();
            } catch (Exception e) {
                throw new IllegalStateException("Cannot close the scratch database: " + e, e);
            }
        }
        resources.clear();
    }
}
