package dev.portreach.alert.history;

import java.util.ArrayList;
import java.util.List;

/** Up to {@link #SIZE} checks of one run of an agent, and what of them still changes. */
final class OpenPart {

    static final int SIZE = 64;

    /** 0 as long as it is not stored. */
    private int id;

    private final List<String> checks;
    private final OpenIntervals intervals;
    private final OpenRollups rollups;
    private boolean grown;
    private boolean changed;

    OpenPart(int id, List<String> checks, OpenIntervals intervals, OpenRollups rollups) {
        this.id = id;
        this.checks = new ArrayList<>(checks);
        this.intervals = intervals;
        this.rollups = rollups;
    }

    static OpenPart empty() {
        return new OpenPart(0, List.of(), new OpenIntervals(new Interval[SIZE]), new OpenRollups(SIZE));
    }

    int id() {
        return id;
    }

    void stored(int newId) {
        id = newId;
    }

    /** By slot. */
    List<String> checks() {
        return checks;
    }

    boolean isFull() {
        return checks.size() == SIZE;
    }

    /** @return its slot */
    int add(String check) {
        checks.add(check);
        grown = true;
        return checks.size() - 1;
    }

    /** Whether checks were added. */
    boolean hasGrown() {
        return grown;
    }

    /** Whether anything of it is to be stored. */
    boolean hasChanged() {
        return changed;
    }

    void take(int slot, Assessed assessed) {
        changed = true;
        intervals.take(slot, assessed.judged());
        if (assessed.measured()) {
            rollups.add(slot, assessed.judged().at(), assessed.lost(), assessed.rttMicros());
        }
    }

    /** Nothing more is expected for now. */
    void rest() {
        changed |= !rollups.open().isEmpty();
        rollups.rest();
    }

    OpenIntervals intervals() {
        return intervals;
    }

    OpenRollups rollups() {
        return rollups;
    }
}
