package dev.portreach.probe.spool;

import dev.portreach.probe.spool.StoredTypes.BlockInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Batches on disk in the order in which they were taken. What {@link #append} returned from survives a crash. A batch is
 * a block of its own at first; what waits for long is packed together, and of a block that is half delivered, a crash
 * sends the delivered half again. Bounded by size and age; the oldest go first. Confined to one thread but for the gauges.
 */
public final class Spool implements AutoCloseable {

    /**
     * @param maxBytes of batches; the file may be a little larger, until it is compacted
     * @param maxAge after which a batch is given up
     */
    public record Limits(long maxBytes, Duration maxAge) {}

    /** Makes batches smaller. Sees all of a stretch of batches, in order, then gives back each with less in it. */
    public interface Thinner {

        void look(SpooledBatch batch);

        SpooledBatch thin(SpooledBatch batch);
    }

    private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
    private static final int KEY_TIME_SHIFT = 20; // key = milliseconds << 20 | counter
    private static final long LOOSE_BYTES = 1 << 20; // above this, or an eighth of the room, the oldest are packed
    private static final long BLOCK_BYTES = 512 << 10; // before it is packed
    private static final int THIN_BATCHES = 4_096; // looked at together

    private final Limits limits;
    private final Path path;
    private final BlockFile file;
    private final Map<Long, Set<Long>> delivered = new HashMap<>(); // of blocks that still hold others
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong count = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private NavigableMap<Long, SpooledBatch> opened = Collections.emptyNavigableMap(); // what waits in one block
    private long openedBlock;
    private long packedUpTo = Long.MIN_VALUE;
    private long thinnedUpTo = Long.MIN_VALUE;
    private long looseBytes;

    /** @throws SpoolException if the file cannot be opened */
    public Spool(Path path, Limits limits) {
        this.limits = limits;
        this.path = path;
        this.file = new BlockFile(path);
        try {
            for (Long block = file.first(); block != null; block = file.after(block)) {
                BlockInfo info = file.info(block);
                account(info, 1);
                packedUpTo = info.packed() ? block : packedUpTo;
            }
        } catch (SpoolException e) {
            file.abandon();
            throw e;
        }
    }

    /**
     * Opens a file, or, if it is damaged beyond use, sets it aside and begins a new one.
     *
     * @throws SpoolException if neither can be done
     */
    public static Spool open(Path path, Limits limits) {
        try {
            return new Spool(path, limits);
        } catch (SpoolException e) {
            if (!e.isDamaged()) {
                throw e;
            }
            setAside(path, e);
            return new Spool(path, limits);
        }
    }

    /** Moves a damaged file out of the way, over one that was set aside before, so that they do not fill the disk. */
    private static void setAside(Path path, SpoolException why) {
        Path aside = path.resolveSibling(path.getFileName() + ".damaged");
        try {
            Files.move(path, aside, StandardCopyOption.REPLACE_EXISTING);
            LOG.error("{}; it is set aside as {}, and what waited in it is lost", why.getMessage(), aside);
        } catch (IOException e) {
            throw new SpoolException("spool %s is damaged and cannot be moved away: %s".formatted(path, e), e);
        }
    }

    /**
     * Takes batches durably, all or none, and drops the oldest where that is too much.
     *
     * @return their keys, in the same order; keys grow over restarts, too
     * @throws SpoolException if the disk does not take them; the spool is then of no further use
     */
    public List<Long> append(List<SpooledBatch> taken, long nowMillis) {
        List<Long> keys = new ArrayList<>(taken.size());
        for (SpooledBatch batch : taken) {
            long key = freeKey(nowMillis);
            put(new TreeMap<>(Map.of(key, batch)), false);
            keys.add(key);
            pack();
        }
        trim(nowMillis);
        file.commit(true);
        return keys;
    }

    /** The key of the first batch after {@code key}; {@link Long#MIN_VALUE} finds the very first. */
    public OptionalLong keyAfter(long key) {
        Long block = file.atOrBefore(key);
        if (block == null || file.info(block).last() <= key) {
            block = file.after(key);
        }
        while (block != null) {
            Long next = waiting(block).higherKey(key);
            if (next != null) {
                return OptionalLong.of(next);
            }
            block = file.after(block);
        }
        return OptionalLong.empty();
    }

    /** A batch that is there; empty if it has gone, or cannot be read and is given up. */
    public Optional<SpooledBatch> read(long key) {
        Long block = blockOf(key);
        return block == null
                ? Optional.empty()
                : Optional.ofNullable(waiting(block).get(key));
    }

    /** The broker has it. Written with the next append or housekeeping; until then a crash would only send it again. */
    public void remove(long key) {
        Long block = blockOf(key);
        if (block == null) {
            return;
        }
        BlockInfo info = file.info(block);
        Set<Long> gone = delivered.computeIfAbsent(block, first -> new HashSet<>());
        if (!gone.add(key)) {
            return;
        }
        count.decrementAndGet();
        if (gone.size() == info.batches()) {
            erase(block);
        } else if (openedBlock == block) {
            opened.remove(key);
        }
    }

    /** Drops what is too old, packs what has waited, writes removals, and gives space back. */
    public void keepHouse(long nowMillis) {
        pack();
        trim(nowMillis);
        file.commit(false);
        file.compact(bytes.get());
    }

    /**
     * Makes the oldest packed batches smaller that have not been so for longest.
     *
     * @return whether there were any
     */
    public boolean thin(Thinner thinner) {
        List<Long> stretch = stretch(thinnedUpTo);
        if (stretch.isEmpty()) {
            stretch = stretch(Long.MIN_VALUE);
        }
        if (stretch.isEmpty()) {
            return false;
        }
        stretch.forEach(block -> waiting(block).values().forEach(thinner::look));
        for (Long block : stretch) {
            NavigableMap<Long, SpooledBatch> thinned = new TreeMap<>();
            waiting(block).forEach((key, batch) -> thinned.put(key, thinner.thin(batch)));
            erase(block);
            put(thinned, true);
        }
        thinnedUpTo = stretch.get(stretch.size() - 1);
        file.commit(true);
        return true;
    }

    private List<Long> stretch(long after) {
        List<Long> blocks = new ArrayList<>();
        int batches = 0;
        Long block = file.after(after);
        while (block != null && block <= packedUpTo && batches < THIN_BATCHES) {
            batches += file.info(block).batches();
            blocks.add(block);
            block = file.after(block);
        }
        return blocks;
    }

    /** Packs the oldest loose batches together once they are many: most are delivered before. */
    private void pack() {
        if (looseBytes < Math.min(LOOSE_BYTES, limits.maxBytes() / 8)) {
            return;
        }
        NavigableMap<Long, SpooledBatch> together = new TreeMap<>();
        long plainBytes = 0;
        Long block = file.after(packedUpTo);
        while (block != null && plainBytes < BLOCK_BYTES) {
            Long next = file.after(block);
            plainBytes += file.info(block).bytes();
            together.putAll(waiting(block));
            erase(block);
            block = next;
        }
        put(together, true);
    }

    private void trim(long nowMillis) {
        long oldestAllowed = (nowMillis - limits.maxAge().toMillis()) << KEY_TIME_SHIFT;
        for (Long first = file.first();
                first != null
                        && (bytes.get() > limits.maxBytes() || file.info(first).last() < oldestAllowed);
                first = file.first()) {
            dropped.addAndGet(erase(first));
        }
    }

    private Long blockOf(long key) {
        Long block = file.atOrBefore(key);
        return block == null || file.info(block).last() < key ? null : block;
    }

    /** What is not delivered yet of a block; a block that cannot be read is given up. */
    private NavigableMap<Long, SpooledBatch> waiting(long block) {
        if (openedBlock != block || opened.isEmpty()) {
            Optional<NavigableMap<Long, SpooledBatch>> read = file.read(block);
            if (read.isEmpty()) {
                dropped.addAndGet(erase(block));
                return Collections.emptyNavigableMap();
            }
            opened = read.get();
            opened.keySet().removeAll(delivered.getOrDefault(block, Set.of()));
            openedBlock = block;
        }
        return opened;
    }

    private void put(NavigableMap<Long, SpooledBatch> block, boolean packed) {
        if (block.isEmpty()) {
            return; // all of it was given up
        }
        file.put(block, packed);
        account(file.info(block.firstKey()), 1);
        if (packed) {
            packedUpTo = Math.max(packedUpTo, block.firstKey());
        }
    }

    /** @return how many batches that were not delivered went with it */
    private int erase(long block) {
        if (!file.has(block)) {
            return 0; // given up before
        }
        BlockInfo info = file.info(block);
        file.remove(block);
        account(info, -1);
        Set<Long> gone = delivered.remove(block);
        int before = gone == null ? 0 : gone.size();
        count.addAndGet(before);
        if (openedBlock == block) {
            opened = Collections.emptyNavigableMap();
        }
        return info.batches() - before;
    }

    private void account(BlockInfo info, int sign) {
        count.addAndGet((long) sign * info.batches());
        bytes.addAndGet((long) sign * info.bytes());
        looseBytes += info.packed() ? 0 : (long) sign * info.bytes();
    }

    private long freeKey(long nowMillis) {
        Long last = file.last();
        long byTime = nowMillis << KEY_TIME_SHIFT;
        return last == null ? byTime : Math.max(byTime, file.info(last).last() + 1);
    }

    /** Whether it is time to make room, so that the oldest need not be dropped. */
    public boolean isNearlyFull() {
        return bytes.get() > limits.maxBytes() / 4 * 3;
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
        file.close();
    }

    /** Closes without writing anything more, after a failure; a damaged file is set aside. */
    public void abandon(SpoolException why) {
        file.abandon();
        if (why.isDamaged()) {
            setAside(path, why);
        }
    }
}
