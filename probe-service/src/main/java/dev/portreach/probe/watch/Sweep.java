package dev.portreach.probe.watch;

import dev.portreach.contracts.port.Ports;

/**
 * Ports of one check to be probed together, now.
 *
 * @param at event time of its start, in milliseconds since the epoch; strictly growing per check
 * @param retry a fast re-probe rather than a slot of the schedule
 */
public record Sweep(String check, long at, Ports ports, boolean retry) {}
