package io.tributary.streams;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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

    private static final int CACHE_SHARD_BITS = 2;
    private static final double HIGH_PRIORITY_SHARE = 0.1;

    /** Lives as long as the process. Applications of one process that ask for the same sizes share it. */
    private static final Map<Sizes, Memory> SHARED = new ConcurrentHashMap<>();

    /**
     * How much memory there is.
     *
     * @param cacheBytes of blocks, indexes, filters and write buffers together
     * @param writeBufferBytes of write buffers alone
     */
    private record Sizes(long cacheBytes, long writeBufferBytes) {}

    /**
     * What stores share.
     *
     * @param cache for blocks, and charged for what {@code writeBuffers} use
     * @param writeBuffers for what has not been written to disk
     */
    private record Memory(LRUCache cache, WriteBufferManager writeBuffers) {

        static Memory of(Sizes sizes) {
            LRUCache cache = new LRUCache(sizes.cacheBytes(), CACHE_SHARD_BITS, false, HIGH_PRIORITY_SHARE);
            return new Memory(cache, new WriteBufferManager(sizes.writeBufferBytes(), cache));
        }
    }

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        Memory memory = SHARED.computeIfAbsent(
                new Sizes((Long) configs.get(StreamsAppConfig.ROCKS_CACHE), (Long)
                        configs.get(StreamsAppConfig.ROCKS_WRITE_BUFFER)),
                Memory::of);
        // The table config object is Streams' own, which its metrics read: it is changed, not replaced.
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(memory.cache());
        table.setCacheIndexAndFilterBlocks(true);
        table.setCacheIndexAndFilterBlocksWithHighPriority(true);
        table.setPinL0FilterAndIndexBlocksInCache(true);
        table.setFilterPolicy(new BloomFilter(10));
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(memory.writeBuffers());
        // Keys are hashes: on the last level, too, a lookup of a new row should end at the filter.
        options.setOptimizeFiltersForHits(false);
        options.setCompressionType(CompressionType.NO_COMPRESSION);
    }

    @Override
    public void close(String storeName, Options options) {
        // Nothing: what is shared lives as long as the process.
    }
}
