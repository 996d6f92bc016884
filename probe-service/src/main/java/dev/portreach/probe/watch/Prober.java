package dev.portreach.probe.watch;

import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.result.Heartbeat.Problem;
import dev.portreach.contracts.result.Observation;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.probe.assignment.Plan;
import dev.portreach.probe.engine.ProbeResult;
import dev.portreach.probe.network.AllowList;
import dev.portreach.probe.publish.AgentClock;
import dev.portreach.probe.publish.Harvest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loop that drives the watch list: one thread owns all state of checks, starts sweeps on the engine, takes their
 * results, and hands on observations in batches.
 */
public final class Prober implements AutoCloseable {

    /** What the loop tells of itself while it works; called on its thread. */
    public interface Listener {

        void probed(Outcome outcome);

        /** @param lagMillis how late a sweep was started */
        void started(long lagMillis);
    }

    private static final Logger LOG = LoggerFactory.getLogger(Prober.class);
    private static final int BATCH = 50;
    private static final int BATCH_RANGES = 5_000; // well below the record limit, however ragged the views
    private static final long MAX_IDLE_MILLIS = 1_000;
    private static final long CLOCK_STEP_BACK_MILLIS = 1_000;

    private final Watchlist watchlist;
    private final PortProbe probe;
    private final Resolver resolver;
    private final AllowList allowed;
    private final AgentClock clock;
    private final LongSupplier lingerMillis;
    private final Consumer<Harvest> sink;
    private final Listener listener;
    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final List<Observation> ready = new ArrayList<>();
    private final Map<String, String> refusals = new ConcurrentHashMap<>();
    private final Thread thread;
    private volatile Plan plan = Plan.NONE;
    private volatile String epoch;
    private volatile boolean stopping;
    private long flushDue = Long.MAX_VALUE;
    private long offsetOfEpoch;
    private int rangesReady;

    /** @param lingerMillis how long the first observation of a batch waits for others, asked for each batch */
    public Prober(
            Watchlist watchlist,
            PortProbe probe,
            Resolver resolver,
            AllowList allowed,
            AgentClock clock,
            LongSupplier lingerMillis,
            Consumer<Harvest> sink,
            Listener listener) {
        this.watchlist = watchlist;
        this.probe = probe;
        this.resolver = resolver;
        this.allowed = allowed;
        this.clock = clock;
        this.lingerMillis = lingerMillis;
        this.sink = sink;
        this.listener = listener;
        this.epoch = Harvest.newEpoch(clock.event());
        this.offsetOfEpoch = clock.offset();
        this.thread = new Thread(this::run, "prober");
    }

    public void start() {
        thread.start();
    }

    /** Puts a plan in force; what goes on unchanged is not disturbed. */
    public void apply(Plan next) {
        tasks.add(() -> {
            flush();
            plan = next;
            refusals.clear();
            watchlist.replace(next.checks(), clock.steady());
        });
    }

    private void run() {
        while (!stopping) {
            try {
                Runnable task = tasks.poll(waitMillis(), TimeUnit.MILLISECONDS);
                while (task != null) {
                    task.run();
                    task = tasks.poll();
                }
                renewEpochAfterStepBack();
                begin();
                if (clock.steady() >= flushDue) {
                    flush();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                LOG.error("a round of the prober failed, the next one follows", e);
            }
        }
        flush();
    }

    private long waitMillis() {
        long due = Math.min(watchlist.due(), flushDue);
        return due == Long.MAX_VALUE ? MAX_IDLE_MILLIS : Math.max(0, Math.min(MAX_IDLE_MILLIS, due - clock.steady()));
    }

    private void begin() {
        long now = clock.steady();
        listener.started(Math.max(0, watchlist.due() == Long.MAX_VALUE ? 0 : now - watchlist.due()));
        for (Watchlist.Start start : watchlist.begin(now, clock.event())) {
            resolver.resolve(
                    start.watch().check().address(),
                    start.watch().check().deadline(),
                    address -> tasks.add(() -> probe(start, address)));
        }
    }

    private void probe(Watchlist.Start start, Optional<InetAddress> resolved) {
        Ports ports = start.sweep().ports();
        String check = start.sweep().check();
        if (resolved.isEmpty()) {
            SortedMap<Integer, ProbeResult> failed = new TreeMap<>();
            ports.stream().forEach(port -> failed.put(port, ProbeResult.unanswered(Outcome.DNS_ERROR)));
            finish(start, new SweepResult(start.watch().check().address(), failed));
            return;
        }
        InetAddress address = resolved.get();
        LocalDate today = LocalDate.ofInstant(Instant.ofEpochMilli(clock.event()), ZoneOffset.UTC);
        Optional<String> refusal = allowed.refusal(address, today);
        if (refusal.isPresent()) {
            if (refusals.put(check, refusal.get()) == null) {
                LOG.warn("{} is not probed: {}", check, refusal.get());
            }
            finish(start, new SweepResult(address.getHostAddress(), new TreeMap<>()));
            return;
        }
        refusals.remove(check);
        SortedMap<Integer, ProbeResult> results = new ConcurrentSkipListMap<>();
        AtomicInteger left = new AtomicInteger(ports.size());
        ports.stream()
                .forEach(port -> probe.probe(start.watch().check(), new InetSocketAddress(address, port), result -> {
                    results.put(port, result);
                    if (left.decrementAndGet() == 0) {
                        tasks.add(() -> finish(start, new SweepResult(address.getHostAddress(), results)));
                    }
                }));
    }

    private void finish(Watchlist.Start start, SweepResult result) {
        result.byPort().values().forEach(seen -> listener.probed(seen.outcome()));
        for (Observation observation : watchlist.finished(start, result, clock.steady())) {
            if (ready.isEmpty()) {
                flushDue = clock.steady() + lingerMillis.getAsLong();
            }
            ready.add(observation);
            rangesReady += observation.runs().stream()
                    .mapToInt(run -> run.ports().ranges().size())
                    .sum();
            if (ready.size() >= BATCH || rangesReady >= BATCH_RANGES) {
                flush();
            }
        }
    }

    private void flush() {
        flushDue = Long.MAX_VALUE;
        rangesReady = 0;
        if (!ready.isEmpty()) {
            sink.accept(new Harvest(epoch, plan.revision(), ready, Instant.ofEpochMilli(clock.event())));
            ready.clear();
        }
    }

    /** Times within an epoch only grow; when the clock proves to have been ahead, a new epoch begins. */
    private void renewEpochAfterStepBack() {
        long offset = clock.offset();
        if (offset < offsetOfEpoch - CLOCK_STEP_BACK_MILLIS) {
            flush();
            LOG.warn("this machine's clock is {} ms ahead of the broker's; a new epoch begins", -offset);
            epoch = Harvest.newEpoch(clock.event());
            watchlist.restart(clock.steady());
            offsetOfEpoch = offset;
        }
        offsetOfEpoch = Math.max(offsetOfEpoch, offset);
    }

    public String epoch() {
        return epoch;
    }

    public Plan plan() {
        return plan;
    }

    /** Entries of the assignment that are not probed, and why. */
    public List<Problem> problems() {
        List<Problem> all = new ArrayList<>(plan.problems());
        refusals.forEach((check, reason) -> all.add(new Problem(check, reason)));
        return all;
    }

    /** Stops scheduling and hands on what is complete; what is under way is given up. */
    @Override
    public void close() {
        stopping = true;
        tasks.add(() -> LOG.debug("stopping"));
        try {
            thread.join(TimeUnit.SECONDS.toMillis(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
