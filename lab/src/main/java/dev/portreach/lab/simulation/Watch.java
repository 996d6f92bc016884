package dev.portreach.lab.simulation;

import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.result.Observation;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.result.Proof;
import dev.portreach.contracts.result.Run;
import dev.portreach.lab.simulation.Topology.View;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * One agent probing one check, as the agent does it: in slots of its own, and where a port has just failed five times more,
 * 300 ms apart, until it answers.
 */
final class Watch {

    private static final long SPACING_MILLIS = 300;
    private static final int RETRIES = 5;
    private static final int MAX_RETRIED = 16;
    private static final long ANSWER_MILLIS = 20;
    private static final Long RTT_MICROS = 1_000 * ANSWER_MILLIS;
    /** After this many equal results nothing that detection counts can change any more. */
    private static final int STEADY_BAD = 9;

    private static final int STEADY_WELL = 2;

    private final View view;
    private final Network network;
    private final Outbox outbox;
    private final long phase;
    private final int[] ports;
    private final Outcome[] seen;
    private final List<Run> well;
    private final BitSet bad = new BitSet();
    private int retrying;
    private int wellInRow;
    private int badInRow;
    private long lastDone;
    private int plan;
    private boolean started;

    Watch(View view, Network network, Outbox outbox, long phase) {
        this.view = view;
        this.network = network;
        this.outbox = outbox;
        this.phase = phase;
        this.ports = view.check().row().ports().stream().toArray();
        this.seen = new Outcome[ports.length];
        this.well = List.of(new Run(view.check().row().ports(), Outcome.OPEN, Proof.STRONG, RTT_MICROS));
    }

    View view() {
        return view;
    }

    /** All is well at first. A watch of which this is never asked never probes. */
    Observation first(long at) {
        Arrays.fill(seen, Outcome.OPEN);
        wellInRow = STEADY_WELL;
        started = true;
        return observation(at, null, well);
    }

    /** Something has come or gone on the way: nothing is steady any more. */
    void wake(long now) {
        wellInRow = 0;
        badInRow = 0;
        if (started) {
            planSlot(now);
        }
    }

    /** Plans the next slot of which something can come. */
    void planSlot(long from) {
        int mine = ++plan;
        long interval = network.intervalMillis();
        long next = from + Math.floorMod(phase - from, interval);
        if (network.shortcut().leavesOut() && isSteady(from)) {
            if (badInRow >= STEADY_BAD) {
                return; // until it is woken
            }
            next = network.losses().nextLoss(view.index(), next, interval, network.horizon(), ports.length);
            while (network.shortcut() == Shortcut.LONE_MISSES && next < network.horizon() && isAnsweredAgain(next)) {
                next = network.losses()
                        .nextLoss(view.index(), next + interval, interval, network.horizon(), ports.length);
            }
        }
        if (next >= network.horizon()) {
            return;
        }
        long at = next;
        network.at(at, () -> {
            if (mine == plan) {
                probe(at, all(), false);
            }
        });
    }

    private boolean isSteady(long now) {
        if (retrying > 0) {
            return false;
        }
        return badInRow >= STEADY_BAD
                || (wellInRow >= STEADY_WELL && network.faultsOn(view, now).isEmpty());
    }

    /** Whether the first re-probe of what is lost then is answered, or nothing is lost. */
    private boolean isAnsweredAgain(long at) {
        int lost = network.losses().lost(view.index(), at, ports.length).cardinality();
        long again = at + network.deadlineMillis() + SPACING_MILLIS;
        return lost == 0
                || (lost <= MAX_RETRIED
                        && network.losses().lost(view.index(), again, lost).isEmpty());
    }

    private BitSet all() {
        BitSet all = new BitSet(ports.length);
        all.set(0, ports.length);
        return all;
    }

