package dev.portreach.catalog.store;

/**
 * An item to be stored.
 *
 * @param before what is there; null if nothing is
 * @param after what is to be there
 */
public record Replacement<R>(R before, R after) {}
