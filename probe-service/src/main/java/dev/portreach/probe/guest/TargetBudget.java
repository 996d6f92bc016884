package dev.portreach.probe.guest;

import java.util.HashMap;
import java.util.Map;

/**
 * Limits the rate of <em>new</em> ports at one target address. A port probed within the last ten minutes is known and
 * free; a sweep over new ones looks like a scan, which intrusion prevention answers by blocking the agent, so that the
 * probe would cause the outage that it reports.
 */
public final class TargetBudget {

    /** How long a port stays known after a probe. */
    public static final long KNOWN_MILLIS = 600_000;

    private static final double RESERVE = 1.0; // ranges leave one token for single ports
    private static final long PRUNE_MILLIS = 60_000;

    private final double perSecond;
    private final double capacity;
    private final Map<Integer, Long> lastProbed = new HashMap<>();
    private final ScanSuspicion suspicion = new ScanSuspicion();
    private double tokens;
    private long refilledAt;
    private long prunedAt;

    /** @param perSecond new ports a second, more than 0 */
    public TargetBudget(double perSecond, long now) {
        if (!(perSecond > 0)) {
            throw new IllegalArgumentException("guest.ports-per-second must be more than 0");
        }
        this.perSecond = perSecond;
        this.capacity = Math.max(2, Math.ceil(perSecond) + 1);
        this.tokens = capacity;
        this.refilledAt = now;
        this.prunedAt = now;
    }

    /**
     * Takes leave to probe a port now.
     *
     * @param single the port of a single-port check, which goes first
     */
    public boolean tryTake(int port, boolean single, long now) {
        refill(now);
        prune(now);
        if (!isKnown(port, now)) {
            if (suspicion.isPaused(now)) {
                return false;
            }
            double needed = single ? 1.0 : 1.0 + RESERVE;
            if (tokens < needed) {
                return false;
            }
            tokens -= 1.0;
            suspicion.begins(now);
        }
        lastProbed.put(port, now);
        return true;
    }

    /**
     * Takes leave to probe one port that somebody asked for: does not wait for the rate of new ports, which goes on as if
     * it had.
     *
     * @return false only while new ports are left alone here
     */
    public boolean tryTakeNow(int port, long now) {
        refill(now);
        if (!isKnown(port, now)) {
            if (suspicion.isPaused(now)) {
                return false;
            }
            tokens -= 1.0;
            suspicion.begins(now);
        }
        lastProbed.put(port, now);
        return true;
    }

    /**
     * Learns how a probe ended.
     *
     * @param bad whether the port is not as it should be
     */
    public void saw(int port, boolean bad, long now) {
        suspicion.saw(port, bad, now);
    }

    /** Whether new ports are left alone, as this agent may have been blocked as a scanner. */
    public boolean isPaused(long now) {
        return suspicion.isPaused(now);
    }

    /** When new ports may be probed again; in the past if they may now. */
    public long pausedUntil() {
        return suspicion.pausedUntil();
    }

    /** When a single new port could be probed. */
    public long nextTokenAt(long now) {
        if (suspicion.isPaused(now)) {
            return suspicion.pausedUntil();
        }
        refill(now);
        return tokens >= 1.0 ? now : now + (long) Math.ceil((1.0 - tokens) * 1_000 / perSecond);
    }

    private boolean isKnown(int port, long now) {
        Long last = lastProbed.get(port);
        return last != null && now - last < KNOWN_MILLIS;
    }

    private void refill(long now) {
        tokens = Math.min(capacity, tokens + (now - refilledAt) * perSecond / 1_000);
        refilledAt = now;
    }

    private void prune(long now) {
        if (now - prunedAt >= PRUNE_MILLIS) {
            lastProbed.values().removeIf(last -> now - last >= KNOWN_MILLIS);
            prunedAt = now;
        }
    }
}
