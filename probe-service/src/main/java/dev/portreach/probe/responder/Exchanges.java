package dev.portreach.probe.responder;

import dev.portreach.probe.identity.AgentIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Challenges under way, on one selector thread that starts with the first. */
final class Exchanges implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Exchanges.class);
    private static final int MAX_IN_FLIGHT = 64; // well below what a responder takes from one source

    private final AgentIdentity identity;
    private final String fingerprint;
    private final LongSupplier eventTime;
    private final InetAddress source;
    private final SecureRandom random = new SecureRandom();
    private final Queue<Exchange> waiting = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Exchange> underWay =
            new PriorityQueue<>((one, other) -> Long.signum(one.dueNanos() - other.dueNanos())); // nanoTime may wrap
    private Selector selector;
    private Thread thread;
    private boolean closed;

    /**
     * @param eventTime in milliseconds since the epoch
     * @param source local address to send from; null for the system's choice
     */
    Exchanges(AgentIdentity identity, LongSupplier eventTime, InetAddress source) {
        this.identity = identity;
        this.fingerprint = identity.asPeer().fingerprint();
        this.eventTime = eventTime;
        this.source = source;
    }

    /** @param done called once, on this object's thread, unless it is closed before; must not block */
    synchronized void start(Exchange.Request request, Consumer<Reply> done) {
        if (closed) {
            return;
        }
        waiting.add(new Exchange(request, done));
        if (thread == null) {
            open();
        }
        selector.wakeup();
    }

    private void open() {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException("no selector to be had; raise the limit of open files", e);
        }
        thread = new Thread(this::run, "challenger");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try (Selector ours = selector) {
            while (!isClosed()) {
                admit();
                ours.select(this::ready, millisToNext());
                expire();
            }
            underWay.forEach(Exchange::abandon);
            ours.selectNow(); // frees the descriptors of cancelled keys
        } catch (IOException | RuntimeException e) {
            LOG.error("the challenger has stopped; restart the agent", e);
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private void admit() {
        underWay.removeIf(Exchange::isOver);
        while (underWay.size() < MAX_IN_FLIGHT && !waiting.isEmpty()) {
            Exchange next = waiting.remove();
            Exchange.Request request = next.request();
            byte[] nonce = new byte[Frame.NONCE_BYTES];
            random.nextBytes(nonce);
            Challenge challenge = new Challenge(
                    fingerprint,
                    eventTime.getAsLong(),
                    HexFormat.of().formatHex(nonce),
                    request.target().getPort(),
                    request.length());
            next.start(challenge, challenge.sign(identity.privateKey()), source, selector, System.nanoTime());
            if (!next.isOver()) {
                underWay.add(next);
            }
        }
    }

    private void ready(SelectionKey key) {
        ((Exchange) key.attachment()).ready(key);
    }

    private void expire() {
        long now = System.nanoTime();
        while (!underWay.isEmpty()
                && (underWay.peek().isOver() || underWay.peek().dueNanos() - now <= 0)) {
            Exchange due = underWay.remove();
            if (!due.isOver()) {
                due.expire();
            }
        }
    }

    private long millisToNext() {
        if (underWay.isEmpty()) {
            return waiting.isEmpty() ? 0 : 1; // 0 is until woken
        }
        long nanos = underWay.peek().dueNanos() - System.nanoTime();
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos) + 1);
    }

    /** Gives up what is under way without a reply, and frees every descriptor. */
    @Override
    public void close() {
        Thread running;
        synchronized (this) {
            closed = true;
            running = thread;
            if (running != null) {
                selector.wakeup();
            }
        }
        if (running != null) {
            try {
                running.join(TimeUnit.SECONDS.toMillis(2));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
