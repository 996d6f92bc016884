package dev.portreach.alert.history;

/**
 * A stored interval with what it says, to be read.
 *
 * @param from first observation, milliseconds since the epoch
 * @param to last observation
 * @param previousAt the observation just before {@code from}; null if there is none
 * @param revision the newest by which one of its observations was judged
 */
public record Row(ChainKey key, long from, long to, Long previousAt, Value value, long revision) {

    /** Whether nothing lies between this row and what follows it. */
    boolean leadsTo(Row next) {
        return next.previousAt != null && next.previousAt == to && next.key.equals(key);
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
