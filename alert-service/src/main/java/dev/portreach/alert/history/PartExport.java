package dev.portreach.alert.history;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Puts the intervals of one part in order, each with the one after it: what comes in pages, slot by slot in order of time,
 * and at the end of each slot the newest one, which is kept elsewhere. Holds one interval at a time.
 */
final class PartExport {

    /** @param next the one that follows in the same slot; null if none is known */
    record Pair(int slot, Interval interval, Interval next) {}

    private final int slots;
    private final IntPredicate isWanted;
    private int slot;
    private Interval waiting;

    /**
     * @param slots how many the part has
     * @param isWanted of which slots the newest interval is wanted; stored ones are wanted anyway
     */
    PartExport(int slots, IntPredicate isWanted) {
        this.slots = slots;
        this.isWanted = isWanted;
    }

    /**
     * Takes a page.
     *
     * @param page stored intervals after those of the page before
     * @param newest by slot, as they were when the page was read
     * @param isLast whether there is none after it
     * @return what is complete now, in order
     */
    List<Pair> take(List<IntervalPage.Stored> page, OpenIntervals newest, boolean isLast) {
        List<Pair> complete = new ArrayList<>();
        for (IntervalPage.Stored stored : page) {
            finish(stored.slot(), newest, complete);
            if (waiting != null) {
                complete.add(new Pair(slot, waiting, stored.interval()));
            }
            waiting = stored.interval();
        }
        if (isLast) {
            finish(slots, newest, complete);
        }
        return complete;
    }

    private void finish(int before, OpenIntervals newest, List<Pair> complete) {
        for (; slot < before; slot++) {
            Interval last = isWanted.test(slot) ? newest.newest(slot) : null;
            if (waiting != null) {
                complete.add(new Pair(slot, waiting, last));
                waiting = null;
            }
            if (last != null) {
                complete.add(new Pair(slot, last, null));
            }
        }
    }
}
