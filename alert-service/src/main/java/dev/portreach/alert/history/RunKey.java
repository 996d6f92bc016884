package dev.portreach.alert.history;

/** One run of an agent: one process, one epoch. */
record RunKey(String site, String agent, String epoch) {}
