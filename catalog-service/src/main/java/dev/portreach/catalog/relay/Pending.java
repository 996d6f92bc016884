package dev.portreach.catalog.relay;

/**
 * A site with outbox rows.
 *
 * @param upTo the newest of them
 * @param forced whether to publish even what was delivered before
 */
record Pending(String site, long upTo, boolean forced) {}
