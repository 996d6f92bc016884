package dev.portreach.probe.schedule;

import java.time.Duration;

/**
 * The times at which one check is probed: one slot an interval, at a phase that follows from the check's id, so that
 * checks spread evenly, a restart makes no herd, and nothing drifts. Times are milliseconds of one steady clock.
 */
public record Slots(long checkHash, long intervalMillis) {

    private static final int JITTER_PARTS = 20; // at most 5 % of the interval

    public Slots {
        if (intervalMillis < 1) {
            throw new IllegalArgumentException("interval of %d ms is not positive".formatted(intervalMillis));
        }
    }

    public Slots(String checkId, long intervalMillis) {
        this(Hash.of(checkId), intervalMillis);
    }

    public static Slots of(String checkId, Duration interval) {
        return new Slots(checkId, interval.toMillis());
    }

    /** Offset of the slots within the interval, 0 to interval − 1. */
    public long phase() {
        return Math.floorMod(checkHash, intervalMillis);
    }

    /** The first slot that begins after {@code now}. */
    public long next(long now) {
        long index = Math.floorDiv(now - phase(), intervalMillis);
        long candidate = begin(index);
        while (candidate <= now) {
            candidate = begin(++index);
        }
        return candidate;
    }

    private long begin(long index) {
        long width = intervalMillis / JITTER_PARTS;
        long jitter = width == 0 ? 0 : Math.floorMod(Hash.mix(checkHash ^ Hash.mix(index)), width);
        return phase() + index * intervalMillis + jitter;
    }
}
