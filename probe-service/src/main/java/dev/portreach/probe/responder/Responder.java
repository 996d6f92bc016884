package dev.portreach.probe.responder;

import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.result.Heartbeat.Problem;
import dev.portreach.probe.identity.AgentIdentity;
import dev.portreach.probe.identity.Peer;
import dev.portreach.probe.publish.AgentClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens where the assignment says and this agent's own settings allow, and answers valid challenges. One selector
 * thread for all ports; none while there is nothing to listen at. A port that another process holds is left to it,
 * reported, and tried again.
 */
public final class Responder implements AutoCloseable {

    /**
     * @param allowedPorts ports that may be listened at; none switches the responder off
     * @param address local address to listen at; null for all
     * @param retry time between two tries to get a port that could not be had
     * @param maxConnections at the same time; more are closed at once
     * @param maxConnectionsOfOneSource of these
     * @param patience how long a connection may last
     */
    public record Settings(
            Ports allowedPorts,
            InetAddress address,
            Duration retry,
            int maxConnections,
            int maxConnectionsOfOneSource,
            Duration patience) {

        /** With the usual bounds. */
        public static Settings of(Ports allowedPorts, InetAddress address) {
            return new Settings(allowedPorts, address, Duration.ofSeconds(30), 512, 128, Duration.ofSeconds(5));
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(Responder.class);

    private final Settings settings;
    private final AgentIdentity identity;
    private final AgentClock clock;
    private final Conversations conversations;
    private final OpenPort.Hall hall = new SharedHall();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Map<ListeningPort, OpenPort> open = new HashMap<>();
    private final Map<ListeningPort, String> failures = new HashMap<>();
    private Gatekeeper gatekeeper;
    private ListenerPlan plan = ListenerPlan.NONE;
    private long retryDue = Long.MAX_VALUE;
    private Selector selector;
    private Thread thread;
    private volatile List<Problem> problems = List.of();
    private volatile int listening;
    private volatile int connections;
    private volatile boolean closed;

    public Responder(Settings settings, AgentIdentity identity, AgentClock clock) {
        this.settings = settings;
        this.identity = identity;
        this.clock = clock;
        this.conversations = new Conversations(
                settings.maxConnections(),
                settings.maxConnectionsOfOneSource(),
                settings.patience().toMillis());
    }

    /** Listens at exactly these from now on; what is listened at already stays open. Returns at once. */
    public synchronized void apply(ListenerPlan next) {
        if (closed) {
            return;
        }
        if (thread == null) {
            if (next.listeners().isEmpty()) {
                problems = next.problems();
                return;
            }
            start();
        }
        tasks.add(() -> replace(next));
        selector.wakeup();
    }

    private void start() {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException("no selector to be had; raise the limit of open files", e);
        }
        gatekeeper = new Gatekeeper(identity, clock.steady());
        thread = new Thread(this::run, "responder");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try (Selector ours = selector) {
            while (!closed) {
                for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                    task.run();
                }
                ours.select(this::ready, waitMillis());
                long now = clock.steady();
                conversations.expire(now);
                connections = conversations.size();
                if (retryDue <= now) {
                    replace(plan);
                }
            }
            conversations.closeAll();
            open.values().forEach(OpenPort::close);
            ours.selectNow(); // frees the descriptors of cancelled keys
            listening = 0;
        } catch (IOException | RuntimeException e) {
            LOG.error("the responder has stopped; restart the agent", e);
        }
    }

    private void ready(SelectionKey key) {
        try {
            ((Ready) key.attachment()).ready(key);
        } catch (RuntimeException e) {
            LOG.error("a port or a connection of the responder failed, the others go on", e);
            key.cancel();
        }
    }

    private long waitMillis() {
        long due = Math.min(conversations.due(), retryDue);
        return due == Long.MAX_VALUE ? 0 : Math.max(1, due - clock.steady()); // 0 is until woken
    }

