package dev.portreach.alert.delivery;

/**
 * What was known of an incident before a new version came.
 *
 * @param opening how often it has been opened so far, from 1
 */
public record Known(long version, boolean open, int opening) {}
