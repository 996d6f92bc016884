package dev.portreach.catalog.assignment;

import java.time.Duration;

/**
 * An interval that is longer than its policy says, as an endpoint would get more connections than it may.
 *
 * @param policy key
 * @param endpoint the one for whose sake
 * @param from what the policy says
 * @param to what the agents do
 */
public record StretchedInterval(String policy, String endpoint, Duration from, Duration to) {}
