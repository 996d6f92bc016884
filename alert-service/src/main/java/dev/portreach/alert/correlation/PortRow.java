package dev.portreach.alert.correlation;

import dev.portreach.contracts.port.Ports;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The groups of one place (a site, a host, everywhere) and protocol, in the order of their ports. */
final class PortRow {

    /** By the lowest port; rows that begin at the same one in any order that stays. */
    private static final Comparator<Ports> BY_PORT = (one, other) -> {
        int order = Integer.compare(lowest(one), lowest(other));
        return order != 0 || one.equals(other) ? order : one.toString().compareTo(other.toString());
    };

    private final TreeMap<Ports, Group> groups = new TreeMap<>(BY_PORT);

    private static int lowest(Ports ports) {
        return ports.isEmpty() ? -1 : ports.ranges().get(0).first();
    }

    void add(Group group) {
        groups.put(group.ports, group);
        link(neighbour(groups.lowerEntry(group.ports)), group);
        link(group, neighbour(groups.higherEntry(group.ports)));
    }

    void remove(Group group) {
        groups.remove(group.ports);
        link(group.below, group.above);
    }

    private static Group neighbour(Map.Entry<Ports, Group> entry) {
        return entry == null ? null : entry.getValue();
    }

    private static void link(Group below, Group above) {
        if (below != null) {
            below.above = above;
        }
        if (above != null) {
            above.below = below;
        }
    }

    boolean isEmpty() {
        return groups.isEmpty();
    }

    /** Calls with the nearest groups below and above of which anything is known, as far as there are any. */
    static void forEachNeighbour(Group group, Consumer<Group> taker) {
        for (Group next : new Group[] {below(group), above(group)}) {
            if (next != null) {
                taker.accept(next);
            }
        }
    }

    /** All groups around this one, and itself, that nearly all fail, up to the first that does not. */
    static List<Group> failingRun(Group group) {
        Deque<Group> run = new ArrayDeque<>(List.of(group));
        for (Group next = below(group); next != null && next.isCandidate(); next = below(next)) {
            run.addFirst(next);
        }
        for (Group next = above(group); next != null && next.isCandidate(); next = above(next)) {
            run.addLast(next);
        }
        return List.copyOf(run);
    }

    private static Group below(Group group) {
        Group next = group.below;
        while (next != null && next.knowsNothing()) {
            next = next.below;
        }
        return next;
    }

    private static Group above(Group group) {
        Group next = group.above;
        while (next != null && next.knowsNothing()) {
            next = next.above;
        }
        return next;
    }
}
