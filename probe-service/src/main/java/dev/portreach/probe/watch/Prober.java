package dev.portreach.probe.watch;

import dev.portreach.contracts.assignment.Recheck;
import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.result.Heartbeat.Problem;
import dev.portreach.contracts.result.Observation;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.result.Proof;
import dev.portreach.contracts.result.Run;
import dev.portreach.probe.assignment.Plan;
import dev.portreach.probe.assignment.PlannedCheck;
import dev.portreach.probe.engine.ProbeResult;
import dev.portreach.probe.guest.ControlPorts;
import dev.portreach.probe.network.AllowList;
import dev.portreach.probe.publish.AgentClock;
import dev.portreach.probe.publish.Harvest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
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

        /** @param lagMillis how late the first sweep of a round is started */
        void started(long lagMillis);
    }

    /** How long observations may wait for others to go out with; asked anew for every sweep. */
    @FunctionalInterface
    public interface Linger {

        /** @param pressing whether someone waits for what was found */
        long millis(boolean pressing);
    }

    private static final Logger LOG = LoggerFactory.getLogger(Prober.class);
    private static final int BATCH = 500; // each is signed and put on disk, which takes as long as encoding dozens
    private static final int BATCH_RANGES = 5_000; // well below the record limit, however ragged the views
    private static final Duration CONTROL_DEADLINE = Duration.ofSeconds(3); // two lost SYNs heal
    private static final long MAX_IDLE_MILLIS = 1_000;
    /** What is due meanwhile starts together: a wake-up costs as a probe does. */
    private static final long ROUND_MILLIS = 40;

    private static final long CLOCK_STEP_BACK_MILLIS = 1_000;

    private final Watchlist watchlist;
    private final PortProbe probe;
    private final Resolver resolver;
    private final Targets targets;
    private final AgentClock clock;
    private final Linger linger;
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
    private long nextRound = Long.MIN_VALUE;
    private long offsetOfEpoch;
    private int rangesReady;
    private long pausesDue;
    private LocalDate today = LocalDate.EPOCH;
    private volatile List<Problem> pauses = List.of();

    public Prober(
            Watchlist watchlist,
            PortProbe probe,
            Resolver resolver,
            AllowList allowed,
            AgentClock clock,
            Linger linger,
            Consumer<Harvest> sink,
            Listener listener) {
        this.watchlist = watchlist;
        this.probe = probe;
        this.resolver = resolver;
        this.targets = new Targets(allowed);
        this.clock = clock;
        this.linger = linger;
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
            targets.retain(next.checks().stream().map(PlannedCheck::address).toList());
            watchlist.replace(next.checks(), clock.steady());
            recheck(next.rechecks());
        });
    }

    private void recheck(List<Recheck> requests) {
        Instant now = Instant.ofEpochMilli(clock.event());
        for (Recheck request : requests) {
            if (!request.isOpen(now)) {
                LOG.info("{} was to be probed at once at {}: too late", request.check(), request.requestedAt());
            } else if (watchlist.lookNow(request.check(), clock.steady())) {
                LOG.info("{} is probed at once, as somebody wants", request.check());
            } else {
                LOG.warn("{} was to be probed at once, but is not probed at all", request.check());
            }
        }
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
                lookForPauses();
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
        long due = Math.min(Math.max(watchlist.due(), nextRound), flushDue);
        return due == Long.MAX_VALUE ? MAX_IDLE_MILLIS : Math.max(0, Math.min(MAX_IDLE_MILLIS, due - clock.steady()));
    }

    private void begin() {
        long now = clock.steady();
        if (now < nextRound || watchlist.due() > now) {
            return;
        }
        nextRound = now + ROUND_MILLIS;
        listener.started(now - watchlist.due());
        for (Watchlist.Start start : watchlist.begin(now, clock.event())) {
            String address = start.watch().check().address();
            Optional<Resolution> literal = resolver.literal(address);
            if (literal.isPresent()) {
                probe(start, literal.get());
            } else {
                resolver.resolve(
                        address,
                        start.watch().check().deadline(),
                        resolution -> tasks.add(() -> probe(start, resolution)));
            }
        }
        for (ControlPorts.Start control : watchlist.beginControls(now)) {
            resolver.resolve(
                    control.address(),
                    CONTROL_DEADLINE,
                    resolution -> tasks.add(() -> probeControl(control, resolution)));
        }
    }

    /** Once a second is enough: pauses last for minutes. */
    private void lookForPauses() {
        long now = clock.steady();
        if (now < pausesDue) {
            return;
        }
        pausesDue = now + MAX_IDLE_MILLIS;
        List<Problem> found = new ArrayList<>();
        watchlist.paused(now).forEach((address, until) -> {
            Instant end = Instant.ofEpochMilli(clock.event() + until - now).truncatedTo(ChronoUnit.SECONDS);
            String reason = "%s: many ports failed right after a sweep; perhaps an intrusion prevention blocked this"
                    + " agent as a scanner; new ports paused until %s";
            found.add(new Problem(address, reason.formatted(address, end)));
        });
        found.stream()
                .filter(problem ->
                        pauses.stream().noneMatch(known -> known.check().equals(problem.check())))
                .forEach(problem -> LOG.warn(problem.reason()));
        pauses = List.copyOf(found);
    }

    private void probe(Watchlist.Start start, Resolution resolution) {
        Ports ports = start.sweep().ports();
        String check = start.sweep().check();
        String name = start.watch().check().address();
        if (resolution.isFailed()) {
            ProbeResult failure = new ProbeResult(Outcome.DNS_ERROR, Proof.STRONG, null, resolution.failure());
            SortedMap<Integer, ProbeResult> failed = new TreeMap<>();
            ports.stream().forEach(port -> failed.put(port, failure));
            finish(start, new SweepResult(name, resolution.micros(), failed));
            return;
        }
        Optional<InetAddress> target = targets.choose(name, resolution.addresses(), today());
        if (target.isEmpty()) {
            String refusal = targets.refusal(resolution.addresses(), today());
            if (refusals.put(check, refusal) == null) {
                LOG.warn("{} is not probed: {}", check, refusal);
            }
            finish(start, new SweepResult(name, new TreeMap<>()));
            return;
        }
        refusals.remove(check);
        InetAddress address = target.get();
        if (ports.size() == 1) { // most checks; the rest of this is worth a good part of a probe
            InetSocketAddress socket =
                    new InetSocketAddress(address, ports.ranges().get(0).first());
            probe.probe(start.watch().check(), socket, new OnePort(start, socket, resolution.micros()));
            return;
        }
        SortedMap<Integer, ProbeResult> results = new ConcurrentSkipListMap<>();
        AtomicInteger left = new AtomicInteger(ports.size());
        ports.stream()
                .forEach(port -> probe.probe(start.watch().check(), new InetSocketAddress(address, port), result -> {
                    results.put(port, result);
                    if (left.decrementAndGet() == 0) {
                        tasks.add(() ->
                                finish(start, new SweepResult(address.getHostAddress(), resolution.micros(), results)));
                    }
                }));
    }

    /** A sweep of one port, and the task that takes its result. */
    private final class OnePort implements Consumer<ProbeResult>, Runnable {

        private final Watchlist.Start start;
        private final InetSocketAddress target;
        private final Long dnsMicros;
        private ProbeResult result;

        OnePort(Watchlist.Start start, InetSocketAddress target, Long dnsMicros) {
            this.start = start;
            this.target = target;
            this.dnsMicros = dnsMicros;
        }

        @Override
        public void accept(ProbeResult seen) {
            result = seen;
            tasks.add(this);
        }

        @Override
        public void run() {
            SortedMap<Integer, ProbeResult> byPort = new TreeMap<>();
            byPort.put(target.getPort(), result);
            finish(start, new SweepResult(target.getAddress().getHostAddress(), dnsMicros, byPort));
        }
    }

    private void probeControl(ControlPorts.Start control, Resolution resolution) {
        if (resolution.isFailed()) {
            return; // the checks of that name say so, and the control port's turn comes again
        }
        targets.choose(control.address(), resolution.addresses(), today())
                .ifPresent(address -> probe.probe(
                        PlannedCheck.control(control.address(), control.port(), CONTROL_DEADLINE),
                        new InetSocketAddress(address, control.port()),
                        result -> tasks.add(() -> finishControl(control, result.outcome()))));
    }

    private void finishControl(ControlPorts.Start control, Outcome outcome) {
        listener.probed(outcome);
        if (watchlist.finishedControl(control, outcome)) {
            boolean open = outcome == Outcome.OPEN;
            LOG.warn(
                    "control port {} of {} is {}: {}",
                    control.port(),
                    control.address(),
                    outcome,
                    open ? "a device on the way answers for every port" : "open ports prove again what they say");
        }
    }

    private LocalDate today() {
        long day = Math.floorDiv(clock.event(), TimeUnit.DAYS.toMillis(1));
        if (today.toEpochDay() != day) {
            today = LocalDate.ofEpochDay(day);
        }
        return today;
    }

    private void finish(Watchlist.Start start, SweepResult result) {
        for (ProbeResult seen : result.byPort().values()) {
            listener.probed(seen.outcome());
        }
        long now = clock.steady();
        Findings findings = watchlist.finished(start, result, now);
        for (Observation observation : findings.observations()) {
            flushDue = Math.min(flushDue, now + linger.millis(findings.isPressing()));
            ready.add(observation);
            for (Run run : observation.runs()) {
                rangesReady += run.ports().ranges().size();
            }
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

    /** What is not probed, and why. */
    public List<Problem> problems() {
        List<Problem> all = new ArrayList<>(plan.problems());
        refusals.forEach((check, reason) -> all.add(new Problem(check, reason)));
        all.addAll(pauses);
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
