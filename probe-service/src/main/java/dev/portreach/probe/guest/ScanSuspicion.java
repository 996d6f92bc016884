package dev.portreach.probe.guest;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Suspects that an intrusion prevention took our own probes for a scan and blocked this agent: many new ports of a target
 * were probed, and right after that most of those fail that were well before. Then new ports are left alone for a while,
 * longer each time, and ports that are known go on, which shows when the block is lifted. A host that happens to go down at
 * that moment looks the same; the pause costs it nothing but the news of new ports.
 */
final class ScanSuspicion {

    /** So many new ports make a sweep: vendors' defaults block at 20 events in 5 s and more. */
    static final int SWEEP_PORTS = 10;

    /** How soon after a sweep failures have to begin. */
    static final long AFTERMATH_MILLIS = 10_000;

    static final long FIRST_PAUSE_MILLIS = 600_000;
    static final long LONGEST_PAUSE_MILLIS = 3_600_000;

    private static final int MIN_FAILED = 3;

    private final BitSet well = new BitSet();
    private final Deque<Long> newPorts = new ArrayDeque<>(SWEEP_PORTS);
    private final Map<Integer, Boolean> failedAfter = new HashMap<>();
    private long pause = FIRST_PAUSE_MILLIS;
    private long pausedUntil = Long.MIN_VALUE;

    /** The probe of a port begins that was not known before. */
    void begins(long now) {
        if (newPorts.size() == SWEEP_PORTS) {
            newPorts.remove();
        }
        newPorts.add(now);
    }

    /** A port has been probed. */
    void saw(int port, boolean bad, long now) {
        boolean before = well.get(port);
        well.set(port, !bad);
        if (!isAftermath(now)) {
            failedAfter.clear();
            return;
        }
        if (before || failedAfter.containsKey(port)) {
            failedAfter.put(port, bad);
            if (bad && isBlocked()) {
                suspect(now);
            }
        }
    }

    /** Whether new ports are to be left alone. */
    boolean isPaused(long now) {
        return now < pausedUntil;
    }

    /** When the pause ends; in the past if there is none. */
    long pausedUntil() {
        return pausedUntil;
    }

    /** The sweep was within a time-out and a moment, as silence shows only at the deadline. */
    private boolean isAftermath(long now) {
        return newPorts.size() == SWEEP_PORTS && now - newPorts.peek() <= 2 * AFTERMATH_MILLIS;
    }

    private boolean isBlocked() {
        long failed = failedAfter.values().stream().filter(bad -> bad).count();
        return failed >= MIN_FAILED && 2 * failed > failedAfter.size();
    }

    private void suspect(long now) {
        boolean again = pausedUntil != Long.MIN_VALUE && now - pausedUntil < LONGEST_PAUSE_MILLIS;
        pause = again ? Math.min(2 * pause, LONGEST_PAUSE_MILLIS) : FIRST_PAUSE_MILLIS;
        pausedUntil = now + pause;
        newPorts.clear();
        failedAfter.clear();
    }
}
