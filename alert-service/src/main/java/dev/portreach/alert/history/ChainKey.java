package dev.portreach.alert.history;

/**
 * Whose observations are linked to each other: one check, one agent, one run of it. Clocks of different runs may overlap,
 * so each has its own chain.
 */
public record ChainKey(String check, String agent, String epoch) {}
