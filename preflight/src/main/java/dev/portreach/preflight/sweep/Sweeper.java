package dev.portreach.preflight.sweep;

import dev.portreach.contracts.result.Outcome;
import dev.portreach.probe.application.ApplicationEngine;
import dev.portreach.probe.assignment.PlannedCheck;
import dev.portreach.probe.engine.ConnectEngine;
import dev.portreach.probe.engine.ProbeResult;
import dev.portreach.probe.exchange.ExchangeEngine;
import dev.portreach.probe.guest.TargetBudget;
import dev.portreach.probe.icmp.EchoEngine;
import dev.portreach.probe.icmp.ErrorQueue;
import dev.portreach.probe.icmp.SecondLook;
import dev.portreach.probe.payload.Payloads;
import dev.portreach.probe.watch.PortProbe;
import dev.portreach.probe.watch.PortView;
import dev.portreach.probe.watch.ProbeMethods;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Probes every port of every check, and the silent ones again: single ports first, hosts side by side. */
public final class Sweeper {

    /** Told after the first try of every port; called on the sweeping thread. */
    @FunctionalInterface
    public interface Progress {
        void probed(int done, int all);
    }

    private static final Duration STUCK = Duration.ofSeconds(60); // twice the longest deadline
    private static final long PACE_MILLIS = 10;

    private final double portsPerSecond;
    private final Progress progress;

    /** @param portsPerSecond new ports a second at one address; 0 for no limit */
    public Sweeper(double portsPerSecond, Progress progress) {
        this.portsPerSecond = portsPerSecond;
        this.progress = progress;
    }

    /**
     * Probes, and returns what was seen, by id of the check.
     *
     * @param addresses what the checks' hosts resolved to
     */
    public Map<String, SweptCheck> sweep(List<PlannedCheck> checks, Map<String, InetAddress> addresses) {
        Map<InetAddress, Deque<PortTask>> waiting = new LinkedHashMap<>();
        Map<String, PortView> views = new HashMap<>();
        checks.stream()
                .sorted(Comparator.comparingInt(check -> check.ports().size()))
                .forEach(check -> {
                    views.put(check.id(), new PortView());
                    Deque<PortTask> queue =
                            waiting.computeIfAbsent(addresses.get(check.address()), host -> new ArrayDeque<>());
                    check.ports().stream().forEach(port -> queue.add(new PortTask(check, port)));
                });
        Retries retries = new Retries(checks, portsPerSecond);
        try (ConnectEngine connects = new ConnectEngine(ConnectEngine.Settings.DEFAULTS);
                ExchangeEngine exchanges = new ExchangeEngine(ExchangeEngine.Settings.DEFAULTS);
                ApplicationEngine applications = new ApplicationEngine(ApplicationEngine.Settings.DEFAULTS);
                SecondLook secondLook = new SecondLook(new ErrorQueue(null), Sweeper::millis);
                EchoEngine echoes = new EchoEngine(null, EchoEngine.SPACING)) {
            PortProbe nobodyAnswers = (check, target, done) -> done.accept(ProbeResult.unanswered(Outcome.LOCAL_ERROR));
            PortProbe probe = new ProbeMethods(
                    connects, nobodyAnswers, exchanges, Payloads.builtIn(), applications, secondLook, echoes);
            sweep(waiting, views, retries, addresses, probe);
        }
        return checks.stream()
                .collect(Collectors.toMap(
                        PlannedCheck::id, check -> new SweptCheck(views.get(check.id()), retries.asked(check))));
    }

    private void sweep(
            Map<InetAddress, Deque<PortTask>> waiting,
            Map<String, PortView> views,
            Retries retries,
            Map<String, InetAddress> addresses,
            PortProbe probe) {
        int all = waiting.values().stream().mapToInt(Collection::size).sum();
        BlockingQueue<Runnable> seen = new LinkedBlockingQueue<>();
        Map<InetAddress, TargetBudget> budgets = new HashMap<>();
        AtomicInteger done = new AtomicInteger();
        long heardAt = millis();
        while (done.get() < all || !retries.isIdle()) {
            waiting.forEach((address, queue) -> {
                while (!queue.isEmpty() && mayStart(address, queue.peek(), budgets)) {
                    PortTask task = queue.remove();
                    start(
                            task,
                            address,
                            probe,
                            result -> seen.add(() -> {
                                put(views, task, result);
                                retries.first(task, result, millis());
                                progress.probed(done.incrementAndGet(), all);
                            }));
                }
            });
            for (Retries.Again next = retries.due(millis()); next != null; next = retries.due(millis())) {
                Retries.Again again = next;
                PortTask task = again.task();
                start(
                        task,
                        addresses.get(task.check().address()),
                        probe,
                        result -> seen.add(() -> {
                            if (retries.again(again, result, millis())) {
                                put(views, task, result);
                            }
                        }));
            }
            Runnable next = next(seen);
            if (next != null) {
                next.run();
                heardAt = millis();
            } else if (millis() - heardAt > STUCK.toMillis()) {
                throw new IllegalStateException("no probe has come to its end for " + STUCK.toSeconds() + " s");
            }
        }
    }

    private static void start(PortTask task, InetAddress address, PortProbe probe, Consumer<ProbeResult> done) {
        probe.probe(task.check(), new InetSocketAddress(address, task.port()), done);
    }

    private static void put(Map<String, PortView> views, PortTask task, ProbeResult result) {
        views.get(task.check().id()).put(task.port(), result, 0);
    }

    private boolean mayStart(InetAddress address, PortTask task, Map<InetAddress, TargetBudget> budgets) {
        if (portsPerSecond == 0) {
            return true;
        }
        long now = millis();
        return budgets.computeIfAbsent(address, host -> new TargetBudget(portsPerSecond, now))
                .tryTake(task.port(), task.check().isSingle(), now);
    }

    private static Runnable next(BlockingQueue<Runnable> seen) {
        try {
            return seen.poll(PACE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static long millis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }
}
