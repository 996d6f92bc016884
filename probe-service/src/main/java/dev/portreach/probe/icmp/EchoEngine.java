package dev.portreach.probe.icmp;

import static dev.portreach.probe.icmp.LibC.EHOSTUNREACH;
import static dev.portreach.probe.icmp.LibC.ENETUNREACH;
import static dev.portreach.probe.icmp.LibC.POLLIN;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.result.Proof;
import dev.portreach.probe.engine.ProbeRequest;
import dev.portreach.probe.engine.ProbeResult;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends ICMP echo requests and waits for their replies, on one daemon thread that starts with the first of them. Requests to
 * one host go a second apart, as hosts and firewalls limit what they answer. Where the kernel refuses, the outcome is
 * {@code local-error}, with what to change.
 */
public final class EchoEngine implements AutoCloseable {

    /** Between two requests to one host, as a good guest sends them. */
    public static final Duration SPACING = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(EchoEngine.class);
    private static final int MAX_IN_FLIGHT = 64;
    private static final int MAX_WAITING = 1_000;
    private static final int POLL_MILLIS = 10; // how late a new request may start while others are under way
    private static final int POLLED = 8; // bytes of a struct pollfd
    private static final int PRUNE_FROM = 1_000;

    private record Waiting(ProbeRequest request, Consumer<ProbeResult> done, long dueNanos) {}

    private record Flight(EchoSocket socket, Waiting of, long sentNanos, long endNanos) {}

    private final InetAddress source;
    private final long spacingNanos;
    private final BlockingQueue<Waiting> incoming = new LinkedBlockingQueue<>(MAX_WAITING);
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicBoolean started = new AtomicBoolean();
    private final Thread thread = new Thread(this::run, "echo");
    private final PriorityQueue<Waiting> waiting = new PriorityQueue<>(Comparator.comparingLong(Waiting::dueNanos));
    private final Map<InetAddress, Long> turns = new HashMap<>();
    private final List<Flight> flights = new ArrayList<>();
    private volatile String refusal;
    private volatile boolean closed;

    /**
     * @param source local address to send from; null for the system's choice
     * @param spacing between two requests to one host
     */
    public EchoEngine(InetAddress source, Duration spacing) {
        this.source = source;
        this.spacingNanos = spacing.toNanos();
        thread.setDaemon(true);
    }

    /**
     * Sends a request when the host's turn comes.
     *
     * @param request its port does not matter; its deadline counts from the turn
     * @param done called once, on any thread; must not block
     */
    public void probe(ProbeRequest request, Consumer<ProbeResult> done) {
        if (started.compareAndSet(false, true)) {
            thread.start();
        }
        if (open.incrementAndGet() > MAX_WAITING || closed || !incoming.offer(new Waiting(request, done, 0))) {
            finish(done, local("too many echo requests wait"));
        }
    }

    /** Why this machine sends no echo requests; empty if it does, or has not tried yet. */
    public Optional<String> refusal() {
        return Optional.ofNullable(refusal);
    }

    public int inFlight() {
        return open.get();
    }

    private void run() {
        LibC c;
        try {
            c = LibC.load();
        } catch (IOException e) {
            refuse("no ICMP sockets on this machine: " + e.getMessage());
            refuseAll();
            return;
        }
        while (!closed) {
            try {
                take();
                start(c, System.nanoTime());
                await(c);
                look(System.nanoTime());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            } catch (RuntimeException e) {
                LOG.error("a round of echo requests failed, the next one follows", e);
            }
        }
        flights.forEach(flight -> flight.socket().close());
    }

