package dev.portreach.catalog.load;

import java.time.Duration;

/**
 * What one policy puts on an endpoint.
 *
 * @param policy key
 * @param portsPerInterval ports that an agent probes in one interval; of large ranges a sample
 * @param interval without stretching
 * @param connectionsPerSecond of all agents of all sites together, before stretching
 */
public record RowLoad(String policy, int portsPerInterval, Duration interval, double connectionsPerSecond) {}
