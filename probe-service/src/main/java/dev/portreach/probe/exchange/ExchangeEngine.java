package dev.portreach.probe.exchange;

import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.probe.engine.ProbeRequest;
import dev.portreach.probe.engine.ProbeResult;
import dev.portreach.probe.guest.UdpTurns;
import dev.portreach.probe.payload.Payload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends requests and awaits answers, many at once on one selector thread. UDP ports of one host take turns. */
public final class ExchangeEngine implements AutoCloseable {

    /**
     * @param maxInFlight exchanges at the same time, which bounds file descriptors; the others wait their turn
     * @param udpSpacing time between probes of two UDP ports of one host
     * @param source local address to send from; null for the system's choice
     */
    public record Settings(int maxInFlight, Duration udpSpacing, InetAddress source) {

        public static final Settings DEFAULTS = new Settings(256, Duration.ofSeconds(1), null);

        /** The same from another local address. */
        public Settings from(InetAddress other) {
            return new Settings(maxInFlight, udpSpacing, other);
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(ExchangeEngine.class);

    private final Settings settings;
    private final Selector selector;
    private final UdpTurns turns;
    private final SecureRandom random = new SecureRandom();
    private final Queue<Exchange> submitted = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Exchange> byTime = new PriorityQueue<>();
    private final Queue<Exchange> blocked = new ArrayDeque<>();
    private final ByteBuffer scratch = ByteBuffer.allocate(Payload.MAX_ANSWER);
    private final AtomicInteger inFlight = new AtomicInteger();
    private final Thread thread;
    private volatile boolean closed;

    public ExchangeEngine(Settings settings) {
        this.settings = settings;
        this.turns = new UdpTurns(settings.udpSpacing().toNanos());
        try {
            this.selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException("no selector to be had; raise the limit of open files", e);
        }
        this.thread = new Thread(this::run, "exchange-engine");
        this.thread.setDaemon(true);
        this.thread.start();
    }

    /**
     * Starts an exchange, by the payload's protocol. The deadline counts from the first packet, which at a UDP port waits
     * for its turn.
     *
     * @param done called once, on the engine's thread; must not block
     */
    public void probe(ProbeRequest request, Payload payload, Consumer<ProbeResult> done) {
        Payload.Query query = payload.query(random);
        submitted.add(
                payload.protocol() == Protocol.UDP
                        ? new UdpExchange(request, query, done)
                        : new TcpExchange(request, query, done));
        if (Thread.currentThread() != thread) {
            selector.wakeup();
        }
    }

    /** Exchanges under way now, without those that wait their turn. */
    public int inFlight() {
        return inFlight.get();
    }

    /** Drops what is under way without a result, and frees every descriptor. */
    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (selector) {
            while (!closed) {
                take();
                carryOutDue();
                await();
            }
            selector.keys().forEach(key -> closeQuietly(key.channel()));
            selector.selectNow();
        } catch (IOException | RuntimeException e) {
            LOG.error("the exchange engine has stopped; restart the agent", e);
        }
    }

    private void take() {
        for (Exchange next = submitted.poll(); next != null; next = submitted.poll()) {
            long now = System.nanoTime();
            next.dueNanos = next.protocol() == Protocol.UDP ? turns.take(next.request.target(), now) : now;
            byTime.add(next);
        }
    }

    private void carryOutDue() {
        long now = System.nanoTime();
        while (!byTime.isEmpty() && byTime.peek().dueNanos - now <= 0) {
            Exchange exchange = byTime.poll();
            if (exchange.isOver()) {
                continue;
            }
            if (exchange.hasBegun()) {
                goOn(exchange);
            } else if (inFlight.get() < settings.maxInFlight()) {
                begin(exchange);
            } else {
                blocked.add(exchange);
            }
        }
    }

    private void begin(Exchange exchange) {
        inFlight.incrementAndGet();
        exchange.begin();
        try {
            exchange.open(settings.source());
        } catch (IOException | RuntimeException e) {
            LOG.debug("cannot open or bind a socket", e);
            finish(exchange, ProbeResult.unanswered(Outcome.LOCAL_ERROR));
            return;
        }
        try {
            exchange.start(selector);
            byTime.add(exchange);
        } catch (IOException | RuntimeException e) {
            finish(exchange, exchange.failed(e));
        }
    }

    private void goOn(Exchange exchange) {
        ProbeResult result;
        try {
            result = exchange.due();
        } catch (IOException | RuntimeException e) {
            result = exchange.failed(e);
        }
        if (result == null) {
            byTime.add(exchange);
        } else {
            finish(exchange, result);
        }
    }

    private void ready(SelectionKey key) {
        Exchange exchange = (Exchange) key.attachment();
        ProbeResult result;
        try {
            result = exchange.ready(scratch);
        } catch (IOException | RuntimeException e) {
            result = exchange.failed(e);
        }
        if (result != null) {
            finish(exchange, result);
        }
    }

    private void finish(Exchange exchange, ProbeResult result) {
        exchange.end();
        closeQuietly(exchange.channel()); // the descriptor goes when the next select flushes the cancelled key
        inFlight.decrementAndGet();
        Exchange next = blocked.poll();
        if (next != null) {
            next.dueNanos = System.nanoTime();
            byTime.add(next);
        }
        try {
            exchange.done.accept(result);
        } catch (RuntimeException e) {
            LOG.error("the receiver of a probe's result failed", e);
        }
    }

    private void await() throws IOException {
        if (!submitted.isEmpty()) {
            selector.selectNow(this::ready);
        } else if (byTime.isEmpty()) {
            selector.select(this::ready);
        } else {
            long nanos = byTime.peek().dueNanos - System.nanoTime();
            selector.select(this::ready, Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos) + 1));
        }
    }

    private static void closeQuietly(SelectableChannel channel) {
        if (channel == null) {
            return;
        }
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("closing a probe's socket failed", e);
        }
    }
}
