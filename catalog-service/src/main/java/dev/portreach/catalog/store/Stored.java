package dev.portreach.catalog.store;

/**
 * An item as it stands.
 *
 * @param etag of this version, without quotes
 * @param isNew whether the request created it
 */
public record Stored<R>(R item, String etag, boolean isNew) {}
