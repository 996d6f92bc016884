package dev.portreach.probe.watch;

import dev.portreach.contracts.assignment.ProbePace;
import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.probe.assignment.PlannedCheck;
import dev.portreach.probe.guest.ControlPorts;
import dev.portreach.probe.guest.TargetBudget;
import dev.portreach.probe.guest.UnansweredBudget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** All checks under watch, by what is due next. Confined to one thread; times are given. */
public final class Watchlist {

    /** A sweep to carry out, with the watch that takes its result. */
    public record Start(CheckWatch watch, Sweep sweep) {}

    private record Due(long at, int ports, CheckWatch watch) implements Comparable<Due> {

        /** Single ports first, of those that are due together. */
        @Override
        public int compareTo(Due other) {
            int byTime = Long.compare(at, other.at);
            return byTime != 0 ? byTime : Integer.compare(ports, other.ports);
        }
    }

    private final double portsPerSecond;
    private final UnansweredBudget unanswered;
    private final Map<String, CheckWatch> watches = new HashMap<>();
    private final Map<String, Chain> chains = new HashMap<>();
    private final Map<String, TargetBudget> budgets = new HashMap<>();
    private final Map<String, Integer> ranges = new HashMap<>();
    private final ControlPorts controls;
    /** Holds each watch at its next time; what was put in for an earlier or later one is passed over. */
    private final PriorityQueue<Due> queue = new PriorityQueue<>();

    /**
     * @param portsPerSecond new ports a second at one target address
     * @param maxUnanswered probes a minute without an answer, over all targets, above which ranges are left alone
     * @param controlInterval between two probes of a host's control port; zero to have none
     */
    public Watchlist(double portsPerSecond, int maxUnanswered, Duration controlInterval) {
        this.portsPerSecond = portsPerSecond;
        this.unanswered = new UnansweredBudget(maxUnanswered);
        this.controls = new ControlPorts(controlInterval);
    }

    public int size() {
        return watches.size();
    }

    /** Watches exactly these; what is watched already, and is the same, goes on undisturbed. */
    public void replace(List<PlannedCheck> checks, long now) {
        Map<String, CheckWatch> before = Map.copyOf(watches);
        watches.clear();
        ranges.clear();
        queue.clear();
        for (PlannedCheck check : checks) {
            CheckWatch kept = before.get(check.id());
            CheckWatch watch = kept != null && kept.check().equals(check)
                    ? kept
                    : new CheckWatch(check, chains.computeIfAbsent(check.id(), id -> new Chain()), now);
            watches.put(check.id(), watch);
            if (check.isSampled()) {
                ranges.merge(check.address(), 1, Integer::sum);
            }
            enqueue(watch);
        }
        controls.replace(connected(checks));
        budgets.keySet().retainAll(checks.stream().map(PlannedCheck::address).collect(Collectors.toSet()));
    }

    /** By address at which a plain connect may show an open port, all ports that are named there. */
    private static Map<String, Ports> connected(List<PlannedCheck> checks) {
        Map<String, Ports> named = new HashMap<>();
        checks.forEach(check -> named.merge(check.address(), check.ports(), Ports::plus));
        named.keySet()
                .retainAll(checks.stream()
                        .filter(PlannedCheck::isPlainConnect)
                        .map(PlannedCheck::address)
                        .collect(Collectors.toSet()));
        return named;
    }

    /** Starts a new chain for every check, as a new epoch demands. What is under way is forgotten. */
    public void restart(long now) {
        List<PlannedCheck> checks =
                watches.values().stream().map(CheckWatch::check).toList();
        watches.clear();
        chains.clear();
        replace(checks, now);
    }

    /** When {@link #begin} or {@link #beginControls} has something to do; {@link Long#MAX_VALUE} if never. */
    public long due() {
        return Math.min(
                controls.due(), queue.isEmpty() ? Long.MAX_VALUE : queue.peek().at());
    }

