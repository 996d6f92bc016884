package dev.portreach.probe.watch;

import dev.portreach.contracts.policy.Expectation;
import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.result.Observation;
import dev.portreach.probe.assignment.PlannedCheck;
import dev.portreach.probe.engine.ProbeResult;
import dev.portreach.probe.guest.TargetBudget;
import dev.portreach.probe.schedule.Burst;
import dev.portreach.probe.schedule.Rotation;
import dev.portreach.probe.schedule.Slots;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * One check under watch. Confined to one thread; all times are given: {@code now} in milliseconds of a steady clock,
 * {@code at} in event time.
 */
public final class CheckWatch {

    private static final class Pending {
        final Sweep sweep;
        SweepResult result;

        Pending(Sweep sweep) {
            this.sweep = sweep;
        }
    }

    /**
     * What a slot probes.
     *
     * @param isStarved whether the budget gave fewer ports than the sample wants
     */
    private record Choice(Ports ports, boolean isStarved) {}

    private static final long STARVED_MILLIS = 1_000;

    private final PlannedCheck check;
    private final Chain chain;
    private final Slots slots;
    private final int[] ports;
    private final Rotation rotation;
    private final PortView view = new PortView();
    private final TreeSet<Integer> bad = new TreeSet<>();
    private final Set<Integer> recovering = new HashSet<>();
    private final Deque<Pending> pending = new ArrayDeque<>(2);
    private final List<Burst> bursts = new ArrayList<>(0);
    private ExplicitLook look;
    private long slotDue;
    private boolean slotRunning;
    private boolean lookRunning;
    private int lastBadAgain;

    CheckWatch(PlannedCheck check, Chain chain, long now) {
        this.check = check;
        this.chain = chain;
        this.slots = Slots.of(check.id(), check.interval());
        this.ports = check.ports().stream().toArray();
        this.rotation = new Rotation(ports.length);
        this.slotDue = slots.next(now);
    }

    public PlannedCheck check() {
        return check;
    }

    /** When {@link #begin} has something to do. */
    long due() {
        long due = slotDue;
        for (int i = 0; i < bursts.size(); i++) { // asked for several times a probe: without an iterator
            due = Math.min(due, bursts.get(i).due());
        }
        if (look != null && !slotRunning) {
            due = Math.min(due, look.due());
        }
        return due;
    }

    /** Has all ports probed once, from now on, beside the schedule; instead of what is left of an earlier request. */
    void lookNow(long now) {
        look = new ExplicitLook(ports, now);
    }

    /**
     * Starts what is due.
     *
     * @param at event time that goes with {@code now}
     * @param sample how many ports of a large range to probe in this slot, 0 for none
     * @param most how many ports to probe together where somebody asked for all, 0 for none
     */
    List<Sweep> begin(long now, long at, int sample, int most, TargetBudget budget) {
        List<Sweep> begun = new ArrayList<>(2);
        if (!bursts.isEmpty()) {
            for (Burst burst : bursts) {
                if (burst.due() <= now) {
                    begun.add(sweep(burst.take(), at, true));
                }
            }
            bursts.removeIf(Burst::isOver);
        }
        if (look != null && !slotRunning && look.due() <= now) {
            continueLook(now, at, most, budget).ifPresent(begun::add);
        }
        if (slotDue <= now) {
            beginSlot(now, at, sample, budget).ifPresent(begun::add);
        }
        return begun;
    }

    /** A sweep like one of the schedule's: the two never overlap, and what fails is looked at again soon. */
    private Optional<Sweep> continueLook(long now, long at, int most, TargetBudget budget) {
        Ports chosen = look.take(now, most, budget, port -> isLiveJob(port, at));
        if (look.isOver()) {
            look = null;
        }
        if (chosen.isEmpty()) {
            return Optional.empty();
        }
        slotRunning = true;
        lookRunning = true;
        return Optional.of(sweep(chosen.size() == ports.length ? check.ports() : chosen, at, false));
    }

    private Optional<Sweep> beginSlot(long now, long at, int sample, TargetBudget budget) {
        slotDue = slots.next(now);
        if (slotRunning) {
            return Optional.empty(); // the slot is skipped, probes of one check do not pile up
        }
        if (check.isSampled() && sample == 0) {
            return Optional.empty();
        }
        Choice choice = choose(now, at, sample, budget);
        Ports chosen = choice.ports();
        if (choice.isStarved()) {
            slotDue = Math.min(slotDue, now + STARVED_MILLIS); // the budget fills again within the interval
        }
        if (chosen.isEmpty()) {
            if (check.isSingle()) {
                slotDue = Math.min(slotDue, budget.nextTokenAt(now) + 1);
            }
            return Optional.empty();
        }
        slotRunning = true;
        return Optional.of(sweep(chosen, at, false));
    }

