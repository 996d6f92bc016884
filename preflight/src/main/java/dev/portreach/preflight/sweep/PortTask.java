package dev.portreach.preflight.sweep;

import dev.portreach.probe.assignment.PlannedCheck;

/** One port of a check. */
record PortTask(PlannedCheck check, int port) {}
