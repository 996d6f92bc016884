package dev.portreach.probe.engine;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Connects to many ports at once on a few selector threads, by default on one. After the handshake the connection is watched for a moment: a
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
     * @param threads that share the work, at least 1; on a machine with several cores a second one nearly doubles the rate
     */
    public record Settings(int maxInFlight, Duration watch, InetAddress source, Closing closing, int threads) {

        /** A sweep of a thousand silent ports fits in at once, and so do 2,000 checks a second that are watched. */
        public static final Settings DEFAULTS = new Settings(2_048, Duration.ofMillis(200), null);

        public Settings {
            if (maxInFlight < 1) {
                throw new IllegalArgumentException("%d connects in flight probe nothing".formatted(maxInFlight));
            }
            if (threads < 1) {
                throw new IllegalArgumentException("%d threads probe nothing".formatted(threads));
            }
        }

        public Settings(int maxInFlight, Duration watch, InetAddress source, Closing closing) {
            this(maxInFlight, watch, source, closing, 1);
        }

        public Settings(int maxInFlight, Duration watch, InetAddress source) {
            this(maxInFlight, watch, source, Closing.FIN);
        }
    }

    private final List<ConnectLoop> loops = new ArrayList<>();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger turn = new AtomicInteger();

    public ConnectEngine(Settings settings) {
        int count = Math.min(settings.threads(), settings.maxInFlight());
        for (int i = 0; i < count; i++) {
            int part = (settings.maxInFlight() + i) / count; // sums up to the whole
            loops.add(new ConnectLoop("connect-engine-" + i, settings, part, inFlight));
        }
    }

    /**
     * Starts a connect.
     *
     * @param done called once, on one of the engine's threads; must not block
     */
    public void probe(ProbeRequest request, Consumer<ProbeResult> done) {
        int next = loops.size() == 1 ? 0 : Math.floorMod(turn.getAndIncrement(), loops.size());
        loops.get(next).add(new Attempt(request, done));
    }

    /** Connects under way now, without those that wait their turn. */
    public int inFlight() {
        return inFlight.get();
    }

    /** Drops what is under way without a result, and frees every descriptor. */
    @Override
    public void close() {
        loops.forEach(ConnectLoop::stop);
        try {
            for (ConnectLoop loop : loops) {
                loop.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
