package dev.portreach.probe.engine;

import dev.portreach.contracts.result.Outcome;
import dev.portreach.probe.engine.Attempt.Phase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connects and watched connections on one selector thread; see {@link ConnectEngine}. */
final class ConnectLoop {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectLoop.class);

    /** Between two looks at the selector: a start takes some 20 µs, and for so long answers go without a time stamp. */
    private static final int STARTS_PER_ROUND = 4;

    /** For a descriptor that another loop may free, of which nobody tells this one. */
    private static final long STALLED_MILLIS = 50;

    private final ConnectEngine.Settings settings;
    private final int maxInFlight;
    private final AtomicInteger inFlightOfAll;
    private final long watchNanos;
    private final Selector selector;
    private final Queue<Attempt> waiting = new ConcurrentLinkedQueue<>();
    private final Timers timers = new Timers();
    private final ByteBuffer scratch = ByteBuffer.allocate(1_024);
    private final Consumer<SelectionKey> whenReady = this::ready;
    private final AtomicBoolean awake = new AtomicBoolean();
    private final Thread thread;
    private int inFlight;
    private Attempt stalled;
    private long answeredNanos;
    private boolean answeredThisRound;
    private volatile boolean closed;

    /**
     * @param maxInFlight this loop's part of what the settings allow
     * @param inFlightOfAll connects under way in all loops
     */
    ConnectLoop(String name, ConnectEngine.Settings settings, int maxInFlight, AtomicInteger inFlightOfAll) {
        this.settings = settings;
        this.maxInFlight = maxInFlight;
        this.inFlightOfAll = inFlightOfAll;
        this.watchNanos = settings.watch().toNanos();
        try {
            this.selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException("no selector to be had; raise the limit of open files", e);
        }
        this.thread = new Thread(this::run, name);
        this.thread.setDaemon(true);
        this.thread.start();
    }

    void add(Attempt attempt) {
        waiting.add(attempt);
        if (Thread.currentThread() != thread && awake.compareAndSet(false, true)) {
            selector.wakeup();
        }
    }

    void stop() {
        closed = true;
        selector.wakeup();
    }

    /** Waits for a moment until everything is freed. */
    void join() throws InterruptedException {
        thread.join(TimeUnit.SECONDS.toMillis(2));
    }

    private void run() {
        try (selector) {
            while (!closed) {
                boolean more = admit();
                answeredThisRound = false;
                if (more) {
                    selector.selectNow(whenReady);
                } else {
                    selector.select(whenReady, millisToNext());
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

    private long millisToNext() {
        long next = timers.millisToNext();
        return stalled == null ? next : next == 0 ? STALLED_MILLIS : Math.min(next, STALLED_MILLIS);
    }

    /** Starts some of those that wait; true if there are more, and room for them. */
    private boolean admit() {
        for (int started = 0; started < STARTS_PER_ROUND; started++) {
            if (inFlight >= maxInFlight) {
                return false;
            }
            Attempt next = stalled == null ? waiting.poll() : stalled;
            if (next == null) {
                return false;
            }
            stalled = null;
            inFlight++;
            inFlightOfAll.incrementAndGet();
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
            if (ConnectFailure.isOutOfDescriptors(e) && inFlightOfAll.get() > 1) {
                LOG.debug(
                        "no descriptor is free at {} connects in flight, the next one waits", inFlightOfAll.get() - 1);
                inFlight--;
                inFlightOfAll.decrementAndGet();
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
        if (attempt.phase == Phase.WATCHING && settings.closing() == ConnectEngine.Closing.RESET) {
            resetOnClose(attempt.channel);
        }
        attempt.phase = Phase.DONE;
        closeQuietly(attempt.channel); // the descriptor goes when the next select flushes the cancelled key
        attempt.channel = null;
        inFlight--;
        inFlightOfAll.decrementAndGet();
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
