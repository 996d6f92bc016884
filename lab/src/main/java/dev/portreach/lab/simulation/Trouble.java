package dev.portreach.lab.simulation;

/** How faults behave. */
public enum Trouble {
    /** There from start to end. */
    HARD,
    /** There and gone again, every few intervals. */
    FLAPPING,
    /** 2 to 30 % of probes fail. */
    GRAY
}
