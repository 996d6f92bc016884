package dev.portreach.preflight.sweep;

import dev.portreach.contracts.result.Outcome;
import dev.portreach.probe.application.ApplicationEngine;
import dev.portreach.probe.assignment.PlannedCheck;
import dev.portreach.probe.engine.ConnectEngine;
import dev.portreach.probe.engine.ProbeResult;
import dev.portreach.probe.exchange.ExchangeEngine;
import dev.portreach.probe.guest.TargetBudget;
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

/** Probes every port of every check once: single ports first, hosts side by side. */
public final class Sweeper {

    /** Told after every port; called on the sweeping thread. */
    @FunctionalInterface
    public interface Progress {
        void probed(int done, int all);
    }

    private record Task(PlannedCheck check, int port) {}

    private record Seen(Task task, ProbeResult result) {}

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
    public Map<String, PortView> sweep(List<PlannedCheck> checks, Map<String, InetAddress> addresses) {
        Map<InetAddress, Deque<Task>> waiting = new LinkedHashMap<>();
        Map<String, PortView> views = new HashMap<>();
        checks.stream()
                .sorted(Comparator.comparingInt(check -> check.ports().size()))
                .forEach(check -> {
                    views.put(check.id(), new PortView());
                    Deque<Task> queue =
                            waiting.computeIfAbsent(addresses.get(check.address()), host -> new ArrayDeque<>());
                    check.ports().stream().forEach(port -> queue.add(new Task(check, port)));
                });
        try (ConnectEngine connects = new ConnectEngine(ConnectEngine.Settings.DEFAULTS);
                ExchangeEngine exchanges = new ExchangeEngine(ExchangeEngine.Settings.DEFAULTS);
                ApplicationEngine applications = new ApplicationEngine(ApplicationEngine.Settings.DEFAULTS);
                SecondLook secondLook = new SecondLook(new ErrorQueue(null), Sweeper::millis)) {
            PortProbe nobodyAnswers = (check, target, done) -> done.accept(ProbeResult.unanswered(Outcome.LOCAL_ERROR));
            sweep(
                    waiting,
                    views,
                    new ProbeMethods(connects, nobodyAnswers, exchanges, Payloads.builtIn(), applications, secondLook));
        }
        return views;
    }

    private void sweep(Map<InetAddress, Deque<Task>> waiting, Map<String, PortView> views, PortProbe probe) {
        int all = waiting.values().stream().mapToInt(Collection::size).sum();
        BlockingQueue<Seen> seen = new LinkedBlockingQueue<>();
        Map<InetAddress, TargetBudget> budgets = new HashMap<>();
        long heardAt = millis();
        for (int done = 0; done < all; ) {
            waiting.forEach((address, queue) -> start(address, queue, budgets, probe, seen));
            Seen next = next(seen);
            if (next != null) {
                views.get(next.task().check().id()).put(next.task().port(), next.result(), 0);
                progress.probed(++done, all);
                heardAt = millis();
            } else if (millis() - heardAt > STUCK.toMillis()) {
                throw new IllegalStateException("no probe has come to its end for " + STUCK.toSeconds() + " s");
            }
        }
    }

    private void start(
            InetAddress address,
            Deque<Task> queue,
            Map<InetAddress, TargetBudget> budgets,
            PortProbe probe,
            BlockingQueue<Seen> seen) {
        while (!queue.isEmpty() && mayStart(address, queue.peek(), budgets)) {
            Task task = queue.remove();
            probe.probe(
                    task.check(),
                    new InetSocketAddress(address, task.port()),
                    result -> seen.add(new Seen(task, result)));
        }
    }

    private boolean mayStart(InetAddress address, Task task, Map<InetAddress, TargetBudget> budgets) {
        if (portsPerSecond == 0) {
            return true;
        }
        long now = millis();
        return budgets.computeIfAbsent(address, host -> new TargetBudget(portsPerSecond, now))
                .tryTake(task.port(), task.check().isSingle(), now);
    }

    private static Seen next(BlockingQueue<Seen> seen) {
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
