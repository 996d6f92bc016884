package dev.portreach.lab.simulation;

/** Which probes a simulation leaves out, because nothing comes of them. */
public enum Shortcut {
    NONE,
    /**
     * Those that tell nothing new of what works and what does not: the verdicts that are published are the same, but for the
     * time of the last success. Of how well something works they tell, so that nothing is degraded here.
     */
    STEADY
}
