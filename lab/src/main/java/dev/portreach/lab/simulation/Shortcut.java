package dev.portreach.lab.simulation;

/** Which probes a simulation leaves out, because nothing comes of them. */
public enum Shortcut {
    NONE,
    /** All are made, but how well something works is not looked for: what {@link #STEADY} is to be compared with. */
    UNWEIGHED,
    /**
     * Those that tell nothing new of what works and what does not: the verdicts that are published are the same, but for the
     * time of the last success. Of how well something works they tell, so that this is not looked for here, and
     * that probes have been lost makes no difference to how many misses confirm a failure.
     */
    STEADY,
    /**
     * Also a miss of a check that is well if its first re-probe is answered, where there are no faults and one agent a site:
     * it is published, and forgotten with the next answer. Stage 2 would only wait for it where something else is suspected, so that incidents can
     * be told earlier here, and what was well again by then can be told, but nothing is told less.
     */
    LONE_MISSES;

    boolean leavesOut() {
        return this != NONE && this != UNWEIGHED;
    }
}
