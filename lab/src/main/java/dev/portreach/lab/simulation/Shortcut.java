package dev.portreach.lab.simulation;

/** Which probes a simulation leaves out, because nothing comes of them. */
public enum Shortcut {
    NONE,
    /** Those that tell nothing new: what is published is the same, but for the time of the last success. */
    STEADY,
    /** Also a miss of a check that is well if its first re-probe is answered: it is published, but makes nothing suspect. */
    LONE_MISSES
}
