package dev.portreach.probe.engine;

import dev.portreach.contracts.result.Outcome;
import dev.portreach.probe.engine.Attempt.Phase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connects to many ports at once on one selector thread. After the handshake the connection is watched for a moment: a
 * peer (or a device before it) that closes at once has not really opened.
 *
 * <p>Probes beyond the bound wait in the order in which they came. A probe's deadline runs from its own connect, so
 * waiting does not count against it; as each probe before it ends with its own deadline, none waits for ever.
 */
public final class ConnectEngine implements AutoCloseable {

    /** How a connection that was opened is closed. */
    public enum Closing {
        /** As a polite client does; leaves a local port in TIME_WAIT for a minute (RFC 9293, 3.6.1). */
        FIN,
        /** With RST, which leaves nothing, and may appear as an error in the peer's log. For benchmarks. */
        RESET
    }

    /**
     * @param maxInFlight connects and watched connections at the same time, at least 1, which bounds file descriptors;
     *     the others wait their turn
     * @param watch how long an accepted connection is watched
     * @param source local address to connect from; null for the system's choice
     */
    public record Settings(int maxInFlight, Duration watch, InetAddress source, Closing closing) {

        /** A sweep of a thousand silent ports fits in at once, and so do 2,000 checks a second that are watched. */
        public static final Settings DEFAULTS = new Settings(2_048, Duration.ofMillis(200), null);

        public Settings {
            if (maxInFlight < 1) {
                throw new IllegalArgumentException("%d connects in flight probe nothing".formatted(maxInFlight));
            }
        }

