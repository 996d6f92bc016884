package dev.portreach.probe.watch;

/**
 * The times of one check's observations within an epoch: starts grow strictly, and each observation knows how long after
 * the one before it began, so that history can tell a gap from a late arrival. Outlives the check's definition.
 */
final class Chain {

    private long lastStart = Long.MIN_VALUE;
    private Long lastPublished;

    /** The start time to use for a probe that begins at {@code now}. */
    long start(long now) {
        lastStart = lastStart == Long.MIN_VALUE ? now : Math.max(now, lastStart + 1);
        return lastStart;
    }

    /** Milliseconds since the observation published before; null for the first. */
    Long publish(long at) {
        Long since = lastPublished == null ? null : at - lastPublished;
        if (since != null && since <= 0) {
            throw new IllegalStateException("observation at %d after one at %d".formatted(at, lastPublished));
        }
        lastPublished = at;
        return since;
    }
}
