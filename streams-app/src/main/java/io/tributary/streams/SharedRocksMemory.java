package io.tributary.streams;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.CompressionType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * One block cache and one budget of write buffers for all stores of the process, so that memory does not grow with
 * partitions and windows; and bloom filters for keys that are not there, which most new rows' are.
 */
public final class SharedRocksMemory implements RocksDBConfigSetter {

    static {
        RocksDB.loadLibrary();
    }

    private static final long BLOCK_CACHE_BYTES = 256L * 1024 * 1024;
    private static final long WRITE_BUFFER_BYTES = 128L * 1024 * 1024;
    private static final int CACHE_SHARD_BITS = 2;
    private static final double HIGH_PRIORITY_SHARE = 0.1;
    private static final LRUCache CACHE = new LRUCache(BLOCK_CACHE_BYTES, CACHE_SHARD_BITS, false, HIGH_PRIORITY_SHARE);
    private static final WriteBufferManager WRITE_BUFFERS = new WriteBufferManager(WRITE_BUFFER_BYTES, CACHE);

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        // The table config object is Streams' own, which its metrics read: it is changed, not replaced.
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(CACHE);
        table.setCacheIndexAndFilterBlocks(true);
        table.setCacheIndexAndFilterBlocksWithHighPriority(true);
        table.setPinL0FilterAndIndexBlocksInCache(true);
        table.setFilterPolicy(new BloomFilter(10));
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(WRITE_BUFFERS);
        // Keys are hashes: on the last level, too, a lookup of a new row should end at the filter.
        options.setOptimizeFiltersForHits(false);
        options.setCompressionType(CompressionType.NO_COMPRESSION);
    }

    @Override
    public void close(String storeName, Options options) {
        // Nothing: what is shared lives as long as the process.
    }
}