        public Settings(int maxInFlight, Duration watch, InetAddress source) {
            this(maxInFlight, watch, source, Closing.FIN);
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(ConnectEngine.class);

    /** Between two looks at the selector: a start takes some 20 µs, and for so long answers go without a time stamp. */
    private static final int STARTS_PER_ROUND = 4;

    private final Settings settings;
    private final long watchNanos;
    private final Selector selector;
    private final Queue<Attempt> waiting = new ConcurrentLinkedQueue<>();
    private final Timers timers = new Timers();
    private final ByteBuffer scratch = ByteBuffer.allocate(1_024);
    private final AtomicBoolean awake = new AtomicBoolean();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final Thread thread;
    private Attempt stalled;
    private long answeredNanos;
    private boolean answeredThisRound;
    private volatile boolean closed;

    public ConnectEngine(Settings settings) {
        this.settings = settings;
        this.watchNanos = settings.watch().toNanos();
        try {
            this.selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException("no selector to be had; raise the limit of open files", e);
        }
        this.thread = new Thread(this::run, "connect-engine");
        this.thread.setDaemon(true);
        this.thread.start();
    }

    /**
     * Starts a connect.
     *
     * @param done called once, on the engine's thread; must not block
     */
    public void probe(ProbeRequest request, Consumer<ProbeResult> done) {
        waiting.add(new Attempt(request, done));
        if (Thread.currentThread() != thread && awake.compareAndSet(false, true)) {
            selector.wakeup();
        }
    }

    /** Connects under way now, without those that wait their turn. */
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
                boolean more = admit();
                answeredThisRound = false;
                if (more) {
                    selector.selectNow(this::ready);
                } else {
                    selector.select(this::ready, timers.millisToNext());
                }
                awake.set(false);
                expire();
            }
            selector.keys().forEach(key -> closeQuietly((SocketChannel) key.channel()));
            selector.selectNow();
        } catch (IOException | RuntimeException e) {
            LOG.error("the connect engine has stopped; restart the agent", e);
        }
    }

    /** Starts some of those that wait; true if there are more, and room for them. */
    private boolean admit() {
        for (int started = 0; started < STARTS_PER_ROUND; started++) {
            if (inFlight.get() >= settings.maxInFlight()) {
                return false;
            }
            Attempt next = stalled == null ? waiting.poll() : stalled;
            if (next == null) {
                return false;
            }
            stalled = null;
            inFlight.incrementAndGet();
            if (!open(next)) {
                return false;
            }
        }
        return !waiting.isEmpty();
    }

    /** False if there was no descriptor: the attempt then waits until another one ends. */
    private boolean open(Attempt attempt) {
        try {
            attempt.channel = SocketChannel.open(
                    attempt.request.target().getAddress() instanceof Inet4Address
                            ? StandardProtocolFamily.INET
                            : StandardProtocolFamily.INET6);
            attempt.channel.configureBlocking(false);
            if (settings.source() != null) {
                attempt.channel.bind(new InetSocketAddress(settings.source(), 0));
            }
        } catch (IOException | RuntimeException e) {
            if (ConnectFailure.isOutOfDescriptors(e) && inFlight.get() > 1) {
                LOG.debug("no descriptor is free at {} connects in flight, the next one waits", inFlight.get() - 1);
                inFlight.decrementAndGet();
                stalled = attempt;
                return false;
            }
            LOG.debug("cannot open or bind a socket", e);
            finish(attempt, ProbeResult.unanswered(Outcome.LOCAL_ERROR));
            return true;
        }
        connect(attempt);
        return true;
    }

    private void connect(Attempt attempt) {
        attempt.startedNanos = System.nanoTime();
        boolean connected;
        try {
            connected = attempt.channel.connect(attempt.request.target());
        } catch (IOException | RuntimeException e) {
            fail(attempt, e, System.nanoTime());
            return;
        }
        long returnedNanos = System.nanoTime();
        try {
            // On loopback the peer answers within connect, although that says "in progress": ask at once.
            if (connected || attempt.channel.finishConnect()) {
                watch(attempt, returnedNanos);
            } else {
                attempt.channel.register(selector, SelectionKey.OP_CONNECT, attempt);
                timers.add(
                        attempt,
                        attempt.startedNanos + attempt.request.deadline().toNanos());
            }
        } catch (IOException | RuntimeException e) {
            fail(attempt, e, returnedNanos);
        }
    }

    private void ready(SelectionKey key) {
        if (!answeredThisRound) {
            answeredThisRound = true;
            answeredNanos = System.nanoTime(); // all of this round have answered by now; handling them takes time
        }
        Attempt attempt = (Attempt) key.attachment();
        try {
            if (attempt.phase == Phase.CONNECTING) {
                if (attempt.channel.finishConnect()) {
                    watch(attempt, answeredNanos);
                }
            } else if (attempt.phase == Phase.WATCHING) {
                scratch.clear();
                int read = attempt.channel.read(scratch);
                if (read != 0) {
                    finish(attempt, answered(attempt, read > 0 ? Outcome.OPEN : Outcome.CLOSED_AFTER_ACCEPT));
                }
            }
        } catch (IOException | RuntimeException e) {
            fail(attempt, e, answeredNanos);
        }
    }

    private void watch(Attempt attempt, long connectedNanos) throws IOException {
        attempt.phase = Phase.WATCHING;
        attempt.rttMicros = sinceStart(attempt, connectedNanos);
        attempt.channel.register(selector, SelectionKey.OP_READ, attempt);
        timers.add(attempt, connectedNanos + watchNanos);
    }

    private void fail(Attempt attempt, Exception failure, long failedNanos) {
        if (attempt.phase == Phase.WATCHING) {
            finish(attempt, answered(attempt, Outcome.CLOSED_AFTER_ACCEPT));
            return;
        }
        Outcome outcome =
                ConnectFailure.classify(failure, attempt.request.target().getAddress());
        boolean silent = outcome == Outcome.TIMEOUT || outcome == Outcome.LOCAL_ERROR;
        if (outcome == Outcome.LOCAL_ERROR) {
            LOG.debug("connect to {} failed on this machine", attempt.request.target(), failure);
        }
        finish(attempt, ProbeResult.of(outcome, silent ? null : sinceStart(attempt, failedNanos)));
    }

    private void expire() {
        long now = System.nanoTime();
        Attempt over;
        while ((over = timers.pollDue(now)) != null) {
            finish(
                    over,
                    over.phase == Phase.WATCHING
                            ? answered(over, Outcome.OPEN)
                            : ProbeResult.unanswered(Outcome.TIMEOUT));
        }
    }

    private void finish(Attempt attempt, ProbeResult result) {
        if (attempt.phase == Phase.WATCHING && settings.closing() == Closing.RESET) {
            resetOnClose(attempt.channel);
        }
        attempt.phase = Phase.DONE;
        closeQuietly(attempt.channel); // the descriptor goes when the next select flushes the cancelled key
        attempt.channel = null;
        inFlight.decrementAndGet();
        try {
            attempt.done.accept(result);
        } catch (RuntimeException e) {
            LOG.error("the receiver of a probe's result failed", e);
        }
    }

    private static ProbeResult answered(Attempt attempt, Outcome outcome) {
        return ProbeResult.of(outcome, attempt.rttMicros);
    }

    private static long sinceStart(Attempt attempt, long nanos) {
        return TimeUnit.NANOSECONDS.toMicros(nanos - attempt.startedNanos);
    }

    private static void resetOnClose(SocketChannel channel) {
        try {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException e) {
            LOG.debug("the connection cannot be reset, it is closed with FIN", e);
        }
    }

    private static void closeQuietly(SocketChannel channel) {
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
