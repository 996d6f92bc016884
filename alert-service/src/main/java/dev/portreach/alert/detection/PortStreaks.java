package dev.portreach.alert.detection;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.portreach.contracts.port.Ports;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What is believed of every port of a check as one agent sees it, and what contradicts it. Confirmation counts per port,
 * since nearly every sweep over a thousand ports misses one.
 *
 * @param groups ports in the same state share an entry; steady ports make one entry a signal
 */
public record PortStreaks(List<Group> groups) {

    /**
     * Ports in the same state.
     *
     * @param settled what is believed, null if nothing yet
     * @param seen what contradicts it, null if nothing does
     * @param streak observations in a row that contradict it
     * @param since start of the first of them, milliseconds since the epoch
     */
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    public record Group(Ports ports, Signal settled, Signal seen, int streak, long since) {

        private Group with(Ports others) {
            return new Group(others, settled, seen, streak, since);
        }

        private Group see(Signal signal, int confirmed, long at) {
            if (signal == settled) {
                return new Group(ports, settled, null, 0, 0);
            }
            boolean goesOn = signal == seen;
            int count = goesOn ? Math.min(streak + 1, Confirmation.STREAK_CAP) : 1;
            long from = goesOn ? since : at;
            return Confirmation.settles(settled, signal, count, confirmed, at - from)
                    ? new Group(ports, signal, null, 0, 0)
                    : new Group(ports, settled, signal, count, from);
        }
    }

    /**
     * A new state.
     *
     * @param settledSince start of the first observation of what became settled now, 0 if nothing did
     */
    public record Step(PortStreaks streaks, long settledSince) {}

    public PortStreaks {
        groups = List.copyOf(groups);
    }

    public static PortStreaks fresh(Ports ports) {
        return new PortStreaks(List.of(new Group(ports, null, null, 0, 0)));
    }

    /**
     * The state after one more observation.
     *
     * @param signals disjoint sets of the ports that were probed
     * @param confirmed times in a row that a failure has to be seen until it is believed
     * @param at start of the probe, milliseconds since the epoch
     */
    public Step with(Map<Signal, Ports> signals, int confirmed, long at) {
        List<Group> left = groups;
        List<Group> seen = new ArrayList<>();
        long settledSince = 0;
        for (Map.Entry<Signal, Ports> signal : signals.entrySet()) {
            List<Group> untouched = new ArrayList<>();
            for (Group group : left) {
                Ports rest = group.ports().minus(signal.getValue());
                Ports hit = group.ports().minus(rest);
                if (!hit.isEmpty()) {
                    Group after = group.with(hit).see(signal.getKey(), confirmed, at);
                    if (after.settled() != group.settled()) {
                        long from = group.seen() == signal.getKey() ? group.since() : at;
                        settledSince = settledSince == 0 ? from : Math.min(settledSince, from);
                    }
                    seen.add(after);
                }
                if (!rest.isEmpty()) {
                    untouched.add(group.with(rest));
                }
            }
            left = untouched;
        }
        seen.addAll(left);
        PortStreaks next = merged(seen);
        return new Step(next.equals(this) ? this : next, settledSince);
    }

    /** Nothing is believed any more of ports that the agent itself no longer says anything of. */
    public PortStreaks knowing(Ports ports) {
        List<Group> known = new ArrayList<>();
        for (Group group : groups) {
            Ports gone = group.ports().minus(ports);
            Ports kept = group.ports().minus(gone);
            if (!kept.isEmpty()) {
                known.add(group.with(kept));
            }
            if (!gone.isEmpty()) {
                known.add(new Group(gone, null, null, 0, 0));
            }
        }
        return merged(known);
    }

    private static PortStreaks merged(List<Group> groups) {
        Map<Group, Ports> byState = new LinkedHashMap<>();
        for (Group group : groups) {
            byState.merge(group.with(Ports.NONE), group.ports(), Ports::plus);
        }
        List<Group> merged = new ArrayList<>();
        byState.forEach((state, ports) -> merged.add(state.with(ports)));
        merged.sort(
                (a, b) -> a.ports().ranges().get(0).compareTo(b.ports().ranges().get(0)));
        return new PortStreaks(merged);
    }

    /** Ports of which {@code signal} is believed. */
    public Ports settled(Signal signal) {
        return ports(group -> group.settled() == signal);
    }

    /** Ports of which {@code signal} would be believed if contradictions of at least {@code streak} were. */
    Ports assumed(Signal signal, int streak) {
        return ports(
                group -> (group.seen() != null && group.streak() >= streak ? group.seen() : group.settled()) == signal);
    }

    /** The longest contradiction, 0 if there is none. */
    int longestStreak() {
        return groups.stream().mapToInt(Group::streak).max().orElse(0);
    }

    /** Start of the first observation of a contradiction of at least {@code streak}. */
    long contradictedSince(int streak) {
        return groups.stream()
                .filter(group -> group.seen() != null && group.streak() >= streak)
                .mapToLong(Group::since)
                .min()
                .orElse(0);
    }

    private Ports ports(Predicate<Group> which) {
        return groups.stream().filter(which).map(Group::ports).reduce(Ports.NONE, Ports::plus);
    }
}
