package dev.portreach.catalog.stop;

/**
 * The body of a request to stop.
 *
 * @param reason for people; may be left out
 */
public record StopRequest(String reason) {}
