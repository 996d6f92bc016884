package dev.portreach.alert.stream;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/** Keeps all stores together within a few megabytes: what is read often is on the heap anyway. */
public final class RocksDbSetup implements RocksDBConfigSetter {

    private static final long CACHE_BYTES = 8L << 20;
    private static final long BUFFERS_BYTES = 8L << 20;
    private static final long BUFFER_BYTES = 1L << 20;

    private static final class Shared {
        static final Cache CACHE = new LRUCache(CACHE_BYTES);
        static final WriteBufferManager BUFFERS = new WriteBufferManager(BUFFERS_BYTES, CACHE);
    }

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(Shared.CACHE);
        table.setCacheIndexAndFilterBlocks(true);
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(Shared.BUFFERS);
        options.setWriteBufferSize(BUFFER_BYTES);
        options.setMaxWriteBufferNumber(2);
    }

    @Override
    public void close(String storeName, Options options) {
        // Cache and buffers are shared by all stores and live as long as the process.
    }
}
