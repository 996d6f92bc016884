package dev.portreach.alert.correlation;

import dev.portreach.contracts.port.Ports;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

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
    }

    void remove(Group group) {
        groups.remove(group.ports);
    }

    boolean isEmpty() {
        return groups.isEmpty();
    }

    /** The nearest groups below and above of which anything is known, as far as there are any. */
    List<Group> neighbours(Group group) {
        List<Group> neighbours = new ArrayList<>(2);
        for (UnaryOperator<Group> step : List.<UnaryOperator<Group>>of(this::below, this::above)) {
            Group next = step.apply(group);
            if (next != null) {
                neighbours.add(next);
            }
        }
        return neighbours;
    }

    /** All groups around this one, and itself, that nearly all fail, up to the first that does not. */
    List<Group> failingRun(Group group) {
        Deque<Group> run = new ArrayDeque<>(List.of(group));
        for (Group next = below(group); next != null && next.isCandidate(); next = below(next)) {
            run.addFirst(next);
        }
        for (Group next = above(group); next != null && next.isCandidate(); next = above(next)) {
            run.addLast(next);
        }
        return List.copyOf(run);
    }

    private Group below(Group group) {
        Map.Entry<Ports, Group> entry = groups.lowerEntry(group.ports);
        while (entry != null && entry.getValue().knowsNothing()) {
            entry = groups.lowerEntry(entry.getKey());
        }
        return entry == null ? null : entry.getValue();
    }

    private Group above(Group group) {
        Map.Entry<Ports, Group> entry = groups.higherEntry(group.ports);
        while (entry != null && entry.getValue().knowsNothing()) {
            entry = groups.higherEntry(entry.getKey());
        }
        return entry == null ? null : entry.getValue();
    }
}
