package dev.portreach.alert.maintenance;

import java.time.Instant;

/**
 * A time over which a window is open.
 *
 * @param from inclusive
 * @param to exclusive
 */
public record Opening(Instant from, Instant to) {}
