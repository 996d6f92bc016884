package dev.portreach.alert.availability;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Times that do not count, in order and apart from each other. */
final class Exclusions {

    /**
     * A time.
     *
     * @param from inclusive, milliseconds since the epoch
     * @param to exclusive
     */
    record Stretch(long from, long to) {}

    static final Exclusions NONE = new Exclusions(List.of());

    private final List<Stretch> stretches;

    private Exclusions(List<Stretch> stretches) {
        this.stretches = stretches;
    }

    /** @param any in any order; they may overlap */
    static Exclusions of(List<Stretch> any) {
        List<Stretch> sorted = new ArrayList<>(any);
        sorted.sort(Comparator.comparingLong(Stretch::from));
        List<Stretch> joined = new ArrayList<>();
        for (Stretch stretch : sorted) {
            Stretch last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last != null && stretch.from() <= last.to()) {
                joined.set(joined.size() - 1, new Stretch(last.from(), Math.max(last.to(), stretch.to())));
            } else if (stretch.from() < stretch.to()) {
                joined.add(stretch);
            }
        }
        return joined.isEmpty() ? NONE : new Exclusions(joined);
    }

    /** How much of a time is left, in milliseconds; nothing of one that ends before it begins. */
    long left(long from, long to) {
        if (from >= to) {
            return 0;
        }
        long left = to - from;
        for (int i = firstEndingAfter(from);
                i < stretches.size() && stretches.get(i).from() < to;
                i++) {
            Stretch stretch = stretches.get(i);
            left -= Math.min(to, stretch.to()) - Math.max(from, stretch.from());
        }
        return left;
    }

    private int firstEndingAfter(long at) {
        int low = 0;
        int high = stretches.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (stretches.get(middle).to() <= at) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
