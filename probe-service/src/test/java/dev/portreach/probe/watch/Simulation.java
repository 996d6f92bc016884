package dev.portreach.probe.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.result.Observation;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.result.Run;
import dev.portreach.probe.assignment.PlannedCheck;
import dev.portreach.probe.engine.ProbeResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.TreeMap;

/** A watch list under simulated time: silence takes the deadline, answers take 20 ms. */
final class Simulation {

    /** What the network does to a port at a time. */
    interface Network {
        Outcome at(int port, long now);
    }

    static final long START = 1_790_000_000_000L;

    private record Finish(long at, Watchlist.Start start, SweepResult result) {}

    final List<Observation> observations = new ArrayList<>();
    final List<Observation> pressing = new ArrayList<>();
    final Watchlist watchlist = new Watchlist(3, 500, Duration.ZERO);
    private final Network network;
    private final PriorityQueue<Finish> finishes = new PriorityQueue<>(Comparator.comparingLong(Finish::at));
    private long now = START;

    Simulation(List<PlannedCheck> checks, Network network) {
        this.network = network;
        replace(checks);
    }

    void replace(List<PlannedCheck> checks) {
        watchlist.replace(checks, now);
    }

    /** Somebody asks for a look at the check, now. */
    boolean lookNow(String check) {
        return watchlist.lookNow(check, now);
    }

    /** @param millis since {@link #START} */
    void runUntil(long millis) {
        long end = START + millis;
        while (true) {
            long nextFinish =
                    finishes.isEmpty() ? Long.MAX_VALUE : finishes.peek().at();
            long next = Math.min(watchlist.due(), nextFinish);
            if (next > end) {
                now = end;
                return;
            }
            now = Math.max(now, next);
            while (!finishes.isEmpty() && finishes.peek().at() <= now) {
                Finish finish = finishes.remove();
                Findings findings = watchlist.finished(finish.start(), finish.result(), now);
                observations.addAll(findings.observations());
                if (findings.isPressing()) {
                    pressing.addAll(findings.observations());
                }
            }
            watchlist.begin(now, now).forEach(this::carryOut);
        }
    }

    private void carryOut(Watchlist.Start start) {
        SortedMap<Integer, ProbeResult> results = new TreeMap<>();
        long slowest = 20;
        for (int port : start.sweep().ports().stream().toArray()) {
            Outcome outcome = network.at(port, now);
            boolean silent = outcome == Outcome.TIMEOUT;
            results.put(port, silent ? ProbeResult.unanswered(outcome) : ProbeResult.of(outcome, 20_000L));
            slowest = silent ? start.watch().check().deadline().toMillis() : slowest;
        }
        finishes.add(new Finish(now + slowest, start, new SweepResult("10.0.0.1", results)));
    }

    /** Times grow, each observation knows the one before it, and runs are disjoint and hold what was covered. */
    void assertChained() {
        Map<String, Long> last = new HashMap<>();
        for (Observation observation : observations) {
            Long before = last.put(observation.check(), observation.at());
            assertThat(observation.previousAt()).isEqualTo(before);
            if (before != null) {
                assertThat(observation.at()).isGreaterThan(before);
            }
            Ports all = Ports.NONE;
            int count = 0;
            for (Run run : observation.runs()) {
                all = all.plus(run.ports());
                count += run.ports().size();
            }
            assertThat(all.size()).isEqualTo(count);
            if (observation.covered() != null) {
                assertThat(all.containsAll(observation.covered())).isTrue();
            }
        }
    }
}
