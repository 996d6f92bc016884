package dev.portreach.alert.detection;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * Which batches of one agent were taken, as intervals of sequence numbers for each of its last epochs. A high-water mark
 * would lose data, as a draining spool arrives beside live results.
 *
 * @param epochs the least recently started first; epochs are UUIDv7, whose text sorts by time
 */
public record SeenBatches(List<Epoch> epochs) {

    public static final SeenBatches NONE = new SeenBatches(List.of());

    static final int MAX_EPOCHS = 16;
    static final int MAX_INTERVALS = 512;

    /** Sequence numbers from {@code first} to {@code last}, both included. */
    public record Interval(long first, long last) {}

    /** The intervals of one epoch: sorted, disjoint, never adjacent. */
    public record Epoch(String id, List<Interval> intervals) {

        public Epoch {
            Objects.requireNonNull(id, "id");
            intervals = List.copyOf(intervals);
        }

        public boolean contains(long seq) {
            int at = position(seq);
            return at < intervals.size() && intervals.get(at).first() <= seq;
        }

        /** Index of the first interval that ends at or after {@code seq}. */
        private int position(long seq) {
            int low = 0;
            int high = intervals.size();
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (intervals.get(middle).last() < seq) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }

        /** The same with one batch more. */
        public Epoch plus(long seq) {
            if (contains(seq)) {
                return this;
            }
            int at = position(seq);
            List<Interval> next = new ArrayList<>(intervals);
            boolean joinsLeft = at > 0 && intervals.get(at - 1).last() == seq - 1;
            boolean joinsRight = at < intervals.size() && intervals.get(at).first() == seq + 1;
            if (joinsLeft && joinsRight) {
                next.set(
                        at - 1,
                        new Interval(
                                intervals.get(at - 1).first(), intervals.get(at).last()));
                next.remove(at);
            } else if (joinsLeft) {
                next.set(at - 1, new Interval(intervals.get(at - 1).first(), seq));
            } else if (joinsRight) {
                next.set(at, new Interval(seq, intervals.get(at).last()));
            } else {
                next.add(at, new Interval(seq, seq));
            }
            if (next.size() > MAX_INTERVALS) {
                // Bounded: the oldest gap is given up. What would still come for it counts as seen.
                next.set(0, new Interval(next.get(0).first(), next.get(1).last()));
                next.remove(1);
            }
            return new Epoch(id, next);
        }

        long gaps() {
            return intervals.isEmpty()
                    ? 0
                    : intervals.get(intervals.size() - 1).last()
                            - intervals.stream()
                                    .mapToLong(each -> each.last() - each.first() + 1)
                                    .sum();
        }
    }

    public SeenBatches {
        epochs = List.copyOf(epochs);
    }

    public boolean contains(String epoch, long seq) {
        return epochs.stream().anyMatch(each -> each.id().equals(epoch) && each.contains(seq));
    }

    /** The same with one batch more; an epoch older than all that are kept, when the room is used up, is not taken in. */
    public SeenBatches plus(String epoch, long seq) {
        List<Epoch> next = new ArrayList<>(epochs);
        int found = Collections.binarySearch(next.stream().map(Epoch::id).toList(), epoch);
        if (found >= 0) {
            next.set(found, next.get(found).plus(seq));
        } else {
            next.add(-found - 1, new Epoch(epoch, List.of(new Interval(seq, seq))));
            if (next.size() > MAX_EPOCHS) {
                next.remove(0);
            }
        }
        return new SeenBatches(next);
    }

    /** Whether the epoch is older than every one that is kept and the room is used up: nothing can be said of it. */
    public boolean isForgotten(String epoch) {
        return epochs.size() >= MAX_EPOCHS && epoch.compareTo(epochs.get(0).id()) < 0;
    }

    /** Batches that have not come, below the highest that has, over all epochs kept. */
    public long gaps() {
        return epochs.stream().mapToLong(Epoch::gaps).sum();
    }
}
