package dev.portreach.alert.history;

/** What one agent says during an interval. */
record View(String agent, Value value, long revision) {}