    private void replace(ListenerPlan next) {
        plan = next;
        Map<ListeningPort, Map<String, Peer>> wanted = wanted(next);
        List.copyOf(open.values()).stream()
                .filter(port -> !wanted.containsKey(port.port()))
                .forEach(this::closePort);
        failures.clear();
        try {
            selector.selectNow(this::ready); // what was just closed is free again
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        wanted.forEach((port, challengers) -> {
            OpenPort kept = open.get(port);
            if (kept == null) {
                open(port, challengers);
            } else {
                kept.answerOnly(challengers);
            }
        });
        settled();
    }

    private static Map<ListeningPort, Map<String, Peer>> wanted(ListenerPlan plan) {
        Map<ListeningPort, Map<String, Peer>> wanted = new HashMap<>();
        for (PlannedListener listener : plan.listeners()) {
            listener.ports().stream().forEach(port -> {
                Map<String, Peer> challengers = wanted.computeIfAbsent(
                        new ListeningPort(listener.protocol(), listener.address(), port), same -> new HashMap<>());
                listener.challengers().forEach(peer -> challengers.put(peer.fingerprint(), peer));
            });
        }
        return wanted;
    }

    private void open(ListeningPort port, Map<String, Peer> challengers) {
        try {
            open.put(port, OpenPort.open(port, challengers, hall, selector));
        } catch (IOException | RuntimeException e) {
            failures.put(port, String.valueOf(e.getMessage()));
        }
    }

    private void closePort(OpenPort port) {
        open.remove(port.port());
        port.close();
        conversations.closeThoseOf(port);
    }

    private void settled() {
        listening = open.size();
        connections = conversations.size();
        retryDue = failures.isEmpty()
                ? Long.MAX_VALUE
                : clock.steady() + settings.retry().toMillis();
        List<Problem> all = new ArrayList<>(plan.problems());
        plan.listeners().forEach(listener -> byReason(listener)
                .forEach((reason, ports) -> all.add(new Problem(
                        listener.id(), "cannot listen at %s %s: %s".formatted(listener.protocol(), ports, reason)))));
        List<Problem> before = problems;
        all.stream()
                .filter(problem -> !before.contains(problem))
                .forEach(problem -> LOG.warn("{}: {}", problem.check(), problem.reason()));
        problems = List.copyOf(all);
    }

    private Map<String, String> byReason(PlannedListener listener) {
        Map<String, List<Integer>> ports = new TreeMap<>();
        failures.forEach((failed, reason) -> {
            if (failed.protocol() == listener.protocol() && listener.ports().contains(failed.port())) {
                ports.computeIfAbsent(reason, same -> new ArrayList<>()).add(failed.port());
            }
        });
        Map<String, String> texts = new TreeMap<>();
        ports.forEach((reason, failed) ->
                texts.put(reason, PortText.of(Ports.ofStream(failed.stream().mapToInt(Integer::intValue)))));
        return texts;
    }

    /** Entries of the assignment that are not, or not wholly, listened at, and why. */
    public List<Problem> problems() {
        return problems;
    }

    /** Ports listened at now. */
    public int listening() {
        return listening;
    }

    /** Connections held now. */
    public int connections() {
        return connections;
    }

    /** Closes every port and connection. */
    @Override
    public synchronized void close() {
        closed = true;
        if (thread == null) {
            return;
        }
        selector.wakeup();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class SharedHall implements OpenPort.Hall {

        @Override
        public Optional<byte[]> answer(
                byte[] frame, InetSocketAddress source, Map<String, Peer> challengers, int port) {
            return gatekeeper.answer(frame, source, challengers, port, clock.steady(), clock.event());
        }

        @Override
        public void admit(SocketChannel channel, OpenPort port) {
            conversations.admit(channel, port, hall, selector, clock.steady());
        }

        @Override
        public void failed(OpenPort port, IOException reason) {
            closePort(port);
            failures.put(port.port(), String.valueOf(reason.getMessage()));
            settled();
        }
    }
}
