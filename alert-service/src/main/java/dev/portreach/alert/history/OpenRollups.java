package dev.portreach.alert.history;

import dev.portreach.alert.rollup.PartRollup;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The roll-ups of a part that still grow: those of the newest five minutes and of the five before, as results of one moment
 * come in several batches. Older ones are done; those of late results are to be merged with what is stored.
 */
final class OpenRollups {

    private static final Resolution FINEST = Resolution.FIVE_MINUTES;

    private final int size;
    private final NavigableMap<Long, PartRollup> open = new TreeMap<>();
    private final NavigableMap<Long, PartRollup> done = new TreeMap<>();

    /** @param size slots of the part */
    OpenRollups(int size) {
        this.size = size;
    }

    void restore(long start, PartRollup rollup) {
        open.put(start, rollup);
    }

    void add(int slot, long at, boolean isLost, Long rttMicros) {
        long start = FINEST.startOf(at);
        boolean newest = open.isEmpty() || start > open.lastKey();
        if (newest) {
            NavigableMap<Long, PartRollup> past = open.headMap(start - FINEST.millis(), false);
            done.putAll(past);
            past.clear();
        }
        boolean grows = newest || start >= open.lastKey() - FINEST.millis();
        (grows ? open : done)
                .computeIfAbsent(start, key -> new PartRollup(size))
                .add(slot, isLost, rttMicros);
    }

    /** Nothing more is expected. */
    void rest() {
        open.forEach((start, rollup) -> {
            PartRollup other = done.putIfAbsent(start, rollup);
            if (other != null) {
                other.merge(rollup);
            }
        });
        open.clear();
    }

    /** By start, in milliseconds since the epoch. */
    NavigableMap<Long, PartRollup> open() {
        return open;
    }

    /** To be merged with what is stored, by start. */
    NavigableMap<Long, PartRollup> done() {
        return done;
    }
}
