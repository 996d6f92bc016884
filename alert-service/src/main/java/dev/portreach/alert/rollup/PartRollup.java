package dev.portreach.alert.rollup;

import java.util.Arrays;

/** The roll-ups of all checks of a part over the same span of time. */
public final class PartRollup {

    private final Rollup[] slots;

    public PartRollup(int size) {
        this.slots = new Rollup[size];
    }

    public int size() {
        return slots.length;
    }

    /** What was measured of a check; null if nothing was. */
    public Rollup of(int slot) {
        return slots[slot];
    }

    public void add(int slot, boolean isLost, Long rttMicros) {
        made(slot).add(isLost, rttMicros);
    }

    public void merge(PartRollup other) {
        for (int slot = 0; slot < slots.length; slot++) {
            if (other.slots[slot] != null) {
                made(slot).merge(other.slots[slot]);
            }
        }
    }

    Rollup made(int slot) {
        if (slots[slot] == null) {
            slots[slot] = new Rollup();
        }
        return slots[slot];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PartRollup that && Arrays.equals(slots, that.slots);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(slots);
    }

    @Override
    public String toString() {
        return Arrays.toString(slots);
    }
}
