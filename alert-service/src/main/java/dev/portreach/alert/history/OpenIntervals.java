package dev.portreach.alert.history;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The newest interval of each check of a part, and what observations change in those that are stored. What comes in order
 * needs nothing that is stored; for what comes late, {@link #gaps} says what is needed, and {@link #settle} takes it.
 */
final class OpenIntervals {

    /**
     * Where stored intervals are needed: those between, the one at or before {@code first} and the one after {@code last}.
     */
    record Gap(int slot, long first, long last) {}

    /** An interval and the check it is of. */
    record Slotted(int slot, Interval interval) {}

    private final Interval[] newest;
    private final Map<Integer, List<Interval>> closed = new TreeMap<>();
    private final Map<Integer, List<Judged>> late = new TreeMap<>();
    private final List<Slotted> deletions = new ArrayList<>();
    private final List<Gap> settled = new ArrayList<>();
    private int duplicates;
    private int lateTaken;

    /** @param newest by slot, null where it is not known: there may be stored ones */
    OpenIntervals(Interval[] newest) {
        this.newest = newest;
    }

    Interval newest(int slot) {
        return newest[slot];
    }

    int size() {
        return newest.length;
    }

    void take(int slot, Judged judged) {
        Interval last = newest[slot];
        if (last == null || judged.at() < last.from()) {
            late.computeIfAbsent(slot, key -> new ArrayList<>()).add(judged);
        } else if (judged.at() <= last.to()) {
            duplicates++;
        } else if (last.goesOnWith(judged)) {
            newest[slot] = last.extendedTo(judged.at(), judged.revision());
        } else {
            closed.computeIfAbsent(slot, key -> new ArrayList<>()).add(last);
            newest[slot] = Interval.of(judged);
        }
    }

    List<Gap> gaps() {
        List<Gap> gaps = new ArrayList<>();
        late.forEach((slot, observations) -> {
            long first = observations.stream().mapToLong(Judged::at).min().orElseThrow();
            long last = observations.stream().mapToLong(Judged::at).max().orElseThrow();
            gaps.add(new Gap(slot, first, newest[slot] == null ? Long.MAX_VALUE : last));
        });
        return gaps;
    }

    /** Puts late observations of a check where they belong, among those that are stored there. */
    void settle(int slot, List<Interval> stored) {
        List<Interval> known = new ArrayList<>(stored);
        known.addAll(closed.getOrDefault(slot, List.of()));
        if (newest[slot] != null) {
            known.add(newest[slot]);
        }
        IntervalChain chain = new IntervalChain(known);
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (Judged judged : late.remove(slot)) {
            first = Math.min(first, judged.at());
            last = Math.max(last, judged.at());
            if (!chain.add(judged)) {
                duplicates++;
            } else if (newest[slot] != null) {
                lateTaken++;
            }
        }
        settled.add(new Gap(slot, first, chain.following(last, Row.LONGEST_LINK_MILLIS)));
        List<Interval> result = new ArrayList<>(chain.intervals());
        newest[slot] = result.remove(result.size() - 1);
        Set<Interval> kept = new HashSet<>(result);
        stored.stream()
                .filter(interval -> !kept.contains(interval))
                .forEach(interval -> deletions.add(new Slotted(slot, interval)));
        result.removeAll(new HashSet<>(stored));
        closed.put(slot, result);
    }

    /** Where late observations came, until the ones that follow them. */
    List<Gap> settled() {
        return settled;
    }

    /** Stored ones that have to go, before anything is added. */
    List<Slotted> deletions() {
        return deletions;
    }

    List<Slotted> insertions() {
        List<Slotted> insertions = new ArrayList<>();
        closed.forEach((slot, intervals) -> intervals.forEach(interval -> insertions.add(new Slotted(slot, interval))));
        return insertions;
    }

    /** Observations that were here before. */
    int duplicates() {
        return duplicates;
    }

    /** Observations that came after a younger one. */
    int late() {
        return lateTaken;
    }
}