    /** Without a library there is nothing to try again. */
    private void refuseAll() {
        try {
            while (!closed) {
                finish(incoming.take().done(), local(refusal));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Gives new requests their turns; waits for some where there is nothing else to do. */
    private void take() throws InterruptedException {
        Waiting next = flights.isEmpty() ? incoming.poll(idleNanos(), TimeUnit.NANOSECONDS) : incoming.poll();
        while (next != null) {
            InetAddress host = next.request().target().getAddress();
            long now = System.nanoTime();
            Long before = turns.get(host);
            long due = before == null || before + spacingNanos - now < 0 ? now : before + spacingNanos;
            turns.put(host, due);
            waiting.add(new Waiting(next.request(), next.done(), due));
            next = incoming.poll();
        }
        if (turns.size() > PRUNE_FROM) {
            long now = System.nanoTime();
            turns.values().removeIf(turn -> now - turn > spacingNanos);
        }
    }

    private long idleNanos() {
        long most = TimeUnit.SECONDS.toNanos(1);
        return waiting.isEmpty()
                ? most
                : Math.max(0, Math.min(most, waiting.peek().dueNanos() - System.nanoTime()));
    }

    private void start(LibC c, long now) {
        while (!waiting.isEmpty() && waiting.peek().dueNanos() - now <= 0 && flights.size() < MAX_IN_FLIGHT) {
            Waiting next = waiting.remove();
            try {
                flights.add(sent(c, next));
                refusal = null;
            } catch (EchoSocket.ForbiddenException e) {
                refuse(e.getMessage());
                finish(next.done(), local(e.getMessage()));
            } catch (LastErrorException e) {
                finish(next.done(), failed(e));
            }
        }
    }

    private Flight sent(LibC c, Waiting next) throws EchoSocket.ForbiddenException {
        EchoSocket socket = new EchoSocket(c, next.request().target().getAddress(), source);
        try {
            long now = System.nanoTime();
            socket.send();
            return new Flight(socket, next, now, now + next.request().deadline().toNanos());
        } catch (LastErrorException e) {
            socket.close();
            throw e;
        }
    }

    private void await(LibC c) {
        if (flights.isEmpty()) {
            return;
        }
        try (Memory polled = new Memory((long) POLLED * flights.size())) {
            polled.clear();
            for (int i = 0; i < flights.size(); i++) {
                polled.setInt((long) POLLED * i, flights.get(i).socket().fd());
                polled.setShort((long) POLLED * i + 4, POLLIN);
            }
            c.poll(polled, flights.size(), POLL_MILLIS);
        } catch (LastErrorException e) {
            LOG.debug("poll: {}", e.getMessage()); // a signal
        }
    }

    private void look(long now) {
        List<Flight> ended = new ArrayList<>();
        for (Flight flight : flights) {
            ProbeResult result = result(flight, now);
            if (result != null) {
                ended.add(flight);
                flight.socket().close();
                finish(flight.of().done(), result);
            }
        }
        flights.removeAll(ended);
    }

    /** What has become of it; null if nothing yet. */
    private static ProbeResult result(Flight flight, long now) {
        long micros = TimeUnit.NANOSECONDS.toMicros(now - flight.sentNanos());
        if (flight.socket().isAnswered()) {
            return ProbeResult.of(Outcome.OPEN, micros);
        }
        Optional<Evidence.Icmp> error = flight.socket().error();
        if (error.isPresent()) {
            return new ProbeResult(
                    Refinement.ofEcho(error.get()),
                    Proof.STRONG,
                    micros,
                    error.get().toString());
        }
        return now - flight.endNanos() >= 0 ? ProbeResult.unanswered(Outcome.TIMEOUT) : null;
    }

    private static ProbeResult failed(LastErrorException failure) {
        return failure.getErrorCode() == ENETUNREACH || failure.getErrorCode() == EHOSTUNREACH
                ? ProbeResult.unanswered(Outcome.UNREACHABLE)
                : local("errno %d".formatted(failure.getErrorCode()));
    }

    private static ProbeResult local(String why) {
        return new ProbeResult(Outcome.LOCAL_ERROR, Proof.WEAK, null, why);
    }

    private void refuse(String why) {
        if (refusal == null) {
            LOG.warn("no echo requests are sent: {}", why);
        }
        refusal = why;
    }

    private void finish(Consumer<ProbeResult> done, ProbeResult result) {
        open.decrementAndGet();
        done.accept(result);
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
