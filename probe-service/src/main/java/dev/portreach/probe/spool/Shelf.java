package dev.portreach.probe.spool;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The spool, or the lack of one: when the disk is full or broken, the agent goes on without, says so, and tries the disk
 * again now and then. Confined to one thread but for the gauges.
 */
public final class Shelf implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Shelf.class);
    private static final long RETRY_MILLIS = 10_000;

    private final Supplier<Spool> opener;
    private volatile Spool spool;
    private volatile String fault;
    private volatile long droppedBefore;
    private long retryAt;

    /** @param opener opens the file; throws {@link SpoolException} if that fails */
    public Shelf(Supplier<Spool> opener, long nowMillis) {
        this.opener = opener;
        open(nowMillis);
    }

    /** Keys of the batches now on disk; empty if the disk does not take them. */
    public Optional<List<Long>> append(List<SpooledBatch> batches, long nowMillis) {
        if (spool == null && nowMillis >= retryAt) {
            open(nowMillis);
        }
        if (spool == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(spool.append(batches, nowMillis));
        } catch (SpoolException e) {
            fail(e, nowMillis);
            return Optional.empty();
        }
    }

    public OptionalLong keyAfter(long key, long nowMillis) {
        try {
            return spool == null ? OptionalLong.empty() : spool.keyAfter(key);
        } catch (SpoolException e) {
            fail(e, nowMillis);
            return OptionalLong.empty();
        }
    }

    public Optional<SpooledBatch> read(long key, long nowMillis) {
        try {
            return spool == null ? Optional.empty() : spool.read(key);
        } catch (SpoolException e) {
            fail(e, nowMillis);
            return Optional.empty();
        }
    }

    public void remove(long key, long nowMillis) {
        try {
            if (spool != null) {
                spool.remove(key);
            }
        } catch (SpoolException e) {
            fail(e, nowMillis);
        }
    }

    public void keepHouse(long nowMillis) {
        try {
            if (spool != null) {
                spool.keepHouse(nowMillis);
            } else if (nowMillis >= retryAt) {
                open(nowMillis);
            }
        } catch (SpoolException e) {
            fail(e, nowMillis);
        }
    }

    /** Makes old batches smaller. */
    public void thin(Spool.Thinner thinner, long nowMillis) {
        try {
            if (spool != null) {
                spool.thin(thinner);
            }
        } catch (SpoolException e) {
            fail(e, nowMillis);
        }
    }

    public boolean isNearlyFull() {
        return spool != null && spool.isNearlyFull();
    }

    private void open(long nowMillis) {
        try {
            Spool opened = opener.get();
            spool = opened;
            if (fault != null) {
                LOG.info("the spool is back, with {} batches", opened.count());
            }
            fault = null;
        } catch (SpoolException e) {
            fail(e, nowMillis);
        }
    }

    private void fail(SpoolException failure, long nowMillis) {
        if (fault == null) {
            LOG.error("{}; results go to Kafka directly, and are lost while it is away", failure.getMessage());
        }
        fault = failure.getMessage();
        retryAt = nowMillis + RETRY_MILLIS;
        Spool broken = spool;
        if (broken != null) {
            long droppedUntilNow = droppedBefore + broken.dropped() + (failure.isDamaged() ? broken.count() : 0);
            droppedBefore = droppedUntilNow;
            spool = null;
            abandon(broken, failure);
        }
    }

    private static void abandon(Spool broken, SpoolException failure) {
        try {
            broken.abandon(failure);
        } catch (SpoolException e) {
            LOG.error("{}", e.getMessage());
        }
    }

    /** What is wrong with the disk; empty if nothing. */
    public Optional<String> fault() {
        return Optional.ofNullable(fault);
    }

    public long count() {
        Spool current = spool;
        return current == null ? 0 : current.count();
    }

    public long bytes() {
        Spool current = spool;
        return current == null ? 0 : current.bytes();
    }

    /** Batches given up since the start, as the spool was full or they were too old. */
    public long dropped() {
        Spool current = spool;
        return droppedBefore + (current == null ? 0 : current.dropped());
    }

    @Override
    public void close() {
        if (spool != null) {
            try {
                spool.close();
            } catch (SpoolException e) {
                LOG.warn("{}; what waits is as it was written last", e.getMessage());
            }
        }
    }
}