    /** Starts all that is due; {@code at} is the event time that goes with {@code now}. */
    public List<Start> begin(long now, long at) {
        List<Start> starts = new ArrayList<>();
        while (!queue.isEmpty() && queue.peek().at() <= now) {
            CheckWatch watch = queue.remove().watch();
            if (!isCurrent(watch) || watch.due() > now) {
                continue; // an earlier entry of the same watch has done it
            }
            PlannedCheck check = watch.check();
            TargetBudget budget = budget(check.address(), now);
            watch.begin(now, at, sample(check, budget, now), most(check, now), budget)
                    .forEach(sweep -> starts.add(new Start(watch, sweep)));
            enqueue(watch);
        }
        return starts;
    }

    /**
     * Has all ports of a check probed once, now: large ranges as the guest's rates allow.
     *
     * @return false if there is no such check
     */
    public boolean lookNow(String check, long now) {
        CheckWatch watch = watches.get(check);
        if (watch == null) {
            return false;
        }
        watch.lookNow(now);
        enqueue(watch);
        return true;
    }

    /** Starts the control ports that are due. */
    public List<ControlPorts.Start> beginControls(long now) {
        return controls.begin(now, address -> budget(address, now));
    }

    /**
     * Takes what was seen at a control port.
     *
     * @return whether it changes what open ports of that address prove
     */
    public boolean finishedControl(ControlPorts.Start start, Outcome outcome) {
        return controls.finished(start, outcome);
    }

    /** Takes a sweep's result; what comes of checks no longer watched is dropped. */
    public Findings finished(Start start, SweepResult result, long now) {
        learn(start.watch().check(), result, now);
        if (!isCurrent(start.watch())) {
            return Findings.NONE;
        }
        PlannedCheck check = start.watch().check();
        Optional<String> doubt = Optional.empty();
        if (check.isPlainConnect()) {
            if (result.isAnyOpen()) {
                controls.opened(check.address(), now);
            }
            doubt = controls.doubt(check.address());
        }
        long dueBefore = start.watch().due();
        Findings findings = start.watch().finished(start.sweep(), result, now, doubt);
        if (start.watch().due() != dueBefore) {
            enqueue(start.watch());
        }
        return findings;
    }

    private void learn(PlannedCheck check, SweepResult result, long now) {
        TargetBudget budget = budgets.get(check.address());
        result.byPort().forEach((port, seen) -> {
            if (seen.outcome() == Outcome.TIMEOUT) {
                unanswered.unanswered(now);
            }
            if (budget != null) {
                budget.saw(port, Verdicts.isBad(check.expectation(), seen.outcome()), now);
            }
        });
    }

    /** Targets at which new ports are left alone, as the agent may have been blocked there, and until when. */
    public Map<String, Long> paused(long now) {
        Map<String, Long> paused = new TreeMap<>();
        budgets.forEach((address, budget) -> {
            if (budget.isPaused(now)) {
                paused.put(address, budget.pausedUntil());
            }
        });
        return paused;
    }

    private boolean isCurrent(CheckWatch watch) {
        return watches.get(watch.check().id()) == watch;
    }

    private TargetBudget budget(String address, long now) {
        return budgets.computeIfAbsent(address, same -> new TargetBudget(portsPerSecond, now));
    }

    private void enqueue(CheckWatch watch) {
        queue.add(new Due(watch.due(), watch.check().ports().size(), watch));
    }

    /** Ports to probe together where somebody asked for all of them; what a slot probes whole always goes. */
    private int most(PlannedCheck check, long now) {
        return check.isSampled()
                ? Math.min(together(check), unanswered.left(now))
                : check.ports().size();
    }

    private static int together(PlannedCheck check) {
        return check.protocol() == Protocol.UDP ? ProbePace.MAX_WHOLE_UDP : ProbePace.MAX_SAMPLE;
    }

    private int sample(PlannedCheck check, TargetBudget budget, long now) {
        if (!check.isSampled()) {
            return 0;
        }
        if (budget.isPaused(now)) {
            return Math.min(1, unanswered.left(now));
        }
        int fair = ProbePace.portsPerInterval(
                check.protocol(),
                check.ports().size(),
                check.interval().toMillis(),
                portsPerSecond,
                ranges.getOrDefault(check.address(), 1));
        return Math.min(fair, unanswered.left(now));
    }
}
