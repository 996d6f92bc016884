package dev.portreach.probe.publish;

import dev.portreach.probe.identity.AgentIdentity;
import dev.portreach.probe.spool.Shelf;
import dev.portreach.probe.spool.SpooledBatch;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes observations, makes them durable, and delivers them: what has just come first, then what has waited. A batch
 * leaves the disk when the broker has acknowledged it, and not before. All on one thread.
 */
public final class Publisher implements AutoCloseable {

    private sealed interface Event permits Taken, Outcome {}

    private record Taken(Harvest harvest) implements Event {}

    private record Outcome(long key, Exception failure, Producer<byte[], byte[]> by) implements Event {}

    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);
    private static final int MAX_UNTAKEN = 256;
    private static final int MAX_LIVE =
            32; // of up to 500 observations: with the backlog's, less than the producer's memory
    private static final int MAX_BACKLOG = 16;
    /** Between two looks for a broker while something waits for it. */
    private static final long WAITING_MILLIS = 250;
    /** While nothing does: each wake-up costs, and there are agents that do little else. */
    private static final long IDLE_MILLIS = 1_000;

    private static final long HOUSEKEEPING_MILLIS = 2_000;
    private static final int THIN_PAUSE = 9; // times as long as thinning took

    private final BatchSealer sealer;
    private final Shelf shelf;
    private final BrokerLink link;
    private final AgentClock clock;
    private final String topic;
    private final byte[] key;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final AtomicInteger untaken = new AtomicInteger();
    private final AtomicLong lost = new AtomicLong();
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicLong thinnedOut = new AtomicLong();
    private final Map<Long, Boolean> inFlight = new HashMap<>(); // key → whether it is of the backlog
    private final Thread thread;
    private int backlogInFlight;
    private long cursor = Long.MIN_VALUE; // backlog up to here is sent or delivered
    private long unspooledKey; // negative keys: batches that are in memory only
    private long houseKeptAt;
    private long thinAt;
    private volatile boolean stopping;
    private volatile boolean answering;

    public Publisher(AgentIdentity identity, Shelf shelf, BrokerLink link, AgentClock clock, String topic) {
        this.sealer = new BatchSealer(identity);
        this.shelf = shelf;
        this.link = link;
        this.clock = clock;
        this.topic = topic;
        this.key = identity.site().getBytes(StandardCharsets.UTF_8);
        this.thread = new Thread(this::run, "publisher");
    }

    public void start() {
        thread.start();
    }

    /** Never blocks; what the disk cannot follow is dropped and counted. */
    public void take(Harvest harvest) {
        if (untaken.incrementAndGet() > MAX_UNTAKEN) {
            untaken.decrementAndGet();
            lost.incrementAndGet();
            return;
        }
        events.add(new Taken(harvest));
    }

    private void run() {
        try {
            while (!stopping || untaken.get() > 0) {
                step(shelf.count() > inFlight.size() ? WAITING_MILLIS : IDLE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("the publisher has stopped; restart the agent", e);
        }
    }

    private void step(long waitMillis) throws InterruptedException {
        Event first = events.poll(waitMillis, TimeUnit.MILLISECONDS);
        List<Event> batch = new ArrayList<>();
        if (first != null) {
            batch.add(first);
            events.drainTo(batch);
        }
        List<SpooledBatch> sealed = new ArrayList<>();
        for (Event event : batch) {
            if (event instanceof Taken taken) {
                sealed.add(sealer.seal(taken.harvest()));
                untaken.decrementAndGet();
            } else if (event instanceof Outcome outcome) {
                settle(outcome);
            }
        }
        if (!sealed.isEmpty()) {
            publish(sealed);
        }
        drainBacklog();
        long now = clock.steady();
        if (now - houseKeptAt >= HOUSEKEEPING_MILLIS) {
            houseKeptAt = now;
            shelf.keepHouse(now);
            thinSpool(now);
        }
    }

    /**
     * Makes room where it runs short, with the broker away: what it may have taken already stays as it was sent. For a
     * tenth of the time at most.
     */
    private void thinSpool(long now) {
        if (answering || !inFlight.isEmpty() || now < thinAt || !shelf.isNearlyFull()) {
            return;
        }
        Thinning thinning = new Thinning();
        shelf.thin(thinning, now);
        if (thinnedOut.getAndAdd(thinning.leftOut()) == 0 && thinning.leftOut() > 0) {
            LOG.warn(
                    "the spool is nearly full: of old observations that all say the same, the first and last are kept");
        }
        long done = clock.steady();
        thinAt = done + THIN_PAUSE * (done - now);
    }

    private void publish(List<SpooledBatch> sealed) {
        Optional<List<Long>> keys = shelf.append(sealed, clock.steady());
        for (int i = 0; i < sealed.size(); i++) {
            boolean spooled = keys.isPresent();
            long batchKey = spooled ? keys.get().get(i) : --unspooledKey;
            boolean sent = inFlight.size() - backlogInFlight < MAX_LIVE && send(batchKey, sealed.get(i), false);
            if (!sent) {
                returnToSpool(batchKey);
            }
        }
    }

    private void drainBacklog() {
        while (backlogInFlight < MAX_BACKLOG && link.producer().isPresent()) {
            long now = clock.steady();
            OptionalLong next = shelf.keyAfter(cursor, now);
            if (next.isEmpty()) {
                return;
            }
            long batchKey = next.getAsLong();
            cursor = batchKey;
            if (inFlight.containsKey(batchKey)) {
                continue;
            }
            Optional<SpooledBatch> batch = shelf.read(batchKey, now);
            if (batch.isPresent() && !send(batchKey, batch.get(), true)) {
                returnToSpool(batchKey);
                return;
            }
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of everything
    private boolean send(long batchKey, SpooledBatch batch, boolean backlog) {
        Producer<byte[], byte[]> producer = link.producer().orElse(null);
        if (producer == null) {
            return false;
        }
        ProducerRecord<byte[], byte[]> record = sealer.record(topic, key, batch);
        long sentAt = clock.steady();
        try {
            producer.send(record, (metadata, failure) -> acknowledged(batchKey, metadata, failure, sentAt, producer));
        } catch (KafkaException | IllegalStateException e) {
            LOG.debug("sending failed", e);
            link.replace(producer);
            return false;
        }
        inFlight.put(batchKey, backlog);
        if (backlog) {
            backlogInFlight++;
        }
        return true;
    }

    private void acknowledged(
            long batchKey, RecordMetadata metadata, Exception failure, long sentAt, Producer<byte[], byte[]> producer) {
        if (failure == null && metadata.hasTimestamp()) {
            clock.learn(sentAt, clock.steady(), metadata.timestamp());
        }
        events.add(new Outcome(batchKey, failure, producer));
    }

    private void settle(Outcome outcome) {
        Boolean backlog = inFlight.remove(outcome.key());
        if (Boolean.TRUE.equals(backlog)) {
            backlogInFlight--;
        }
        if (outcome.failure() == null) {
            answering = true;
            delivered.incrementAndGet();
            forget(outcome.key());
            return;
        }
        if (outcome.failure() instanceof RecordTooLargeException) {
            LOG.error("a batch is given up: {}", outcome.failure().getMessage());
            lost.incrementAndGet();
            forget(outcome.key());
            return;
        }
        if (answering) {
            LOG.warn(
                    "Kafka does not take results, they wait on disk: {}",
                    outcome.failure().getMessage());
        }
        answering = false;
        returnToSpool(outcome.key());
        // It has tried for as long as it may. A new one starts afresh, wherever the brokers are now, and without the
        // out-of-order sequences from which an old one may not recover.
        link.replace(outcome.by());
    }

    private void forget(long batchKey) {
        if (batchKey >= 0) {
            shelf.remove(batchKey, clock.steady());
        }
    }

    private void returnToSpool(long batchKey) {
        if (batchKey < 0) {
            lost.incrementAndGet();
        } else {
            cursor = Math.min(cursor, batchKey - 1);
        }
    }

    /** Whether the broker acknowledged the latest batch it was sent. */
    public boolean isAnswering() {
        return answering;
    }

    public long delivered() {
        return delivered.get();
    }

    /** Batches given up since the start. */
    public long dropped() {
        return lost.get() + shelf.dropped();
    }

    /** Observations left out of waiting batches since the start, as they said what those before and after them say. */
    public long thinnedOut() {
        return thinnedOut.get();
    }

    /** Puts what is left on disk, gives the broker a moment to take it, and closes the spool. */
    @Override
    public void close() {
        stopping = true;
        try {
            thread.join(TimeUnit.SECONDS.toMillis(3));
            long until = clock.steady() + 2_000;
            while (!inFlight.isEmpty() && answering && clock.steady() < until) {
                step(50);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        link.close();
        shelf.keepHouse(clock.steady());
        shelf.close();
    }
}
