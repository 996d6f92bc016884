package dev.portreach.lab.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * What is to happen, in order of time, and at the same millisecond in the order in which it was planned. A ring of
 * milliseconds holds what is near, which is nearly everything: with hundreds of thousands of probes planned, a heap would
 * cost more than the probes.
 */
final class Agenda {

    /** Milliseconds that are near, a power of two. */
    private static final int NEAR = 1 << 14;

    private record Later(long at, long order, Runnable what) {}

    private final List<List<Runnable>> ring = new ArrayList<>(NEAR);
    private final PriorityQueue<Later> later =
            new PriorityQueue<>(Comparator.comparingLong(Later::at).thenComparingLong(Later::order));
    private long now;
    private long order;

    /** @param start milliseconds since the epoch */
    Agenda(long start) {
        now = start;
        for (int i = 0; i < NEAR; i++) {
            ring.add(new ArrayList<>(0));
        }
    }

    /** @throws IllegalArgumentException if that is past */
    void add(long at, Runnable what) {
        if (at < now) {
            throw new IllegalArgumentException("%d is before %d".formatted(at, now));
        }
        if (at - now < NEAR) {
            ring.get((int) (at & (NEAR - 1))).add(what);
        } else {
            later.add(new Later(at, order++, what));
        }
    }

    /** Lets everything happen up to a time, which included. */
    void advance(long until) {
        while (now <= until) {
            List<Runnable> due = ring.get((int) (now & (NEAR - 1)));
            for (int i = 0; i < due.size(); i++) { // grows by what is to happen at once
                due.get(i).run();
            }
            due.clear();
            now++;
            // Before anything else can be planned for the millisecond that has come near.
            while (!later.isEmpty() && later.peek().at() - now < NEAR) {
                Later next = later.remove();
                ring.get((int) (next.at() & (NEAR - 1))).add(next.what());
            }
        }
    }
}
