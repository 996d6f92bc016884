package dev.portreach.probe.engine;

import dev.portreach.contracts.result.Outcome;
import dev.portreach.probe.engine.Attempt.Phase;
import dev.portreach.probe.engine.Attempt.Timer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.PriorityQueue;
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
 * peer (or a device before it) that closes at once has not really opened. Connections are closed with FIN, as a polite
 * client does.
 */
public final class ConnectEngine implements AutoCloseable {

    /**
     * @param maxInFlight connects at the same time, which bounds file descriptors; the others wait their turn
     * @param watch how long an accepted connection is watched
     * @param source local address to connect from; null for the system's choice
     */
    public record Settings(int maxInFlight, Duration watch, InetAddress source) {

        public static final Settings DEFAULTS = new Settings(512, Duration.ofMillis(200), null);
    }

    private static final Logger LOG = LoggerFactory.getLogger(ConnectEngine.class);

    private final Settings settings;
    private final Selector selector;
    private final Queue<Attempt> waiting = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private final ByteBuffer scratch = ByteBuffer.allocate(1_024);
    private final AtomicBoolean awake = new AtomicBoolean();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final Thread thread;
    private volatile boolean closed;

    public ConnectEngine(Settings settings) {
        this.settings = settings;
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
                admit();
                selector.select(this::ready, millisToNextTimer());
                awake.set(false);
                expire();
            }
            selector.keys().forEach(key -> closeQuietly((SocketChannel) key.channel()));
            selector.selectNow();
        } catch (IOException | RuntimeException e) {
            LOG.error("the connect engine has stopped; restart the agent", e);
        }
    }

    private void admit() {
        Attempt next;
        while (inFlight.get() < settings.maxInFlight() && (next = waiting.poll()) != null) {
            inFlight.incrementAndGet();
            start(next);
        }
    }

    private void start(Attempt attempt) {
        try {
            attempt.channel = SocketChannel.open();
            attempt.channel.configureBlocking(false);
            if (settings.source() != null) {
                attempt.channel.bind(new InetSocketAddress(settings.source(), 0));
            }
        } catch (IOException | RuntimeException e) {
            LOG.debug("cannot open or bind a socket", e);
            finish(attempt, ProbeResult.unanswered(Outcome.LOCAL_ERROR));
            return;
        }
        attempt.startedNanos = System.nanoTime();
        try {
            if (attempt.channel.connect(attempt.request.target())) {
                watch(attempt);
            } else {
                attempt.channel.register(selector, SelectionKey.OP_CONNECT, attempt);
                timer(attempt, attempt.request.deadline());
            }
        } catch (IOException | RuntimeException e) {
            fail(attempt, e);
        }
    }

    private void ready(SelectionKey key) {
        Attempt attempt = (Attempt) key.attachment();
        try {
            if (attempt.phase == Phase.CONNECTING) {
                if (attempt.channel.finishConnect()) {
                    watch(attempt);
                }
            } else if (attempt.phase == Phase.WATCHING) {
                scratch.clear();
                int read = attempt.channel.read(scratch);
                if (read != 0) {
                    finish(attempt, answered(attempt, read > 0 ? Outcome.OPEN : Outcome.CLOSED_AFTER_ACCEPT));
                }
            }
        } catch (IOException | RuntimeException e) {
            fail(attempt, e);
        }
    }

    private void watch(Attempt attempt) throws IOException {
        attempt.phase = Phase.WATCHING;
        attempt.rttMicros = sinceStart(attempt);
        attempt.channel.register(selector, SelectionKey.OP_READ, attempt);
        timer(attempt, settings.watch());
    }

    private void fail(Attempt attempt, Exception failure) {
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
        finish(attempt, ProbeResult.of(outcome, silent ? null : sinceStart(attempt)));
    }

    private void expire() {
        long now = System.nanoTime();
        while (!timers.isEmpty() && (timers.peek().isStale() || timers.peek().dueNanos() - now <= 0)) {
            Timer timer = timers.poll();
            if (!timer.isStale()) {
                Attempt attempt = timer.attempt();
                finish(
                        attempt,
                        timer.phase() == Phase.WATCHING
                                ? answered(attempt, Outcome.OPEN)
                                : ProbeResult.unanswered(Outcome.TIMEOUT));
            }
        }
    }

    private void finish(Attempt attempt, ProbeResult result) {
        attempt.phase = Phase.DONE;
        closeQuietly(attempt.channel); // the descriptor goes when the next select flushes the cancelled key
        inFlight.decrementAndGet();
        try {
            attempt.done.accept(result);
        } catch (RuntimeException e) {
            LOG.error("the receiver of a probe's result failed", e);
        }
    }

    private void timer(Attempt attempt, Duration after) {
        timers.add(new Timer(System.nanoTime() + after.toNanos(), attempt, attempt.phase));
    }

    private long millisToNextTimer() {
        if (!waiting.isEmpty() && inFlight.get() < settings.maxInFlight()) {
            return 1;
        }
        if (timers.isEmpty()) {
            return 0; // until woken
        }
        long nanos = timers.peek().dueNanos() - System.nanoTime();
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos) + 1);
    }

    private static ProbeResult answered(Attempt attempt, Outcome outcome) {
        return ProbeResult.of(outcome, attempt.rttMicros);
    }

    private static long sinceStart(Attempt attempt) {
        return TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - attempt.startedNanos);
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