    private void probe(long at, BitSet asked, boolean retry) {
        List<Fault> faults = network.faultsOn(view, at);
        int count = asked.cardinality();
        BitSet lost = network.losses().lost(view.index(), at, count);
        if (faults.isEmpty() && lost.isEmpty() && bad.isEmpty() && !retry) {
            lastDone = Math.max(lastDone, at + ANSWER_MILLIS);
            long done = lastDone;
            network.at(done, () -> answered(at, done));
            return;
        }
        Map<Integer, Outcome> results = new TreeMap<>();
        boolean hard = !faults.isEmpty();
        int place = 0;
        for (int i = asked.nextSetBit(0); i >= 0; i = asked.nextSetBit(i + 1)) {
            Outcome outcome = network.outcome(faults, view, at, ports[i]);
            hard &= outcome != null && faults.stream().noneMatch(Fault::isGray);
            results.put(i, outcome != null ? outcome : lost.get(place) ? Outcome.TIMEOUT : Outcome.OPEN);
            place++;
        }
        long takes = results.containsValue(Outcome.TIMEOUT) ? network.deadlineMillis() : ANSWER_MILLIS;
        lastDone = Math.max(lastDone, at + takes);
        long done = lastDone;
        boolean hopeless = hard;
        network.at(done, () -> finished(at, asked, results, retry, hopeless, done));
    }

    /** What is by far the most: all was well, and is. */
    private void answered(long at, long now) {
        if (!bad.isEmpty()) { // an earlier probe has ended meanwhile
            Map<Integer, Outcome> results = new TreeMap<>();
            for (int i = 0; i < ports.length; i++) {
                results.put(i, Outcome.OPEN);
            }
            finished(at, all(), results, false, false, now);
            return;
        }
        boolean taken = outbox.post(view, observation(at, null, well), now);
        wellInRow = taken ? wellInRow + 1 : 0;
        badInRow = 0;
        planSlot(Math.max(now, at + 1));
    }

    private Observation observation(long at, Ports covered, List<Run> runs) {
        return new Observation(
                view.check().id(), at, null, view.check().endpoint().address(), covered, runs);
    }

    private void finished(
            long at, BitSet asked, Map<Integer, Outcome> results, boolean retry, boolean hopeless, long now) {
        results.forEach((i, outcome) -> seen[i] = outcome);
        Ports covered = asked.cardinality() == ports.length ? null : ports(asked);
        boolean taken = outbox.post(view, observation(at, covered, runs()), now);
        BitSet failed = new BitSet();
        BitSet recovered = new BitSet();
        results.forEach((i, outcome) -> {
            boolean fails = outcome != Outcome.OPEN;
            (fails ? failed : recovered).set(i, fails != bad.get(i));
            bad.set(i, fails);
        });
        if (retry) {
            if (!bad.isEmpty()) {
                wellInRow = 0;
            }
            return;
        }
        wellInRow = bad.isEmpty() && taken ? wellInRow + 1 : 0;
        badInRow = hopeless && bad.cardinality() == ports.length ? badInRow + (taken ? 1 : 0) : 0;
        if (!failed.isEmpty()) {
            retry(first(failed), RETRIES, true, now + SPACING_MILLIS);
        }
        if (!recovered.isEmpty()) {
            retry(first(recovered), 1, false, now + SPACING_MILLIS);
        }
        planSlot(Math.max(now, at + 1));
    }

    private static BitSet first(BitSet ports) {
        BitSet some = new BitSet();
        ports.stream().limit(MAX_RETRIED).forEach(some::set);
        return some;
    }

    /**
     * Re-probes do not wait for each other.
     *
     * @param untilWell whether ports that answer leave
     */
    private void retry(BitSet again, int left, boolean untilWell, long at) {
        retrying++;
        network.at(at, () -> {
            retrying--;
            if (untilWell) {
                again.and(bad);
            }
            if (again.isEmpty() || at >= network.horizon()) {
                return;
            }
            probe(at, (BitSet) again.clone(), true);
            if (left > 1) {
                retry(again, left - 1, untilWell, at + SPACING_MILLIS);
            }
        });
    }

    private Ports ports(BitSet some) {
        return Ports.ofStream(some.stream().map(i -> ports[i]));
    }

    private List<Run> runs() {
        Map<Outcome, BitSet> byOutcome = new EnumMap<>(Outcome.class);
        IntStream.range(0, seen.length)
                .forEach(i ->
                        byOutcome.computeIfAbsent(seen[i], key -> new BitSet()).set(i));
        List<Run> runs = new ArrayList<>();
        byOutcome.forEach((outcome, which) ->
                runs.add(new Run(ports(which), outcome, Proof.STRONG, outcome == Outcome.OPEN ? RTT_MICROS : null)));
        return runs;
    }
}
