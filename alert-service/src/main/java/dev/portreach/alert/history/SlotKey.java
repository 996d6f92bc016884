package dev.portreach.alert.history;

/** How tables name a check of a run. */
record SlotKey(int part, int slot) {}
