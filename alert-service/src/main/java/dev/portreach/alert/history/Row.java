package dev.portreach.alert.history;

import java.time.Duration;

/**
 * A stored interval with what it says, to be read.
 *
 * @param from first observation, milliseconds since the epoch
 * @param to last observation
 * @param previousAt the observation just before {@code from}; null if there is none
 * @param revision the newest by which one of its observations was judged
 */
public record Row(ChainKey key, long from, long to, Long previousAt, Value value, long revision) {

    /** No more than a reader looks back or ahead at least: the shortest month, so that it sees the other end of every link. */
    static final long LONGEST_LINK_MILLIS = Duration.ofDays(28).toMillis();

    /** Whether nothing lies between this row and what follows it, and it follows soon enough to speak for the time between. */
    boolean leadsTo(Row next) {
        return next.previousAt != null
                && next.previousAt == to
                && next.key.equals(key)
                && next.from - to <= LONGEST_LINK_MILLIS;
    }

    /**
     * Until when it speaks, in milliseconds since the epoch.
     *
     * @param next the row after it in its chain; null if none is known
     */
    long speaksUntil(Row next) {
        long held = to + value.holdMillis();
        if (next == null) {
            return held;
        }
        return leadsTo(next) ? next.from : Math.min(held, next.from);
    }
}
