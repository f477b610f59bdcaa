package io.tributary.local.view;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
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
 * The last value of every key that has not been withdrawn, by billing period; on disk, so that memory stays the same
 * whatever their number. It is built for each view and deleted after it. Used by one thread.
 */
final class LiveRecords implements AutoCloseable {

    private static final long CACHE_BYTES = 32L * 1024 * 1024;
    private static final int MONTH_BYTES = Integer.BYTES;

    static {
        RocksDB.loadLibrary();
    }

    private final List<AutoCloseable> resources = new ArrayList<>();
    private final RocksDB database;
    /** By month and key: the value. */
    private final ColumnFamilyHandle values;
    /** By key: its month, since a withdrawal does not say it. */
    private final ColumnFamilyHandle months;

    private final WriteOptions writeOptions;

    /** @param directory an absent or empty directory */
    LiveRecords(Path directory) {
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
            months = closing(handles.get(1));
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

    /** Sets the value of a key, wherever it was before. */
    void put(YearMonth month, byte[] key, byte[] value) {
        try {
            byte[] monthBytes = bytes(month);
            byte[] known = database.get(months, key);
            if (known == null || ByteBuffer.wrap(known).getInt() != index(month)) {
                withdraw(known, key);
                database.put(months, writeOptions, key, monthBytes);
            }
            database.put(values, writeOptions, placed(monthBytes, key), value);
        } catch (RocksDBException e) {
            throw failed(e);
        }
    }

    /** Withdraws a key; does nothing where there is none. */
    void remove(byte[] key) {
        try {
            byte[] known = database.get(months, key);
            if (known != null) {
                withdraw(known, key);
                database.delete(months, writeOptions, key);
            }
        } catch (RocksDBException e) {
            throw failed(e);
        }
    }

    private void withdraw(byte[] month, byte[] key) throws RocksDBException {
        if (month != null) {
            database.delete(values, writeOptions, placed(month, key));
        }
    }

    /** Every live value, month by month, in order of the keys. */
    void forEach(BiConsumer<YearMonth, byte[]> consumer) {
        try (RocksIterator iterator = database.newIterator(values)) {
            for (iterator.seekToFirst(); iterator.isValid(); iterator.next()) {
                int index = ByteBuffer.wrap(iterator.key()).getInt();
                consumer.accept(YearMonth.of(index / 12, index % 12 + 1), iterator.value());
            }
            iterator.status();
        } catch (RocksDBException e) {
            throw failed(e);
        }
    }

    private static int index(YearMonth month) {
        return month.getYear() * 12 + month.getMonthValue() - 1;
    }

    private static byte[] bytes(YearMonth month) {
        return ByteBuffer.allocate(MONTH_BYTES).putInt(index(month)).array();
    }

    private static byte[] placed(byte[] month, byte[] key) {
        return ByteBuffer.allocate(MONTH_BYTES + key.length).put(month).put(key).array();
    }

    private <T extends AutoCloseable> T closing(T resource) {
        resources.add(0, resource);
        return resource;
    }

    private static IllegalStateException failed(RocksDBException e) {
        return new IllegalStateException("The clean view's scratch database failed: " + e.getMessage(), e);
    }

    /** Closes the database; its files stay. */
    @Override
    public void close() {
        for (AutoCloseable resource : resources) {
            try {
                resource.close();
            } catch (Exception e) {
                throw new IllegalStateException("Cannot close the clean view's scratch database: " + e, e);
            }
        }
        resources.clear();
    }
}
