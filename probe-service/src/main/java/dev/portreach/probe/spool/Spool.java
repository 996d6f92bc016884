package dev.portreach.probe.spool;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Batches in one log-structured file, in the order in which they were taken. What {@link #append} returned from is on
 * disk: after a crash the file opens at its last whole version. Bounded by size and age; the oldest go first. Confined
 * to one thread but for the gauges.
 */
public final class Spool implements AutoCloseable {

    /**
     * @param maxBytes of batches; the file may be a little larger, until it is compacted
     * @param maxAge after which a batch is given up
     */
    public record Limits(long maxBytes, Duration maxAge) {}

    private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
    private static final int KEY_TIME_SHIFT = 20; // key = milliseconds << 20 | counter
    private static final int CACHE_MEGABYTES = 1;
    private static final int OVERWRITE_AFTER_MILLIS = 5_000;
    private static final long COMPACT_ABOVE_BYTES = 8L << 20;
    private static final int COMPACT_MILLIS = 100;

    private final Limits limits;
    private final MVStore store;
    private final MVMap<Long, byte[]> batches;
    private final MVMap<Long, Integer> sizes;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong count = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();

    /** @throws SpoolException if the file cannot be opened */
    public Spool(Path file, Limits limits) {
        this.limits = limits;
        try {
            this.store = new MVStore.Builder()
                    .fileName(file.toAbsolutePath().toString())
                    .cacheSize(CACHE_MEGABYTES)
                    .autoCommitDisabled()
                    .open();
            this.store.setRetentionTime(OVERWRITE_AFTER_MILLIS);
            this.store.setVersionsToKeep(0);
            this.batches = store.openMap("batches");
            this.sizes = store.openMap("sizes");
        } catch (MVStoreException e) {
            throw new SpoolException("spool %s cannot be opened: %s".formatted(file, e.getMessage()), e);
        }
        sizes.values().forEach(bytes::addAndGet);
        count.set(sizes.sizeAsLong());
    }

    /**
     * Takes batches durably, all or none, and drops the oldest where that is too much.
     *
     * @return their keys, in the same order; keys grow over restarts, too
     * @throws SpoolException if the disk does not take them; the spool is then of no further use
     */
    public List<Long> append(List<SpooledBatch> taken, long nowMillis) {
        List<Long> keys = new ArrayList<>(taken.size());
        try {
            for (SpooledBatch batch : taken) {
                byte[] encoded = batch.toBytes();
                long key = nextKey(nowMillis);
                batches.put(key, encoded);
                sizes.put(key, encoded.length);
                grow(1, encoded.length);
                keys.add(key);
            }
            trim(nowMillis);
            store.commit();
            store.sync();
        } catch (MVStoreException e) {
            throw new SpoolException("the spool does not take batches: " + e.getMessage(), e);
        }
        return keys;
    }

    /** The key of the first batch after {@code key}; {@link Long#MIN_VALUE} finds the very first. */
    public OptionalLong keyAfter(long key) {
        try {
            Long next = sizes.higherKey(key);
            return next == null ? OptionalLong.empty() : OptionalLong.of(next);
        } catch (MVStoreException e) {
            throw new SpoolException("the spool does not give batches: " + e.getMessage(), e);
        }
    }

    /** A batch that is there; empty if it has gone, or cannot be read and is given up. */
    public Optional<SpooledBatch> read(long key) {
        try {
            byte[] encoded = batches.get(key);
            return encoded == null ? Optional.empty() : Optional.of(SpooledBatch.fromBytes(encoded));
        } catch (MVStoreException e) {
            throw new SpoolException("the spool does not give batches: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            LOG.warn("batch {} of the spool is given up: {}", key, e.getMessage());
            drop(key);
            return Optional.empty();
        }
    }

    /** The broker has it. Written with the next append or housekeeping; until then a crash would only send it again. */
    public void remove(long key) {
        try {
            batches.remove(key);
            Integer size = sizes.remove(key);
            if (size != null) {
                grow(-1, -size);
            }
        } catch (MVStoreException e) {
            throw new SpoolException("the spool does not forget batches: " + e.getMessage(), e);
        }
    }

    /** Drops what is too old, writes removals, and gives space back. */
    public void keepHouse(long nowMillis) {
        try {
            trim(nowMillis);
            store.commit();
            long fileBytes = store.getFileStore().size();
            if (fileBytes > COMPACT_ABOVE_BYTES + 2 * bytes.get()) {
                store.compactFile(COMPACT_MILLIS);
            }
        } catch (MVStoreException e) {
            throw new SpoolException("the spool cannot be compacted: " + e.getMessage(), e);
        }
    }

    private void trim(long nowMillis) {
        long oldestAllowed = (nowMillis - limits.maxAge().toMillis()) << KEY_TIME_SHIFT;
        for (Long first = sizes.firstKey();
                first != null && (bytes.get() > limits.maxBytes() || first < oldestAllowed);
                first = sizes.firstKey()) {
            drop(first);
        }
    }

    private void drop(long key) {
        remove(key);
        dropped.incrementAndGet();
    }

    private void grow(int batchesMore, int bytesMore) {
        count.addAndGet(batchesMore);
        bytes.addAndGet(bytesMore);
    }

    private long nextKey(long nowMillis) {
        Long last = sizes.lastKey();
        long byTime = nowMillis << KEY_TIME_SHIFT;
        return last == null ? byTime : Math.max(byTime, last + 1);
    }

    public long bytes() {
        return bytes.get();
    }

    public long count() {
        return count.get();
    }

    /** Batches given up since the spool was opened. */
    public long dropped() {
        return dropped.get();
    }

    @Override
    public void close() {
        store.close();
    }

    /** Closes without writing anything more, for a file that is broken. */
    public void abandon() {
        store.closeImmediately();
    }
}
