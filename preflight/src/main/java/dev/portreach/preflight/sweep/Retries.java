package dev.portreach.preflight.sweep;

import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.probe.assignment.PlannedCheck;
import dev.portreach.probe.engine.ProbeResult;
import dev.portreach.probe.schedule.Burst;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Asks silent ports again, as agents do after a first failure, so that a lost packet does not look like a closed port. Where
 * many ports of a range are silent, some of them, spread over the range, are asked again: if none of those answers, that is
 * no loss, and the others are spared. Confined to one thread; times are given, in milliseconds of a steady clock.
 */
final class Retries {

    /** A port to be asked once more. */
    record Again(PortTask task, int attempt, long due) {}

    private static final class Row {
        final PlannedCheck check;
        final SortedMap<Integer, Integer> asked = new TreeMap<>();
        final Map<Integer, Integer> awaited = new HashMap<>();
        final List<Integer> silent = new ArrayList<>();
        boolean isLossy;

        Row(PlannedCheck check) {
            this.check = check;
        }

        boolean isFirstPassOver() {
            return asked.size() == check.ports().size();
        }
    }

    private final double portsPerSecond;
    private final Map<String, Row> rows = new HashMap<>();
    private final PriorityQueue<Again> queue = new PriorityQueue<>(Comparator.comparingLong(Again::due));

    /** @param portsPerSecond new ports a second to be asked again, where many are; 0 for no limit */
    Retries(List<PlannedCheck> checks, double portsPerSecond) {
        checks.forEach(check -> rows.put(check.id(), new Row(check)));
        this.portsPerSecond = portsPerSecond;
    }

    /** Takes the result of the first try of a port. */
    void first(PortTask task, ProbeResult result, long now) {
        Row row = row(task);
        row.asked.put(task.port(), 1);
        if (isSilent(row.check, result)) {
            row.silent.add(task.port());
        }
        if (row.isFirstPassOver()) {
            row.silent.sort(Comparator.naturalOrder());
            again(row, spread(row.silent), now);
        }
    }

    /**
     * Takes the result of another try.
     *
     * @return whether it says more than silence, for the first time
     */
    boolean again(Again again, ProbeResult result, long now) {
        Row row = row(again.task());
        int port = again.task().port();
        if (!row.awaited.containsKey(port)) {
            return false; // an earlier one has been answered
        }
        boolean answered = !isSilent(row.check, result);
        row.asked.merge(port, again.attempt(), answered ? (before, last) -> last : Math::max);
        if (answered) {
            row.isLossy = true;
            row.awaited.remove(port);
        } else {
            row.awaited.computeIfPresent(port, (same, left) -> left > 1 ? left - 1 : null);
        }
        if (row.awaited.isEmpty() && row.isLossy && !row.silent.isEmpty()) {
            again(row, List.copyOf(row.silent), now);
        }
        return answered;
    }

    /** The next port whose turn it is; null if there is none now. */
    Again due(long now) {
        while (!queue.isEmpty() && queue.peek().due() <= now) {
            Again next = queue.remove();
            if (row(next.task()).awaited.containsKey(next.task().port())) {
                return next;
            }
        }
        return null;
    }

    /** Whether nothing is to be asked, or waited for. */
    boolean isIdle() {
        return rows.values().stream().allMatch(row -> row.awaited.isEmpty());
    }

    /** By port, how often it was asked until it answered, or at all if it never did. */
    SortedMap<Integer, Integer> asked(PlannedCheck check) {
        return rows.get(check.id()).asked;
    }

    private void again(Row row, List<Integer> ports, long now) {
        row.silent.removeAll(Set.copyOf(ports));
        for (int i = 0; i < ports.size(); i++) {
            boolean paced = portsPerSecond > 0 && ports.size() > Burst.MAX_PORTS;
            long start = now + (paced ? (long) (i * 1_000 / portsPerSecond) : 0);
            row.awaited.put(ports.get(i), Burst.RETRIES);
            for (int retry = 1; retry <= Burst.RETRIES; retry++) {
                queue.add(new Again(
                        new PortTask(row.check, ports.get(i)), 1 + retry, start + retry * Burst.SPACING_MILLIS));
            }
        }
    }

    private static List<Integer> spread(List<Integer> ports) {
        if (ports.size() <= Burst.MAX_PORTS) {
            return List.copyOf(ports);
        }
        List<Integer> chosen = new ArrayList<>();
        for (int i = 0; i < Burst.MAX_PORTS; i++) {
            chosen.add(ports.get(i * ports.size() / Burst.MAX_PORTS));
        }
        return chosen;
    }

    /** UDP ports of one host take turns a second apart: of several, silence is left as it is. */
    private static boolean isSilent(PlannedCheck check, ProbeResult result) {
        return result.outcome() == Outcome.TIMEOUT
                || (result.outcome() == Outcome.OPEN_OR_FILTERED
                        && (check.protocol() != Protocol.UDP || check.isSingle()));
    }

    private Row row(PortTask task) {
        return rows.get(task.check().id());
    }
}
