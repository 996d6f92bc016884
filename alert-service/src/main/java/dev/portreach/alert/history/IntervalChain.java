package dev.portreach.alert.history;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * The intervals of one chain as observations come, in any order and more than once. An observation joins the interval that
 * ends at its predecessor, and the one whose predecessor it is, where values are equal; otherwise it starts one. As links
 * say what lies between two observations, the intervals at the end are the same for every order.
 */
final class IntervalChain {

    private final TreeMap<Long, Interval> intervals = new TreeMap<>();

    IntervalChain(Collection<Interval> neighbours) {
        neighbours.forEach(interval -> intervals.put(interval.from(), interval));
    }

    /** @return false if the observation was here before */
    boolean add(Judged judged) {
        Map.Entry<Long, Interval> floor = intervals.floorEntry(judged.at());
        Interval before = floor == null ? null : floor.getValue();
        if (before != null && judged.at() <= before.to()) {
            return false;
        }
        Map.Entry<Long, Interval> higher = intervals.higherEntry(judged.at());
        Interval after = higher == null ? null : higher.getValue();
        boolean joinsBefore = before != null && before.goesOnWith(judged);
        boolean joinsAfter = after != null && after.goesBackTo(judged);
        if (joinsAfter) {
            intervals.remove(after.from());
        }
        Interval joined = joinsAfter ? after.startingWith(judged) : Interval.of(judged);
        if (joinsBefore) {
            joined = before.extendedTo(joined.to(), joined.revision());
        }
        intervals.put(joined.from(), joined);
        return true;
    }

    /** Where the interval begins that follows an instant; the instant itself if none does within so long. */
    long following(long at, long longest) {
        Long next = intervals.higherKey(at);
        return next == null || next - at > longest ? at : next;
    }

    Collection<Interval> intervals() {
        return intervals.values();
    }
}
