package dev.portreach.probe.watch;

import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.result.Proof;
import dev.portreach.contracts.result.Run;
import dev.portreach.probe.engine.ProbeResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The latest result of every port of a check that has been probed. */
public final class PortView {

    private record Seen(ProbeResult result, long at) {}

    private final Map<Integer, Seen> seen = new TreeMap<>();

    /** The result before; null if the port had not been seen. */
    public ProbeResult put(int port, ProbeResult result, long at) {
        Seen before = seen.put(port, new Seen(result, at));
        return before == null ? null : before.result();
    }

    void forget(Collection<Integer> ports) {
        seen.keySet().removeAll(ports);
    }

    boolean wasOpenSince(int port, long since) {
        Seen latest = seen.get(port);
        return latest != null && latest.at() >= since && latest.result().outcome() == Outcome.OPEN;
    }

    /**
     * One run for each outcome, proof and detail, by lowest port.
     *
     * @param doubt why an open port of that host proves little, if so
     */
    public List<Run> runs(Optional<String> doubt) {
        if (seen.size() == 1) { // most checks have one port
            Map.Entry<Integer, Seen> only = seen.entrySet().iterator().next();
            return List.of(run(only.getKey(), doubted(only.getValue().result(), doubt)));
        }
        Map<ProbeResult, List<Integer>> groups = new HashMap<>();
        seen.forEach((port, latest) -> groups.computeIfAbsent(
                        withoutTime(doubted(latest.result(), doubt)), same -> new ArrayList<>())
                .add(port));
        List<Run> runs = new ArrayList<>();
        groups.forEach((same, ports) -> runs.add(new Run(
                Ports.ofStream(ports.stream().mapToInt(Integer::intValue)),
                same.outcome(),
                same.proof(),
                median(ports),
                same.detail())));
        runs.sort(Comparator.comparingInt(run -> run.ports().ranges().get(0).first()));
        return runs;
    }

    private static Run run(int port, ProbeResult result) {
        return new Run(Ports.of(port), result.outcome(), result.proof(), result.rttMicros(), result.detail());
    }

    private static ProbeResult doubted(ProbeResult result, Optional<String> doubt) {
        return doubt.isPresent() && result.outcome() == Outcome.OPEN && result.detail() == null
                ? result.with(Proof.WEAK, doubt.get())
                : result;
    }

    private static ProbeResult withoutTime(ProbeResult result) {
        return new ProbeResult(result.outcome(), result.proof(), null, result.detail());
    }

    private Long median(List<Integer> ports) {
        long[] times = ports.stream()
                .map(port -> seen.get(port).result().rttMicros())
                .filter(rtt -> rtt != null)
                .mapToLong(Long::longValue)
                .toArray();
        if (times.length == 0) {
            return null;
        }
        Arrays.sort(times);
        return times[times.length / 2];
    }
}