    private Choice choose(long now, long at, int sample, TargetBudget budget) {
        boolean starved = false;
        int wanted = check.isSampled() ? Math.min(sample, ports.length) : ports.length;
        List<Integer> chosen = new ArrayList<>(wanted);
        if (check.isSampled()) {
            badAgain(wanted / 2)
                    .filter(port -> budget.tryTake(port, false, now))
                    .forEach(chosen::add);
        }
        for (int looked = 0; looked < ports.length && chosen.size() < wanted; looked++) {
            int port = ports[rotation.peek()];
            if (!isLiveJob(port, at)) {
                if (budget.tryTake(port, check.isSingle(), now)) {
                    chosen.add(port);
                } else if (check.isSampled() && !budget.isPaused(now)) {
                    starved = true; // its turn comes first in the next slot
                    break;
                }
            }
            rotation.advance();
        }
        return new Choice(chosen.size() == ports.length ? check.ports() : ports(chosen), starved);
    }

    /** A part of every sample goes to ports known as bad, in turn, so that a recovery shows within an interval. */
    private IntStream badAgain(int most) {
        List<Integer> turn = new ArrayList<>(bad.tailSet(lastBadAgain, false));
        turn.addAll(bad.headSet(lastBadAgain, true));
        List<Integer> chosen = turn.subList(0, Math.min(Math.max(1, most), turn.size()));
        if (!chosen.isEmpty()) {
            lastBadAgain = chosen.get(chosen.size() - 1);
        }
        return chosen.stream().mapToInt(Integer::intValue);
    }

    /** A full connect could take the one accept that a job on an on-demand port waits for. */
    private boolean isLiveJob(int port, long at) {
        return check.isOnDemand() && check.isSampled() && view.wasOpenSince(port, at - TargetBudget.KNOWN_MILLIS);
    }

    private Sweep sweep(Ports chosen, long at, boolean retry) {
        Sweep sweep = new Sweep(check.id(), chain.start(at), chosen, retry);
        pending.add(new Pending(sweep));
        return sweep;
    }

    /**
     * Takes the result of a sweep. Observations come out in the order of their starts: one that overtook an earlier
     * sweep waits for it.
     *
     * @param doubt why an open port of that host proves little, if so
     */
    Findings finished(Sweep sweep, SweepResult result, long now, Optional<String> doubt) {
        for (Pending waiting : pending) {
            if (waiting.sweep.equals(sweep)) {
                waiting.result = result;
                break; // starts grow strictly: no two are equal
            }
        }
        slotRunning &= sweep.retry();
        boolean asked = lookRunning && !sweep.retry();
        lookRunning &= sweep.retry();
        boolean badBefore = !bad.isEmpty();
        judge(sweep, result.byPort(), now);
        List<Observation> ready = new ArrayList<>(1);
        boolean first = false;
        while (!pending.isEmpty() && pending.peek().result != null) {
            Pending head = pending.remove();
            if (!head.result.byPort().isEmpty()) {
                Observation observation = observation(head.sweep, head.result, doubt);
                first |= observation.sincePrevious() == null;
                ready.add(observation);
            }
        }
        return new Findings(ready, first || asked || sweep.retry() || badBefore || !bad.isEmpty());
    }

    private Observation observation(Sweep sweep, SweepResult result, Optional<String> doubt) {
        result.byPort().forEach((port, seen) -> view.put(port, seen, sweep.at()));
        Ports covered = sweep.ports().equals(check.ports()) ? null : sweep.ports();
        return new Observation(
                check.id(),
                sweep.at(),
                chain.publish(sweep.at()),
                result.address(),
                covered,
                result.dnsMicros(),
                view.runs(doubt));
    }

    private void judge(Sweep sweep, SortedMap<Integer, ProbeResult> byPort, long now) {
        Expectation expectation = check.expectation();
        List<Integer> failed = new ArrayList<>(0);
        List<Integer> recovered = new ArrayList<>(0);
        List<Integer> fine = new ArrayList<>(byPort.size());
        int badBefore = bad.size();
        byPort.forEach((port, result) -> {
            if (Verdicts.isBad(expectation, result.outcome())) {
                recovering.remove(port);
                if (bad.add(port)) {
                    failed.add(port);
                }
            } else {
                fine.add(port);
                if (bad.remove(port)) {
                    recovered.add(port);
                }
            }
        });
        if (!bursts.isEmpty()) {
            Ports settled = ports(fine);
            bursts.forEach(burst -> burst.settle(settled));
        }
        if (sweep.retry()) {
            if (check.isSampled() && fine.stream().anyMatch(recovering::contains)) {
                forgetBad();
            }
            return; // only the schedule starts bursts, so that a flapping port cannot keep them going
        }
        if (check.protocol() == Protocol.UDP && !check.isSingle()) {
            return; // UDP ports of one host take turns: re-probes of several would hold up all others for minutes
        }
        // Where many ports of a range are bad already, more of them is no news, and probing them again is a scan.
        if (!failed.isEmpty() && (!check.isSampled() || badBefore < Burst.MAX_PORTS)) {
            bursts.add(Burst.afterFailure(failed.stream().mapToInt(Integer::intValue), now));
        }
        recovering.addAll(recovered);
        if (!recovered.isEmpty()) {
            bursts.add(Burst.afterRecovery(recovered.stream().mapToInt(Integer::intValue), now));
        }
    }

    private static Ports ports(List<Integer> some) {
        return Ports.ofStream(some.stream().mapToInt(Integer::intValue));
    }

    /** One port of a range is well again, twice in a row: that others were bad before is no evidence any more. */
    private void forgetBad() {
        recovering.clear();
        view.forget(bad);
        bad.clear();
    }
}
