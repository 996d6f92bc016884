package dev.portreach.probe.spool;

import dev.portreach.probe.spool.StoredTypes.BlockInfo;
import java.nio.file.Path;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.type.LongDataType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Blocks by first key in one log-structured file. Nothing is on disk before {@link #commit}, then all of it is: after a
 * crash the file opens at its last whole version. Every method throws {@link SpoolException} where the disk fails.
 */
final class BlockFile {

    private static final Logger LOG = LoggerFactory.getLogger(BlockFile.class);
    private static final int CACHE_MEGABYTES = 1;
    private static final int OVERWRITE_AFTER_MILLIS = 5_000;
    private static final long SLACK_BYTES = 8L << 20;
    private static final int COMPACT_MILLIS = 100;

    private final MVStore store;
    private final MVMap<Long, byte[]> content;
    private final MVMap<Long, BlockInfo> index;

    BlockFile(Path file) {
        MVStore opened = null;
        try {
            opened = new MVStore.Builder()
                    .fileName(file.toAbsolutePath().toString())
                    .cacheSize(CACHE_MEGABYTES)
                    .autoCommitDisabled()
                    .autoCommitBufferSize(0) // or a large change would be written in parts
                    .open();
            opened.setRetentionTime(OVERWRITE_AFTER_MILLIS);
            opened.setVersionsToKeep(0);
            this.content = opened.openMap("content", typed(StoredTypes.BYTES));
            this.index = opened.openMap("index", typed(StoredTypes.INFO));
            this.store = opened;
        } catch (RuntimeException e) {
            if (opened != null) {
                opened.closeImmediately();
            }
            throw failure("spool %s cannot be opened".formatted(file), e);
        }
    }

    private static <V> MVMap.Builder<Long, V> typed(org.h2.mvstore.type.DataType<V> values) {
        MVMap.Builder<Long, V> builder = new MVMap.Builder<>();
        builder.setKeyType(LongDataType.INSTANCE);
        builder.setValueType(values);
        return builder;
    }

    void put(NavigableMap<Long, SpooledBatch> block, boolean packed) {
        guarded("take batches", () -> {
            byte[] bytes = Block.toBytes(block, packed);
            content.put(block.firstKey(), bytes);
            index.put(block.firstKey(), new BlockInfo(block.size(), bytes.length, block.lastKey(), packed));
            return null;
        });
    }

    boolean has(long key) {
        return guarded("give batches", () -> index.containsKey(key));
    }

    /** Of a block that the index has named; where it does not find it again, the file is damaged. */
    BlockInfo info(long key) {
        return guarded("give batches", () -> Objects.requireNonNull(index.get(key), "its index is out of order"));
    }

    /** Empty if the block's bytes are damaged. */
    Optional<NavigableMap<Long, SpooledBatch>> read(long key) {
        byte[] bytes = guarded("give batches", () -> content.get(key));
        try {
            return bytes == null ? Optional.empty() : Optional.of(Block.fromBytes(bytes));
        } catch (IllegalArgumentException e) {
            LOG.warn(
                    "{} batches of the spool cannot be read and are given up: {}",
                    info(key).batches(),
                    e.getMessage());
            return Optional.empty();
        }
    }

    void remove(long key) {
        guarded("forget batches", () -> {
            content.remove(key);
            return index.remove(key);
        });
    }

    /** Null if there is none; so are the three that follow. */
    Long first() {
        return guarded("give batches", index::firstKey);
    }

    Long last() {
        return guarded("give batches", index::lastKey);
    }

    Long atOrBefore(long key) {
        return guarded("give batches", () -> inOrder(index.floorKey(key), found -> found <= key));
    }

    Long after(long key) {
        return guarded("give batches", () -> inOrder(index.higherKey(key), found -> found > key));
    }

    /** A damaged tree could lead round in a circle. */
    private static Long inOrder(Long found, LongPredicate order) {
        if (found != null && !order.test(found)) {
            throw new IllegalStateException("its index is out of order");
        }
        return found;
    }

    /** @param sync whether to wait until the disk has it for sure */
    void commit(boolean sync) {
        guarded("take batches", () -> {
            store.commit();
            if (sync) {
                store.sync();
            }
            return null;
        });
    }

    /** Gives space back where the file is much larger than what is in it. */
    void compact(long contentBytes) {
        guarded("be compacted", () -> {
            if (store.getFileStore().size() > SLACK_BYTES + contentBytes + contentBytes / 8) {
                store.compactFile(COMPACT_MILLIS);
            }
            return null;
        });
    }

    void close() {
        guarded("be closed", () -> {
            store.close();
            return null;
        });
    }

    /** Closes without writing anything more, for a file that is broken. */
    void abandon() {
        store.closeImmediately();
    }

    private static <T> T guarded(String what, Supplier<T> action) {
        try {
            return action.get();
        } catch (RuntimeException e) {
            throw failure("the spool does not " + what, e);
        }
    }

    /** A damaged file shows in any exception; a full or lost disk in those that the library names. */
    private static SpoolException failure(String what, RuntimeException e) {
        boolean disk = e instanceof MVStoreException named
                && (named.getErrorCode() == DataUtils.ERROR_WRITING_FAILED
                        || named.getErrorCode() == DataUtils.ERROR_CLOSED
                        || named.getErrorCode() == DataUtils.ERROR_FILE_LOCKED);
        return new SpoolException(what + ": " + e.getMessage(), e, !disk);
    }
}
