package dev.portreach.probe.engine;

import dev.portreach.probe.engine.Attempt.Phase;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;

/** When attempts are over, each in its phase. Holds at most about twice as many as are still awaited. */
final class Timers {

    /** A point in time at which an attempt in {@code phase} is over; stale once the attempt has moved on. */
    private record Timer(long dueNanos, Attempt attempt, Phase phase) implements Comparable<Timer> {

        boolean isStale() {
            return attempt.phase != phase;
        }

        @Override
        public int compareTo(Timer other) {
            return Long.signum(dueNanos - other.dueNanos); // nanoTime may wrap: compare differences only
        }
    }

    private static final int PURGE_FROM = 4_096;

    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private int purgeAt = PURGE_FROM;

    /** @param dueNanos by {@link System#nanoTime()}; forgotten when the attempt leaves the phase that it is in */
    void add(Attempt attempt, long dueNanos) {
        if (timers.size() >= purgeAt) {
            timers.removeIf(Timer::isStale); // answers come long before deadlines: most are
            purgeAt = Math.max(PURGE_FROM, 2 * timers.size());
        }
        timers.add(new Timer(dueNanos, attempt, attempt.phase));
    }

    /** An attempt whose time has come, each once; null if there is none. */
    Attempt pollDue(long nowNanos) {
        for (Timer first = timers.peek(); first != null; first = timers.peek()) {
            boolean stale = first.isStale();
            if (!stale && first.dueNanos() - nowNanos > 0) {
                return null;
            }
            timers.remove();
            if (!stale) {
                return first.attempt();
            }
        }
        return null;
    }

    /** For a select that must not be late: at least 1; 0 if there is nothing to wait for. */
    long millisToNext() {
        Timer first = timers.peek();
        if (first == null) {
            return 0;
        }
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(first.dueNanos() - System.nanoTime()) + 1);
    }

    int size() {
        return timers.size();
    }
}
